"""Codes by which a conversation goes on in another channel."""

import sqlalchemy as sa
from alembic import op

from bot.storage.types import Id, Instant

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "handovers",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_handovers_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_handovers")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_handovers_person_id"), "handovers", ["person_id"], unique=False)
    op.create_index(op.f("ix_handovers_expires_at"), "handovers", ["expires_at"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_handovers_expires_at"), table_name="handovers")
    op.drop_index(op.f("ix_handovers_person_id"), table_name="handovers")
    op.drop_table("handovers")
