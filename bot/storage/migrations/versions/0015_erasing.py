"""A day to change one's mind before everything is erased; numbers of who was."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.types import Id, Instant

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("erase_at", Instant(), nullable=True))
    asked = sa.text("erase_at IS NOT NULL")
    op.create_index("ix_people_erase", "people", ["erase_at"], sqlite_where=asked, postgresql_where=asked)
    op.create_table(
        "departures",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("cvs", sa.Integer(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("handoffs", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_departures")),
    )


def downgrade() -> None:
    op.drop_table("departures")
    op.drop_index("ix_people_erase", "people")
    op.drop_column("people", "erase_at")
