"""When somebody last asked for a human at once: their request comes before those that are not urgent."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.types import Instant

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("called_at", Instant(), nullable=True))


def downgrade() -> None:
    op.drop_column("people", "called_at")
