"""A word of their own by which people call SOS."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.types import Id, Instant

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "safe_words",
        sa.Column("person_id", Id, autoincrement=False, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_safe_words_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_safe_words")),
    )
    op.add_column("people", sa.Column("safe_word_at", Instant(), nullable=True))


def downgrade() -> None:
    op.drop_column("people", "safe_word_at")
    op.drop_table("safe_words")
