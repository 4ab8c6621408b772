"""Workshops, the seats in them, where they are found, and what was looked for in vain."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)  # fmt: skip

from bot.storage.tables.meta import metadata
from bot.storage.types import Id, Instant

hosts = Table(
    "hosts",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("name", Text, nullable=False),  # company or association, as people know it
    Column("contact", Text, nullable=False, server_default=text("''")),
    Column("approved_at", Instant),  # since when staff know them: their workshops open at once
    Column("created_at", Instant, nullable=False),
    UniqueConstraint("name"),
)

workshops = Table(
    "workshops",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("key", Text, nullable=False, unique=True),  # unguessable: names it in addresses and calendars
    Column("host_id", ForeignKey("hosts.id"), index=True),
    Column("state", Text, nullable=False),  # draft · pending · open · cancelled · closed
    Column("title", Text, nullable=False),
    Column("summary", Text, nullable=False, server_default=text("''")),
    Column("kit", Text, nullable=False, server_default=text("''")),
    Column("edition", Text, nullable=False, server_default=text("''"), index=True),
    Column("starts_at", Instant, nullable=False, index=True),
    Column("ends_at", Instant, nullable=False),
    Column("zone", Text, nullable=False),
    Column("venue", Text, nullable=False, server_default=text("''")),
    Column("address", Text, nullable=False, server_default=text("''")),
    Column("town", Text, nullable=False, server_default=text("''")),
    Column("insee", Text, nullable=False, server_default=text("''")),
    Column("stop", Text, nullable=False, server_default=text("''")),
    Column("lat", Float),
    Column("lon", Float),
    Column("online", Boolean, nullable=False, server_default=text("false")),
    Column("link", Text, nullable=False, server_default=text("''")),  # told only to who has a seat
    Column("languages", Text, nullable=False),  # codes separated by spaces
    Column("audience", Text, nullable=False, server_default=text("''")),
    Column("price_cents", Integer, nullable=False, server_default=text("0")),
    # null: the host did not say
    Column("step_free", Boolean),
    Column("childcare", Boolean),
    Column("no_papers", Boolean),
    Column("seats", Integer),  # null: as many as come
    Column("taken", Integer, nullable=False, server_default=text("0")),  # booked, offered and held
    Column("sequence", Integer, nullable=False, server_default=text("0")),
    Column("source", Text, nullable=False, server_default=text("''")),
    Column("source_key", Text),
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    UniqueConstraint("source", "source_key"),
    CheckConstraint("ends_at > starts_at", name="time"),
    CheckConstraint("taken >= 0 AND (seats IS NULL OR taken <= seats)", name="seats"),
    sqlite_autoincrement=True,
)

spots = Table(
    "spots",
    metadata,
    # one row a language of an open workshop that is held somewhere: all that the search near a place reads
    Column("language", Text, primary_key=True),
    Column("cell", Integer, primary_key=True),
    Column("starts_at", Instant, primary_key=True),
    Column("workshop_id", ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True, index=True),
    # where it is as a point of the unit sphere: SQL without sines ranks by true distance
    Column("x", Float, nullable=False),
    Column("y", Float, nullable=False),
    Column("z", Float, nullable=False),
    Column("full", Boolean, nullable=False),  # no seat left: shown last, for its waiting list
    # covering: PostgreSQL answers from the index alone, as SQLite, where the table is the index
    PrimaryKeyConstraint(postgresql_include=["x", "y", "z", "full"]),
    sqlite_with_rowid=False,
)

seats = Table(
    "seats",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("key", Text, nullable=False, unique=True),  # UID of the calendar entry
    Column("workshop_id", ForeignKey("workshops.id", ondelete="CASCADE"), nullable=False),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("state", Text, nullable=False),  # booked · offered · held · waiting · given_up · came · missed
    Column("since", Instant, nullable=False),  # of this state: the order of the waiting list
    Column("hold_until", Instant),
    Column("asked_at", Instant),  # when they were asked how it was: unasked messages come at most once a day
    Column("useful", SmallInteger),  # what it brought, 0 to 2, in the words of who was there
    Column("on_cv", Boolean, nullable=False, server_default=text("false")),  # they want it on their CV
    Column("changes", Integer, nullable=False, server_default=text("0")),  # of the state: SEQUENCE rises with them
    UniqueConstraint("workshop_id", "person_id"),
    sqlite_autoincrement=True,
)
Index("ix_seats_workshop_id_state_since", seats.c.workshop_id, seats.c.state, seats.c.since)

wishes = Table(
    "wishes",
    metadata,
    # "tell me when one comes"; with the unmet demand of a place, counted once a person
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("insee", Text, primary_key=True),
    Column("lat", Float, nullable=False),
    Column("lon", Float, nullable=False),
    Column("language", Text, nullable=False),  # codes separated by spaces, the chat's first
    Column("wants_news", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("told_at", Instant),  # the last time they were told: at most one unasked message a day
    Index("ix_wishes_insee", "insee"),
)

demand = Table(
    "demand",
    metadata,
    # what stays of wishes when people are gone: how many looked in vain, by place and month
    Column("insee", Text, primary_key=True),
    Column("month", Integer, primary_key=True),  # 202611
    Column("language", Text, primary_key=True),
    Column("people", SmallInteger, nullable=False),
)

mailboxes = Table(
    "mailboxes",
    metadata,
    # where somebody on the web wants e-mails about the workshops they booked; kept for nothing else
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("address", LargeBinary, nullable=False),  # sealed
    Column("key", Text, nullable=False, unique=True),  # unguessable: ends these e-mails
    Column("since", Instant, nullable=False),
)
