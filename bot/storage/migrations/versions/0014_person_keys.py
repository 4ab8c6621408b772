"""Each person has a key of their own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.types import Id, Instant

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "person_keys",
        sa.Column("person_id", Id, autoincrement=False, nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_person_keys_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_person_keys")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "masters",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("proof", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_masters")),
    )


def downgrade() -> None:
    op.drop_table("masters")
    op.drop_table("person_keys")
