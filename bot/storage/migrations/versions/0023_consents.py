"""What people allow beyond the keeping of their answers; when they were last asked whether they stay."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.types import Id, Instant

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

SAID_BEFORE = (
    # Until now the words by which mentors were allowed to read named the CV, too; and news were asked for by name.
    "INSERT INTO consents (person_id, kind, agreed, at) "
    "SELECT person_id, 'sharing', true, agreed_at FROM aliases WHERE agreed_at IS NOT NULL",
    "INSERT INTO consents (person_id, kind, agreed, at) "
    "SELECT person_id, 'follow_up', true, MIN(created_at) FROM wishes WHERE wants_news GROUP BY person_id",
)


def upgrade() -> None:
    op.create_table(
        "consents",
        sa.Column("person_id", Id, autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_consents_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "kind", name=op.f("pk_consents")),
        sqlite_with_rowid=False,
    )
    for statement in SAID_BEFORE:
        op.execute(statement)
    op.add_column("people", sa.Column("erase_told_at", Instant(), nullable=True))


def downgrade() -> None:
    op.drop_column("people", "erase_told_at")
    op.drop_table("consents")
