"""The training is a flow: what a mentor has done of it so far."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.types import Id, Instant

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "training_goes",
        sa.Column("account_id", Id, autoincrement=False, nullable=False),
        sa.Column("acts", sa.Text(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_training_goes_account_id_accounts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_training_goes")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_training_goes_changed_at", "training_goes", ["changed_at"])


def downgrade() -> None:
    op.drop_index("ix_training_goes_changed_at", table_name="training_goes")
    op.drop_table("training_goes")
