"""After a workshop: when they were asked about it, what it brought, whether it is on their CV."""

import sqlalchemy as sa
from alembic import op

from bot.storage.types import Instant

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Column by column: SQLite forgets AUTOINCREMENT when a table is copied.
    op.add_column("seats", sa.Column("asked_at", Instant(), nullable=True))
    op.add_column("seats", sa.Column("useful", sa.SmallInteger(), nullable=True))
    op.add_column("seats", sa.Column("on_cv", sa.Boolean(), nullable=False, server_default=sa.text("false")))


def downgrade() -> None:
    for name in ("on_cv", "useful", "asked_at"):
        op.drop_column("seats", name)
