"""Files as mentors may see them; people whom staff want nobody here to talk to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.types import Id, Instant

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "passed_files",
        sa.Column("person_id", Id, autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_passed_files_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "seq", name=op.f("pk_passed_files")),
        sqlite_with_rowid=False,
    )
    op.add_column("people", sa.Column("banned_at", Instant(), nullable=True))


def downgrade() -> None:
    op.drop_column("people", "banned_at")
    op.drop_table("passed_files")
