"""Companies whose mentors the association works with no more."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.types import Id, Instant

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("mentors", sa.Column("company_key", sa.Text(), server_default=sa.text("''"), nullable=False))
    op.execute("UPDATE mentors SET company_key = lower(company)")
    op.create_table(
        "stopped_companies",
        sa.Column("company_key", sa.Text(), nullable=False),
        sa.Column("stopped_at", Instant(), nullable=False),
        sa.Column("by_account", Id, nullable=True),
        sa.ForeignKeyConstraint(
            ["by_account"],
            ["accounts.id"],
            name=op.f("fk_stopped_companies_by_account_accounts"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("company_key", name=op.f("pk_stopped_companies")),
    )


def downgrade() -> None:
    op.drop_table("stopped_companies")
    op.drop_column("mentors", "company_key")
