"""Workshops, the seats in them, where they are found, and what was looked for in vain."""

import sqlalchemy as sa
from alembic import op

from bot.storage.types import Id, Instant

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "demand",
        sa.Column("insee", sa.Text(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("people", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("insee", "month", "language", name=op.f("pk_demand")),
    )
    op.create_table(
        "hosts",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("approved_at", Instant(), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hosts")),
        sa.UniqueConstraint("name", name=op.f("uq_hosts_name")),
    )
    op.create_table(
        "wishes",
        sa.Column("person_id", Id, nullable=False),
        sa.Column("insee", sa.Text(), nullable=False),
        sa.Column("lat", sa.Float(), nullable=False),
        sa.Column("lon", sa.Float(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("wants_news", sa.Boolean(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("told_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_wishes_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "insee", name=op.f("pk_wishes")),
    )
    op.create_index("ix_wishes_insee", "wishes", ["insee"], unique=False)
    op.create_table(
        "workshops",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("host_id", Id, nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("kit", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("edition", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("starts_at", Instant(), nullable=False),
        sa.Column("ends_at", Instant(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("venue", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("address", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("town", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("insee", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("stop", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("online", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("link", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("languages", sa.Text(), nullable=False),
        sa.Column("audience", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("price_cents", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("step_free", sa.Boolean(), nullable=True),
        sa.Column("childcare", sa.Boolean(), nullable=True),
        sa.Column("no_papers", sa.Boolean(), nullable=True),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.Column("taken", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("sequence", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("source", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("source_key", sa.Text(), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("updated_at", Instant(), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_workshops_time")),
        sa.CheckConstraint("taken >= 0 AND (seats IS NULL OR taken <= seats)", name=op.f("ck_workshops_seats")),
        sa.ForeignKeyConstraint(["host_id"], ["hosts.id"], name=op.f("fk_workshops_host_id_hosts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshops")),
        sa.UniqueConstraint("key", name=op.f("uq_workshops_key")),
        sa.UniqueConstraint("source", "source_key", name=op.f("uq_workshops_source_source_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_workshops_edition"), "workshops", ["edition"], unique=False)
    op.create_index(op.f("ix_workshops_host_id"), "workshops", ["host_id"], unique=False)
    op.create_index(op.f("ix_workshops_starts_at"), "workshops", ["starts_at"], unique=False)
    op.create_table(
        "seats",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("workshop_id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.Column("hold_until", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_seats_person_id_people"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f("fk_seats_workshop_id_workshops"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seats")),
        sa.UniqueConstraint("key", name=op.f("uq_seats_key")),
        sa.UniqueConstraint("workshop_id", "person_id", name=op.f("uq_seats_workshop_id_person_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_seats_person_id"), "seats", ["person_id"], unique=False)
    op.create_index("ix_seats_workshop_id_state_since", "seats", ["workshop_id", "state", "since"], unique=False)
    op.create_table(
        "spots",
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("cell", sa.Integer(), nullable=False),
        sa.Column("starts_at", Instant(), nullable=False),
        sa.Column("workshop_id", Id, nullable=False),
        sa.Column("x", sa.Float(), nullable=False),
        sa.Column("y", sa.Float(), nullable=False),
        sa.Column("z", sa.Float(), nullable=False),
        sa.Column("full", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f("fk_spots_workshop_id_workshops"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("language", "cell", "starts_at", "workshop_id", name=op.f("pk_spots")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_spots_workshop_id"), "spots", ["workshop_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_spots_workshop_id"), table_name="spots")
    op.drop_table("spots")
    op.drop_index("ix_seats_workshop_id_state_since", table_name="seats")
    op.drop_index(op.f("ix_seats_person_id"), table_name="seats")
    op.drop_table("seats")
    op.drop_index(op.f("ix_workshops_starts_at"), table_name="workshops")
    op.drop_index(op.f("ix_workshops_host_id"), table_name="workshops")
    op.drop_index(op.f("ix_workshops_edition"), table_name="workshops")
    op.drop_table("workshops")
    op.drop_index("ix_wishes_insee", table_name="wishes")
    op.drop_table("wishes")
    op.drop_table("hosts")
    op.drop_table("demand")
