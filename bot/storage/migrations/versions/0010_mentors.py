"""Mentors, who waits for one, what is between the two, who read what, slots; the age band of people."""

import sqlalchemy as sa
from alembic import op

from bot.storage.types import Id, Instant

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TABLES = (
    "appointments",
    "transfers",
    "suggestions",
    "slots",
    "samples",
    "reports",
    "promises",
    "notes",
    "mentor_topics",
    "mentor_languages",
    "mentor_addresses",
    "held_lines",
    "handoff_tags",
    "handoff_log",
    "handoff_languages",
    "vettings",
    "trainings",
    "slot_series",
    "released",
    "reads",
    "pairs",
    "mentors",
    "mentor_codes",
    "handoffs",
    "aliases",
    "boards",
)
"""In the order in which they can be dropped."""


def upgrade() -> None:
    op.create_table(
        "boards",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_boards")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "aliases",
        sa.Column("person_id", Id, autoincrement=False, nullable=False),
        sa.Column("alias", sa.Text(), nullable=False),
        sa.Column("agreed_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_aliases_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_aliases")),
        sa.UniqueConstraint("alias", name=op.f("uq_aliases_alias")),
    )
    op.create_table(
        "handoffs",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("needs", sa.Text(), nullable=False),
        sa.Column("front", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("urgent", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("first_seq", sa.BigInteger(), nullable=False),
        sa.Column("mentor_id", Id, nullable=True),
        sa.Column("claimed_at", Instant(), nullable=True),
        sa.Column("first_answer_at", Instant(), nullable=True),
        sa.Column("person_at", Instant(), nullable=True),
        sa.Column("mentor_at", Instant(), nullable=True),
        sa.Column("owed_since", Instant(), nullable=True),
        sa.Column("told_seq", sa.BigInteger(), nullable=True),
        sa.Column("told", sa.Text(), nullable=True),
        sa.Column("wanted_mentor", Id, nullable=True),
        sa.Column("wanted_until", Instant(), nullable=True),
        sa.Column("closed_at", Instant(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("smile", sa.SmallInteger(), nullable=True),
        sa.Column("frozen_at", Instant(), nullable=True),
        sa.Column("change", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["mentor_id"], ["accounts.id"], name=op.f("fk_handoffs_mentor_id_accounts")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_handoffs_person_id_people"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["wanted_mentor"], ["accounts.id"], name=op.f("fk_handoffs_wanted_mentor_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handoffs")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_handoffs_change", "handoffs", ["change"], unique=False)
    op.create_index("ix_handoffs_claimed", "handoffs", ["claimed_at"], unique=False)
    op.create_index(
        "ix_handoffs_held",
        "handoffs",
        ["mentor_id"],
        unique=False,
        sqlite_where=sa.text("state = 'held'"),
        postgresql_where=sa.text("state = 'held'"),
    )
    op.create_index(
        "ix_handoffs_open",
        "handoffs",
        ["person_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('waiting', 'held')"),
        postgresql_where=sa.text("state IN ('waiting', 'held')"),
    )
    op.create_index(op.f("ix_handoffs_person_id"), "handoffs", ["person_id"], unique=False)
    op.create_index(
        "ix_handoffs_waiting",
        "handoffs",
        ["asked_at"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_table(
        "mentor_codes",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("account_id", Id, nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_mentor_codes_account_id_accounts")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_mentor_codes")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_mentor_codes_account_id"), "mentor_codes", ["account_id"], unique=False)
    op.create_index(op.f("ix_mentor_codes_expires_at"), "mentor_codes", ["expires_at"], unique=False)
    op.create_table(
        "mentors",
        sa.Column("account_id", Id, autoincrement=False, nullable=False),
        sa.Column("alias", sa.Text(), nullable=True),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("capacity", sa.Integer(), server_default=sa.text("2"), nullable=False),
        sa.Column("company", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("trained_at", Instant(), nullable=True),
        sa.Column("on_duty_until", Instant(), nullable=True),
        sa.Column("paused_at", Instant(), nullable=True),
        sa.Column("seen_at", Instant(), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_mentors_account_id_accounts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_mentors")),
        sa.UniqueConstraint("alias", name=op.f("uq_mentors_alias")),
    )
    op.create_table(
        "pairs",
        sa.Column("person_id", Id, autoincrement=False, nullable=False),
        sa.Column("account_id", Id, nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_pairs_account_id_accounts")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_pairs_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_pairs")),
    )
    op.create_index(op.f("ix_pairs_account_id"), "pairs", ["account_id"], unique=False)
    op.create_table(
        "reads",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("account_id", Id, nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_reads_account_id_accounts")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_reads_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reads")),
    )
    op.create_index(op.f("ix_reads_account_id"), "reads", ["account_id"], unique=False)
    op.create_index("ix_reads_person_id_at", "reads", ["person_id", "at"], unique=False)
    op.create_table(
        "released",
        sa.Column("person_id", Id, autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("account_id", Id, autoincrement=False, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_released_account_id_accounts"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_released_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "seq", "account_id", name=op.f("pk_released")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "slot_series",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("account_id", Id, nullable=False),
        sa.Column("weekday", sa.SmallInteger(), nullable=False),
        sa.Column("minute", sa.SmallInteger(), nullable=False),
        sa.Column("minutes", sa.SmallInteger(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("from_day", sa.Text(), nullable=False),
        sa.Column("until_day", sa.Text(), nullable=True),
        sa.Column("made_until", sa.Text(), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_slot_series_account_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slot_series")),
    )
    op.create_index(op.f("ix_slot_series_account_id"), "slot_series", ["account_id"], unique=False)
    op.create_table(
        "trainings",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("account_id", Id, nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_trainings_account_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trainings")),
    )
    op.create_index(op.f("ix_trainings_account_id"), "trainings", ["account_id"], unique=False)
    op.create_table(
        "vettings",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("account_id", Id, nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("by_account", Id, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("withdrawn_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_vettings_account_id_accounts")),
        sa.ForeignKeyConstraint(["by_account"], ["accounts.id"], name=op.f("fk_vettings_by_account_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vettings")),
    )
    op.create_index(op.f("ix_vettings_account_id"), "vettings", ["account_id"], unique=False)
    op.create_table(
        "handoff_languages",
        sa.Column("handoff_id", Id, autoincrement=False, nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["handoff_id"], ["handoffs.id"], name=op.f("fk_handoff_languages_handoff_id_handoffs"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("handoff_id", "language", name=op.f("pk_handoff_languages")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "handoff_log",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("handoff_id", Id, nullable=False),
        sa.Column("account_id", Id, nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_handoff_log_account_id_accounts")),
        sa.ForeignKeyConstraint(
            ["handoff_id"], ["handoffs.id"], name=op.f("fk_handoff_log_handoff_id_handoffs"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handoff_log")),
    )
    op.create_index(op.f("ix_handoff_log_handoff_id"), "handoff_log", ["handoff_id"], unique=False)
    op.create_table(
        "handoff_tags",
        sa.Column("handoff_id", Id, autoincrement=False, nullable=False),
        sa.Column("tag", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["handoff_id"], ["handoffs.id"], name=op.f("fk_handoff_tags_handoff_id_handoffs"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("handoff_id", "tag", name=op.f("pk_handoff_tags")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "held_lines",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("handoff_id", Id, nullable=False),
        sa.Column("account_id", Id, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("settled_at", Instant(), nullable=True),
        sa.Column("settled_by", Id, nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_held_lines_account_id_accounts")),
        sa.ForeignKeyConstraint(
            ["handoff_id"], ["handoffs.id"], name=op.f("fk_held_lines_handoff_id_handoffs"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_held_lines_person_id_people"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["settled_by"], ["accounts.id"], name=op.f("fk_held_lines_settled_by_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_lines")),
        sa.UniqueConstraint("key", name=op.f("uq_held_lines_key")),
    )
    op.create_index(op.f("ix_held_lines_account_id"), "held_lines", ["account_id"], unique=False)
    op.create_index(op.f("ix_held_lines_person_id"), "held_lines", ["person_id"], unique=False)
    op.create_table(
        "mentor_addresses",
        sa.Column("account_id", Id, autoincrement=False, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.Column("told_at", Instant(), nullable=True),
        sa.Column("failed_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["mentors.account_id"],
            name=op.f("fk_mentor_addresses_account_id_mentors"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", "channel", name=op.f("pk_mentor_addresses")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "mentor_languages",
        sa.Column("account_id", Id, autoincrement=False, nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["mentors.account_id"],
            name=op.f("fk_mentor_languages_account_id_mentors"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", "language", name=op.f("pk_mentor_languages")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "mentor_topics",
        sa.Column("account_id", Id, autoincrement=False, nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["mentors.account_id"], name=op.f("fk_mentor_topics_account_id_mentors"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "topic", name=op.f("pk_mentor_topics")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "notes",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("handoff_id", Id, nullable=False),
        sa.Column("account_id", Id, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_notes_account_id_accounts")),
        sa.ForeignKeyConstraint(
            ["handoff_id"], ["handoffs.id"], name=op.f("fk_notes_handoff_id_handoffs"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_notes_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
    )
    op.create_index(op.f("ix_notes_person_id"), "notes", ["person_id"], unique=False)
    op.create_table(
        "promises",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("handoff_id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("account_id", Id, nullable=False),
        sa.Column("what", sa.LargeBinary(), nullable=True),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("kept_at", Instant(), nullable=True),
        sa.Column("reminded_at", Instant(), nullable=True),
        sa.Column("let_off_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_promises_account_id_accounts")),
        sa.ForeignKeyConstraint(
            ["handoff_id"], ["handoffs.id"], name=op.f("fk_promises_handoff_id_handoffs"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_promises_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promises")),
    )
    op.create_index(op.f("ix_promises_account_id"), "promises", ["account_id"], unique=False)
    op.create_index(op.f("ix_promises_due_at"), "promises", ["due_at"], unique=False)
    op.create_index(op.f("ix_promises_handoff_id"), "promises", ["handoff_id"], unique=False)
    op.create_index(op.f("ix_promises_person_id"), "promises", ["person_id"], unique=False)
    op.create_table(
        "reports",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("handoff_id", Id, nullable=False),
        sa.Column("account_id", Id, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("evidence", sa.LargeBinary(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("settled_at", Instant(), nullable=True),
        sa.Column("settled_by", Id, nullable=True),
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_reports_account_id_accounts")),
        sa.ForeignKeyConstraint(
            ["handoff_id"], ["handoffs.id"], name=op.f("fk_reports_handoff_id_handoffs"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_reports_person_id_people"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["settled_by"], ["accounts.id"], name=op.f("fk_reports_settled_by_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
    )
    op.create_index(op.f("ix_reports_account_id"), "reports", ["account_id"], unique=False)
    op.create_index(op.f("ix_reports_handoff_id"), "reports", ["handoff_id"], unique=False)
    op.create_index(op.f("ix_reports_person_id"), "reports", ["person_id"], unique=False)
    op.create_table(
        "samples",
        sa.Column("handoff_id", Id, autoincrement=False, nullable=False),
        sa.Column("drawn_at", Instant(), nullable=False),
        sa.Column("seen_at", Instant(), nullable=True),
        sa.Column("seen_by", Id, nullable=True),
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["handoff_id"], ["handoffs.id"], name=op.f("fk_samples_handoff_id_handoffs"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["seen_by"], ["accounts.id"], name=op.f("fk_samples_seen_by_accounts")),
        sa.PrimaryKeyConstraint("handoff_id", name=op.f("pk_samples")),
    )
    op.create_table(
        "slots",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("account_id", Id, nullable=False),
        sa.Column("series_id", Id, nullable=True),
        sa.Column("starts_at", Instant(), nullable=False),
        sa.Column("ends_at", Instant(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_slots_time")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_slots_account_id_accounts")),
        sa.ForeignKeyConstraint(["series_id"], ["slot_series.id"], name=op.f("fk_slots_series_id_slot_series")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slots")),
        sa.UniqueConstraint("account_id", "starts_at", name=op.f("uq_slots_account_id_starts_at")),
        sa.UniqueConstraint("key", name=op.f("uq_slots_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_slots_free",
        "slots",
        ["starts_at"],
        unique=False,
        sqlite_where=sa.text("state = 'free'"),
        postgresql_where=sa.text("state = 'free'"),
    )
    op.create_index(op.f("ix_slots_series_id"), "slots", ["series_id"], unique=False)
    op.create_table(
        "suggestions",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("handoff_id", Id, nullable=False),
        sa.Column("account_id", Id, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("settled_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_suggestions_account_id_accounts")),
        sa.ForeignKeyConstraint(
            ["handoff_id"], ["handoffs.id"], name=op.f("fk_suggestions_handoff_id_handoffs"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_suggestions_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestions")),
        sa.UniqueConstraint("key", name=op.f("uq_suggestions_key")),
    )
    op.create_index(op.f("ix_suggestions_person_id"), "suggestions", ["person_id"], unique=False)
    op.create_table(
        "transfers",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("handoff_id", Id, nullable=False),
        sa.Column("from_account", Id, nullable=False),
        sa.Column("to_account", Id, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("settled_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["from_account"], ["accounts.id"], name=op.f("fk_transfers_from_account_accounts")),
        sa.ForeignKeyConstraint(
            ["handoff_id"], ["handoffs.id"], name=op.f("fk_transfers_handoff_id_handoffs"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["to_account"], ["accounts.id"], name=op.f("fk_transfers_to_account_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfers")),
    )
    op.create_index(op.f("ix_transfers_handoff_id"), "transfers", ["handoff_id"], unique=False)
    op.create_index(
        "ix_transfers_open",
        "transfers",
        ["handoff_id"],
        unique=True,
        sqlite_where=sa.text("state = 'offered'"),
        postgresql_where=sa.text("state = 'offered'"),
    )
    op.create_index(op.f("ix_transfers_to_account"), "transfers", ["to_account"], unique=False)
    op.create_table(
        "appointments",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("slot_id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("account_id", Id, nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("needs", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("starts_at", Instant(), nullable=False),
        sa.Column("ends_at", Instant(), nullable=False),
        sa.Column("booked_at", Instant(), nullable=False),
        sa.Column("sequence", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("handoff_id", Id, nullable=True),
        sa.Column("settled_at", Instant(), nullable=True),
        sa.Column("settled_by", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_appointments_account_id_accounts")),
        sa.ForeignKeyConstraint(
            ["handoff_id"], ["handoffs.id"], name=op.f("fk_appointments_handoff_id_handoffs"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_appointments_person_id_people"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["slot_id"], ["slots.id"], name=op.f("fk_appointments_slot_id_slots")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointments")),
        sa.UniqueConstraint("key", name=op.f("uq_appointments_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_appointments_account_id"), "appointments", ["account_id"], unique=False)
    op.create_index(op.f("ix_appointments_person_id"), "appointments", ["person_id"], unique=False)
    op.create_index(
        "ix_appointments_slot_id",
        "appointments",
        ["slot_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('booked', 'open')"),
        postgresql_where=sa.text("state IN ('booked', 'open')"),
    )
    op.create_index(op.f("ix_appointments_starts_at"), "appointments", ["starts_at"], unique=False)
    op.add_column("people", sa.Column("age_band", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("people", "age_band")
    for table in TABLES:
        op.drop_table(table)
