"""Where people stop in the flows, as counts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.types import Id

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

COUNTS = (
    "people", "arrived", "answered", "back", "human", "gone", "seconds", "in_5_s", "in_15_s", "in_30_s", "in_60_s",
    "in_120_s", "in_300_s", "longer",
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "stop_marks",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("month", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stop_marks")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "stops",
        sa.Column("flow", sa.Text(), nullable=False),
        sa.Column("month", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("campaign", sa.Text(), nullable=False),
        *(sa.Column(name, sa.BigInteger(), server_default=sa.text("0"), nullable=False) for name in COUNTS),
        sa.Column("settled", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.PrimaryKeyConstraint("flow", "month", "step", "locale", "channel", "campaign", name=op.f("pk_stops")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_stops_month", "stops", ["month"])
    op.create_index(
        "ix_stops_open",
        "stops",
        ["month", "flow"],
        sqlite_where=sa.text("NOT settled"),
        postgresql_where=sa.text("NOT settled"),
    )
    op.add_column("sessions", sa.Column("gone_from", sa.Text(), nullable=True))
    # Who is silent since before anything was counted is not counted as gone.
    op.execute("UPDATE sessions SET gone_from = spot")


def downgrade() -> None:
    op.drop_column("sessions", "gone_from")
    op.drop_index("ix_stops_open", table_name="stops")
    op.drop_index("ix_stops_month", table_name="stops")
    op.drop_table("stops")
    op.drop_table("stop_marks")
