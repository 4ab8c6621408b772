"""Languages that the team begins itself."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.types import Id, Instant

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "begun_languages",
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("account_id", Id, nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_begun_languages_account_id_accounts"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("locale", name=op.f("pk_begun_languages")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("begun_languages")
