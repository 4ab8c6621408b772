"""Words of distress that were noticed, what the team was told of them, and what the net did not hold."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, LargeBinary, Table, Text, UniqueConstraint

from bot.storage.tables.meta import metadata
from bot.storage.types import Id, Instant

signs = Table(
    "signs",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("seq", BigInteger, nullable=False),  # their line
    Column("at", Instant, nullable=False),
    Column("body", LargeBinary, nullable=False),  # sealed {"what": category, "strength"}
    Column("fine_at", Instant),  # « Non, tout va bien »
    UniqueConstraint("person_id", "seq"),
)

Index("ix_signs_person_id_at", signs.c.person_id, signs.c.at)

alerts = Table(
    "alerts",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("why", Text, nullable=False),  # twice · flag
    Column("handoff_id", ForeignKey("handoffs.id", ondelete="CASCADE"), index=True),  # the conversation it came from
    Column("by_account", ForeignKey("accounts.id")),  # the mentor who flagged
    Column("at", Instant, nullable=False),
    Column("seen_at", Instant),
    Column("seen_by", ForeignKey("accounts.id")),
    sqlite_autoincrement=True,  # a number is never given again: it names what the team was told
)

Index("ix_alerts_open", alerts.c.person_id, unique=True, sqlite_where=alerts.c.seen_at.is_(None),
      postgresql_where=alerts.c.seen_at.is_(None))  # fmt: skip

safe_words = Table(
    "safe_words",
    metadata,
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("body", LargeBinary, nullable=False),  # sealed: the word by which they call SOS
)

missed = Table(
    "missed",
    metadata,
    # a line that a mentor flagged and the net had let through
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("language", Text, nullable=False),  # of the chat
    Column("by_account", ForeignKey("accounts.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("settled_at", Instant),
    Column("settled_by", ForeignKey("accounts.id")),
    UniqueConstraint("person_id", "seq"),
)
