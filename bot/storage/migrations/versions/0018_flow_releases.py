"""Flows as they were published, and which of them each person is walked through with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.types import Id, Instant

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "flow_revisions",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("flow", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("texts", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("parsed", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("account_id", Id, nullable=True),
        sa.Column("made_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_flow_revisions_account_id_accounts"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flow_revisions")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_flow_revisions_flow_digest", "flow_revisions", ["flow", "digest"])
    op.create_table(
        "flow_releases",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("flows", sa.Text(), nullable=False),
        sa.Column("moves", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("account_id", Id, nullable=True),
        sa.Column("made_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_flow_releases_account_id_accounts"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flow_releases")),
        sqlite_autoincrement=True,
    )
    op.add_column("sessions", sa.Column("spot", sa.Text(), nullable=True))
    op.add_column("sessions", sa.Column("release", sa.BigInteger(), nullable=True))
    under_way = sa.text("spot <> ''")
    op.create_index(
        "ix_sessions_spot", "sessions", ["spot", "release"], sqlite_where=under_way, postgresql_where=under_way
    )


def downgrade() -> None:
    op.drop_index("ix_sessions_spot", "sessions")
    op.drop_column("sessions", "release")
    op.drop_column("sessions", "spot")
    op.drop_table("flow_releases")
    op.drop_table("flow_revisions")
