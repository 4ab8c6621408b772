"""What is still to happen (events, effects), and what could not (parked)."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table, Text, text

from bot.storage.tables.meta import metadata
from bot.storage.types import Id, Instant

events = Table(
    "events",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False, unique=True),
    Column("payload", LargeBinary),  # sealed JSON; NULL once done
    Column("due_at", Instant, nullable=False),
    Column("done_at", Instant),
)

Index("ix_events_due", events.c.due_at, sqlite_where=events.c.done_at.is_(None),
      postgresql_where=events.c.done_at.is_(None))  # fmt: skip

effects = Table(
    "effects",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False, unique=True),
    Column("payload", LargeBinary),  # sealed JSON; NULL once done
    Column("due_at", Instant, nullable=False),
    Column("done_at", Instant),
    Column("tries", Integer, nullable=False, server_default=text("0")),
    Column("lease_owner", Text),
    Column("lease_until", Instant),
)

Index("ix_effects_due", effects.c.due_at, sqlite_where=effects.c.done_at.is_(None),
      postgresql_where=effects.c.done_at.is_(None))  # fmt: skip

parked = Table(
    "parked",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("what", Text, nullable=False),  # turn · event · effect · message
    Column("kind", Text, nullable=False),
    Column("payload", LargeBinary, nullable=False),  # sealed JSON
    Column("error", Text, nullable=False),  # class and places in the code, no words of the person
    Column("at", Instant, nullable=False),
)
