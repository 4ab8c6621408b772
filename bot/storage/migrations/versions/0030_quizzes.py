"""How a person's quizzes went."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.types import Id, Instant

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "quiz_results",
        sa.Column("person_id", Id, autoincrement=False, nullable=False),
        sa.Column("quiz", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("best", sa.SmallInteger(), nullable=False),
        sa.Column("questions", sa.SmallInteger(), nullable=False),
        sa.Column("badge", sa.Boolean(), nullable=False),
        sa.Column("on_cv", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("done_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_quiz_results_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "quiz", name=op.f("pk_quiz_results")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("quiz_results")
