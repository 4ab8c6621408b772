"""Humans for people: who they are, who waits for one, what is between the two, and who read what.

Accounts are disabled, never deleted: what they did keeps its name.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)  # fmt: skip

from bot.storage.tables.meta import metadata
from bot.storage.types import Id, Instant

# -- who they are ---------------------------------------------------------------------------------------------
mentors = Table(
    "mentors",
    metadata,
    Column("account_id", ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("alias", Text, unique=True),  # the name young people see; NULL: not chosen yet
    Column("zone", Text, nullable=False),  # IANA name
    Column("capacity", Integer, nullable=False, server_default=text("2")),  # conversations at a time
    Column("company", Text, nullable=False, server_default=text("''")),
    Column("company_key", Text, nullable=False, server_default=text("''")),  # names that are written alike are one
    Column("trained_at", Instant),  # since when they passed the training
    Column("on_duty_until", Instant),  # they take conversations until then
    Column("paused_at", Instant),  # no new conversations since
    Column("seen_at", Instant),  # last sign of life of their console
    Column("created_at", Instant, nullable=False),
)

mentor_languages = Table(
    "mentor_languages",
    metadata,
    Column("account_id", ForeignKey("mentors.account_id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("language", Text, primary_key=True),
    sqlite_with_rowid=False,
)

mentor_topics = Table(
    "mentor_topics",
    metadata,
    Column("account_id", ForeignKey("mentors.account_id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("topic", Text, primary_key=True),
    sqlite_with_rowid=False,
)

stopped_companies = Table(
    "stopped_companies",
    metadata,
    Column("company_key", Text, primary_key=True),
    Column("stopped_at", Instant, nullable=False),
    Column("by_account", ForeignKey("accounts.id", ondelete="SET NULL")),
)

vettings = Table(
    "vettings",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("account_id", ForeignKey("accounts.id"), nullable=False, index=True),
    Column("level", Text, nullable=False),  # adults · minors (which clears adults, too)
    Column("expires_at", Instant, nullable=False),
    Column("by_account", ForeignKey("accounts.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("withdrawn_at", Instant),
)

trainings = Table(
    "trainings",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("account_id", ForeignKey("accounts.id"), nullable=False, index=True),
    Column("score", Integer, nullable=False),
    Column("most", Integer, nullable=False),
    Column("passed", Boolean, nullable=False),
    Column("at", Instant, nullable=False),
)

training_goes = Table(
    "training_goes",
    metadata,
    # the training that a mentor has open
    Column("account_id", ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("acts", Text, nullable=False),  # JSON of what was done in it
    Column("done", Integer, nullable=False),  # how many: of two forms sent at once, one goes on
    Column("changed_at", Instant, nullable=False),
    Index("ix_training_goes_changed_at", "changed_at"),
    sqlite_with_rowid=False,
)

mentor_addresses = Table(
    "mentor_addresses",
    metadata,
    # where they are told that somebody waits, because they asked for it
    Column("account_id", ForeignKey("mentors.account_id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("channel", Text, primary_key=True),  # telegram · email
    Column("address", Text, nullable=False),
    Column("since", Instant, nullable=False),
    Column("told_at", Instant),
    Column("failed_at", Instant),
    sqlite_with_rowid=False,
)

mentor_codes = Table(
    "mentor_codes",
    metadata,
    # by which a Telegram chat shows that it is a mentor's
    Column("digest", Text, primary_key=True),  # SHA-256 of the code, which is kept nowhere
    Column("account_id", ForeignKey("accounts.id"), nullable=False, index=True),
    Column("expires_at", Instant, nullable=False, index=True),
    Column("used_at", Instant),
    sqlite_with_rowid=False,
)

# -- who waits ------------------------------------------------------------------------------------------------
aliases = Table(
    "aliases",
    metadata,
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("alias", Text, nullable=False, unique=True),  # « Mésange 27 »
    Column("agreed_at", Instant),  # since when mentors may see what they say; NULL: taken back
)

handoffs = Table(
    "handoffs",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("state", Text, nullable=False),  # waiting · held · closed · left
    Column("since", Instant, nullable=False),  # of this state
    Column("topic", Text, nullable=False),
    Column("needs", Text, nullable=False),  # adults · minors: what a mentor must be vetted for
    Column("front", Boolean, nullable=False, server_default=text("false")),  # they were let down: first of all
    Column("urgent", Boolean, nullable=False, server_default=text("false")),
    Column("asked_at", Instant, nullable=False),
    Column("first_seq", BigInteger, nullable=False),  # the first line of theirs that a mentor may read
    Column("mentor_id", ForeignKey("accounts.id")),  # who holds it, or held it last
    Column("claimed_at", Instant),  # the first time
    Column("first_answer_at", Instant),
    # the newest line of each, while it is held
    Column("person_at", Instant),
    Column("mentor_at", Instant),
    Column("owed_since", Instant),  # since when the person waits for the mentor's next word; NULL: they don't
    Column("told_seq", BigInteger),  # the line that tells how long it takes
    Column("told", Text),  # what it told: said again only when it changes
    Column("wanted_mentor", ForeignKey("accounts.id")),  # theirs, who gets it first
    Column("wanted_until", Instant),
    Column("closed_at", Instant),
    Column("outcome", Text),
    Column("smile", SmallInteger),  # 0 · 1 · 2, the face they chose
    Column("frozen_at", Instant),  # reported: nobody who held it reads it any more
    Column("change", BigInteger, nullable=False),  # grows with every change of any handoff
    sqlite_autoincrement=True,
)

Index("ix_handoffs_open", handoffs.c.person_id, unique=True, sqlite_where=handoffs.c.state.in_(("waiting", "held")),
      postgresql_where=handoffs.c.state.in_(("waiting", "held")))  # fmt: skip
Index("ix_handoffs_waiting", handoffs.c.asked_at, sqlite_where=handoffs.c.state == "waiting",
      postgresql_where=handoffs.c.state == "waiting")  # fmt: skip
Index("ix_handoffs_held", handoffs.c.mentor_id, sqlite_where=handoffs.c.state == "held",
      postgresql_where=handoffs.c.state == "held")  # fmt: skip
Index("ix_handoffs_change", handoffs.c.change)
Index("ix_handoffs_claimed", handoffs.c.claimed_at)

handoff_languages = Table(
    "handoff_languages",
    metadata,
    Column("handoff_id", ForeignKey("handoffs.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("language", Text, primary_key=True),
    sqlite_with_rowid=False,
)

boards = Table(
    "boards",
    metadata,
    # how far the numbers of a feed have come that is nobody's own; its row is the last that a transaction takes
    Column("name", Text, primary_key=True),
    Column("number", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

handoff_log = Table(
    "handoff_log",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("handoff_id", ForeignKey("handoffs.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("account_id", ForeignKey("accounts.id")),  # who did it; NULL: the person, or the service
    Column("what", Text, nullable=False),
    Column("at", Instant, nullable=False),
)

transfers = Table(
    "transfers",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("handoff_id", ForeignKey("handoffs.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("from_account", ForeignKey("accounts.id"), nullable=False),
    Column("to_account", ForeignKey("accounts.id"), nullable=False, index=True),
    Column("state", Text, nullable=False),  # offered · accepted · declined · lapsed · taken_back
    Column("note", LargeBinary),  # sealed with the person's key: why, in a sentence
    Column("at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("settled_at", Instant),
)

Index("ix_transfers_open", transfers.c.handoff_id, unique=True, sqlite_where=transfers.c.state == "offered",
      postgresql_where=transfers.c.state == "offered")  # fmt: skip

promises = Table(
    "promises",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("handoff_id", ForeignKey("handoffs.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("account_id", ForeignKey("accounts.id"), nullable=False, index=True),
    Column("what", LargeBinary),  # sealed with the person's key, as it was said to them
    Column("made_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False, index=True),
    Column("kept_at", Instant),
    Column("reminded_at", Instant),
    Column("let_off_at", Instant),  # the person is gone, or it is no longer theirs to keep
)

notes = Table(
    "notes",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("handoff_id", ForeignKey("handoffs.id", ondelete="CASCADE"), nullable=False),
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    Column("body", LargeBinary, nullable=False),  # sealed with the person's key
    Column("at", Instant, nullable=False),
)

handoff_tags = Table(
    "handoff_tags",
    metadata,
    Column("handoff_id", ForeignKey("handoffs.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("tag", Text, primary_key=True),
    sqlite_with_rowid=False,
)

pairs = Table(
    "pairs",
    metadata,
    # whose mentor somebody is, from one conversation to the next
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("account_id", ForeignKey("accounts.id"), nullable=False, index=True),
    Column("since", Instant, nullable=False),
    Column("note", LargeBinary),  # sealed with the person's key: what the one before wrote for this one
)

suggestions = Table(
    "suggestions",
    metadata,
    # a mentor's word on one line of a CV; the person takes it or keeps theirs
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("key", Text, nullable=False, unique=True),  # unguessable: names it on a button
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("handoff_id", ForeignKey("handoffs.id", ondelete="CASCADE"), nullable=False),
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    Column("version", Integer, nullable=False),  # of the CV that they looked at
    Column("line", Text, nullable=False),  # which one
    Column("body", LargeBinary, nullable=False),  # sealed {"before", "after", "why"}
    Column("state", Text, nullable=False),  # offered · taken · kept · past
    Column("at", Instant, nullable=False),
    Column("settled_at", Instant),
)

# -- what holds a line back, who reads, who is reported -------------------------------------------------------
held_lines = Table(
    "held_lines",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("key", Text, nullable=False, unique=True),  # the client's id, so that a double tap is one
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("handoff_id", ForeignKey("handoffs.id", ondelete="CASCADE"), nullable=False),
    Column("account_id", ForeignKey("accounts.id"), nullable=False, index=True),
    Column("body", LargeBinary, nullable=False),  # sealed {"text", "files", "found"}
    Column("state", Text, nullable=False),  # held · let_through · refused
    Column("at", Instant, nullable=False),
    Column("settled_at", Instant),
    Column("settled_by", ForeignKey("accounts.id")),
)

released = Table(
    "released",
    metadata,
    # lines that the person lets this mentor read as they wrote them
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("account_id", ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    sqlite_with_rowid=False,
)

passed_files = Table(
    "passed_files",
    metadata,
    # what a mentor may see of a file in a person's line: a copy without what it gave away
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),  # the line that it came in
    Column("state", Text, nullable=False),  # coming · there · refused
    Column("file_id", Text),  # of `files`
    Column("why", Text),  # it was refused
    Column("at", Instant, nullable=False),
    sqlite_with_rowid=False,
)

reports = Table(
    "reports",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("handoff_id", ForeignKey("handoffs.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("account_id", ForeignKey("accounts.id"), nullable=False, index=True),  # the mentor
    Column("seq", BigInteger),  # the line reported
    Column("why", Text),
    Column("evidence", LargeBinary, nullable=False),  # sealed lines of the conversation as they stood
    Column("at", Instant, nullable=False),
    Column("settled_at", Instant),
    Column("settled_by", ForeignKey("accounts.id")),
    Column("verdict", Text),
)

reads = Table(
    "reads",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("account_id", ForeignKey("accounts.id"), nullable=False, index=True),
    Column("role", Text, nullable=False),  # in which they read
    Column("what", Text, nullable=False),  # conversation · file · cv · refused
    Column("subject", Text, nullable=False, server_default=text("''")),  # which one: a handoff's number, a file's id
    Column("at", Instant, nullable=False),
)

Index("ix_reads_person_id_at", reads.c.person_id, reads.c.at)

samples = Table(
    "samples",
    metadata,
    # closed conversations drawn by lot for a coordinator to look at
    Column("handoff_id", ForeignKey("handoffs.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("drawn_at", Instant, nullable=False),
    Column("seen_at", Instant),
    Column("seen_by", ForeignKey("accounts.id")),
    Column("verdict", Text),
)

# -- slots ----------------------------------------------------------------------------------------------------
slot_series = Table(
    "slot_series",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("account_id", ForeignKey("accounts.id"), nullable=False, index=True),
    Column("weekday", SmallInteger, nullable=False),  # 0 Monday … 6 Sunday
    Column("minute", SmallInteger, nullable=False),  # after midnight, on the clocks of `zone`
    Column("minutes", SmallInteger, nullable=False),  # how long one lasts
    Column("zone", Text, nullable=False),  # IANA name
    Column("from_day", Text, nullable=False),  # ISO date
    Column("until_day", Text),
    Column("made_until", Text),  # slots are made up to that day
    Column("created_at", Instant, nullable=False),
    Column("ended_at", Instant),
)

slots = Table(
    "slots",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("key", Text, nullable=False, unique=True),  # unguessable: names it on a button
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    Column("series_id", ForeignKey("slot_series.id"), index=True),
    Column("starts_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    Column("state", Text, nullable=False),  # free · booked · withdrawn
    Column("created_at", Instant, nullable=False),
    UniqueConstraint("account_id", "starts_at"),
    CheckConstraint("ends_at > starts_at", name="time"),
    sqlite_autoincrement=True,
)

Index("ix_slots_free", slots.c.starts_at, sqlite_where=slots.c.state == "free",
      postgresql_where=slots.c.state == "free")  # fmt: skip

appointments = Table(
    "appointments",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("key", Text, nullable=False, unique=True),  # unguessable: its name in calendars and on buttons
    Column("slot_id", ForeignKey("slots.id"), nullable=False),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("account_id", ForeignKey("accounts.id"), nullable=False, index=True),  # the mentor
    Column("topic", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("needs", Text, nullable=False),  # adults · minors
    Column("state", Text, nullable=False),  # booked · open · done · moved · cancelled · missed
    Column("starts_at", Instant, nullable=False, index=True),
    Column("ends_at", Instant, nullable=False),
    Column("booked_at", Instant, nullable=False),
    Column("sequence", Integer, nullable=False, server_default=text("0")),  # of the calendar entry
    Column("handoff_id", ForeignKey("handoffs.id", ondelete="SET NULL")),  # the conversation it opened
    Column("settled_at", Instant),
    Column("settled_by", Text),  # person · mentor · service
    sqlite_autoincrement=True,
)

Index("ix_appointments_slot_id", appointments.c.slot_id, unique=True,
      sqlite_where=appointments.c.state.in_(("booked", "open")),
      postgresql_where=appointments.c.state.in_(("booked", "open")))  # fmt: skip
