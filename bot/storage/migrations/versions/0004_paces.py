"""The pace of the channels, shared by several processes."""

import sqlalchemy as sa
from alembic import op

from bot.storage.types import Instant

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "paces",
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("booked", sa.Text(), nullable=False),
        sa.Column("used_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_paces")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_paces_used_at"), "paces", ["used_at"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_paces_used_at"), table_name="paces")
    op.drop_table("paces")
