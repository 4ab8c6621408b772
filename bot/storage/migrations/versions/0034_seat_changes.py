"""How often a seat changed hands with itself: the SEQUENCE of its calendar entry only ever rises."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("seats", sa.Column("changes", sa.Integer(), server_default=sa.text("0"), nullable=False))
    # Their last calendar file was one higher than the workshop's count.
    op.execute("UPDATE seats SET changes = 1 WHERE state = 'given_up'")


def downgrade() -> None:
    op.drop_column("seats", "changes")
