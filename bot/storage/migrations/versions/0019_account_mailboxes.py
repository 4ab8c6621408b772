"""Where an account gets a new link by e-mail."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.types import Id, Instant

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account_mailboxes",
        sa.Column("account_id", Id, autoincrement=False, nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("address_key", sa.Text(), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_account_mailboxes_account_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_account_mailboxes")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_account_mailboxes_address_key"), "account_mailboxes", ["address_key"])


def downgrade() -> None:
    op.drop_table("account_mailboxes")
