"""What staff write before it is published: one draft a flow, shared by all who may write."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.types import Id, Instant

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "flow_drafts",
        sa.Column("flow", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("texts", sa.Text(), nullable=False),
        sa.Column("revision_id", Id, nullable=True),
        sa.Column("version", Id, nullable=False),
        sa.Column("account_id", Id, nullable=True),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_flow_drafts_account_id_accounts"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["flow_revisions.id"],
            name=op.f("fk_flow_drafts_revision_id_flow_revisions"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("flow", name=op.f("pk_flow_drafts")),
    )


def downgrade() -> None:
    op.drop_table("flow_drafts")
