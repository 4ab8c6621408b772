"""The newest letter of each person."""

import sqlalchemy as sa
from alembic import op

from bot.storage.types import Id, Instant

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "letters",
        sa.Column("person_id", Id, autoincrement=False, nullable=False),
        sa.Column("wish", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", Instant(), nullable=False),
        sa.Column("documents", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_letters_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_letters")),
    )
    op.create_index(op.f("ix_letters_updated_at"), "letters", ["updated_at"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_letters_updated_at"), table_name="letters")
    op.drop_table("letters")
