"""People and the addresses they are reached at."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint, text

from bot.storage.tables.meta import metadata, never_sampled
from bot.storage.types import Id, Instant

AGAIN = -1
"""`done_seq` of somebody whose old lines wait again: whoever delivers to them now must not skip those."""

people = Table(
    "people",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("locale", Text, nullable=False),
    Column("mode", Text, nullable=False, server_default=text("'bot'")),  # bot · waiting · human
    Column("source", Text),  # campaign of the first contact
    Column("created_at", Instant, nullable=False),
    Column("last_seen_at", Instant, nullable=False),
    Column("consent_at", Instant),  # since when we may keep what they say
    Column("age_band", Text),  # under15 · 15_17 · 18_25 · older; NULL: not asked
    Column("banned_at", Instant),  # since when staff want nobody here to talk to them
    Column("address_id", BigInteger),  # last used; what comes later goes there
    # seq of the newest line · of the newest line to deliver · up to which every line is delivered
    Column("last_seq", BigInteger, nullable=False, server_default=text("0")),
    Column("out_seq", BigInteger, nullable=False, server_default=text("0")),
    Column("done_seq", BigInteger, nullable=False, server_default=text("0")),
    # who delivers to this person now, until when; and not before which moment
    Column("lease_owner", Text),
    Column("lease_until", Instant),
    Column("hold_until", Instant),
    Column("erase_at", Instant),  # they asked for it, or long silence did; until then they may change their mind
    Column("erase_told_at", Instant),  # when they last heard so
    # when they last heard that their lines, or everything, will go a month later if they stay silent
    Column("chat_notice_at", Instant),
    Column("end_notice_at", Instant),
    Column("safe_word_at", Instant),  # when they chose the word of theirs that calls SOS (`safe_words`)
    Column("called_at", Instant),  # when they last asked for a human at once, under the numbers or after distress
    sqlite_autoincrement=True,  # the id of an erased person is never given again
)

Index("ix_people_undelivered", people.c.lease_until, sqlite_where=people.c.out_seq > people.c.done_seq,
      postgresql_where=people.c.out_seq > people.c.done_seq)  # fmt: skip

Index("ix_people_erase", people.c.erase_at, sqlite_where=people.c.erase_at.is_not(None),
      postgresql_where=people.c.erase_at.is_not(None))  # fmt: skip

departures = Table(
    "departures",
    metadata,
    # of people who were erased: numbers that are nobody's
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("month", Integer, nullable=False),  # 202611
    Column("department", Text, nullable=False),  # "93", "974"; "" when they never said where
    Column("lines", Integer, nullable=False),  # in tens
    Column("cvs", Integer, nullable=False),
    Column("seats", Integer, nullable=False),
    Column("handoffs", Integer, nullable=False),
    Column("outcome", Text, nullable=False),  # the furthest they came: talk · cv · workshop · mentor
)

addresses = Table(
    "addresses",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("channel", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("chat", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("unreachable_at", Instant),  # the channel says they left; cleared when they write
    UniqueConstraint("channel", "account", "chat"),
    sqlite_autoincrement=True,
)
never_sampled(addresses.c.chat)
