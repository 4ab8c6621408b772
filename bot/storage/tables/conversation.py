"""Where each person is in the flows, what was said, and what was already taken."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text, text

from bot.storage.tables.meta import metadata
from bot.storage.types import Instant

sessions = Table(
    "sessions",
    metadata,
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("state", LargeBinary),  # sealed JSON of the engine; NULL: not greeted yet
    Column("shown", BigInteger),  # seq of the newest message that carried choices
    Column("spot", Text),  # flow/step under way, "" when nothing is: staff see how many stand where, never who
    Column("release", BigInteger),  # of the flows they are walked through with
    Column("gone_from", Text),  # the spot at which their silence was counted; once is enough
    Index(
        "ix_sessions_spot",
        "spot",
        "release",
        sqlite_where=text("spot <> ''"),
        postgresql_where=text("spot <> ''"),
    ),
)

NOWHERE = {"state": None, "shown": None, "spot": None, "release": None, "gone_from": None}
"""A session of somebody who begins again: nothing they answered is left."""

messages = Table(
    "messages",
    metadata,
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("direction", Text, nullable=False),  # in · out
    Column("author", Text, nullable=False),  # me · bot · mentor
    Column("body", LargeBinary, nullable=False),  # sealed JSON
    Column("state", Text, nullable=False),  # kept · due · sent · unreachable · parked · dropped
    Column("priority", Integer, nullable=False),  # 0 SOS · 1 reply · 2 later
    Column("address_id", BigInteger),  # where it came from or goes to
    Column("ref", Text),  # what the channel calls it, so that it can be changed
    Column("tries", Integer, nullable=False, server_default=text("0")),
    Column("created_at", Instant, nullable=False),
    Column("sent_at", Instant),
    Column("purge_at", Instant),  # lines before consent
    sqlite_with_rowid=False,
)

Index("ix_messages_purge", messages.c.purge_at, sqlite_where=messages.c.purge_at.is_not(None),
      postgresql_where=messages.c.purge_at.is_not(None))  # fmt: skip

seen = Table(
    "seen",
    metadata,
    Column("address_id", ForeignKey("addresses.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("external_id", Text, primary_key=True),
    Column("person_id", BigInteger, nullable=False),
    Column("first_seq", BigInteger, nullable=False),  # the answer it got: first_seq..last_seq
    Column("last_seq", BigInteger, nullable=False),
    Column("at", Instant, nullable=False, index=True),
    sqlite_with_rowid=False,
)
