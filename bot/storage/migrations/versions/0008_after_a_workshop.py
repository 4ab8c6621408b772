"""After a workshop: when they were asked about it, what it brought, whether it is on their CV."""

import sqlalchemy as sa
from alembic import op

from bot.storage.types import Instant

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("seats") as batch:
        batch.add_column(sa.Column("asked_at", Instant(), nullable=True))
        batch.add_column(sa.Column("useful", sa.SmallInteger(), nullable=True))
        batch.add_column(sa.Column("on_cv", sa.Boolean(), nullable=False, server_default=sa.text("false")))


def downgrade() -> None:
    with op.batch_alter_table("seats") as batch:
        for name in ("on_cv", "useful", "asked_at"):
            batch.drop_column(name)
