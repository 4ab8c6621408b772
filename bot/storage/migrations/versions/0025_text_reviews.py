"""What translators did with each text."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.types import Id, Instant

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "text_reviews",
        sa.Column("domain", sa.Text(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reviewed", sa.Boolean(), nullable=False),
        sa.Column("account_id", Id, nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_text_reviews_account_id_accounts"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("domain", "locale", "key", name=op.f("pk_text_reviews")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("text_reviews")
