"""The CV of each person."""

import sqlalchemy as sa
from alembic import op

from bot.storage.types import Id, Instant

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cvs",
        sa.Column("person_id", Id, autoincrement=False, nullable=False),
        sa.Column("resume", sa.LargeBinary(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", Instant(), nullable=False),
        sa.Column("documents", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_cvs_person_id_people"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_cvs")),
    )
    op.create_index(op.f("ix_cvs_updated_at"), "cvs", ["updated_at"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_cvs_updated_at"), table_name="cvs")
    op.drop_table("cvs")
