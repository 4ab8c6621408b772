"""Words of distress that were noticed, alerts to the team, phrases that the net missed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.types import Id, Instant

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "signs",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("fine_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_signs_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signs")),
        sa.UniqueConstraint("person_id", "seq", name=op.f("uq_signs_person_id_seq")),
    )
    op.create_index("ix_signs_person_id_at", "signs", ["person_id", "at"])
    op.create_table(
        "alerts",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("handoff_id", Id, nullable=True),
        sa.Column("by_account", Id, nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("seen_at", Instant(), nullable=True),
        sa.Column("seen_by", Id, nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_alerts_person_id_people"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["handoff_id"], ["handoffs.id"], name=op.f("fk_alerts_handoff_id_handoffs"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["by_account"], ["accounts.id"], name=op.f("fk_alerts_by_account_accounts")),
        sa.ForeignKeyConstraint(["seen_by"], ["accounts.id"], name=op.f("fk_alerts_seen_by_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alerts")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_alerts_person_id"), "alerts", ["person_id"])
    op.create_index(op.f("ix_alerts_handoff_id"), "alerts", ["handoff_id"])
    unseen = sa.text("seen_at IS NULL")
    op.create_index(
        "ix_alerts_open", "alerts", ["person_id"], unique=True, sqlite_where=unseen, postgresql_where=unseen
    )
    op.create_table(
        "missed",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("by_account", Id, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("settled_at", Instant(), nullable=True),
        sa.Column("settled_by", Id, nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_missed_person_id_people"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["by_account"], ["accounts.id"], name=op.f("fk_missed_by_account_accounts")),
        sa.ForeignKeyConstraint(["settled_by"], ["accounts.id"], name=op.f("fk_missed_settled_by_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_missed")),
        sa.UniqueConstraint("person_id", "seq", name=op.f("uq_missed_person_id_seq")),
    )


def downgrade() -> None:
    op.drop_table("missed")
    op.drop_table("alerts")
    op.drop_table("signs")
