"""Each person's data key, wrapped by the master key; and what tells the right master key from a wrong one."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, LargeBinary, SmallInteger, Table

from bot.storage.tables.meta import metadata, never_sampled
from bot.storage.types import Instant

person_keys = Table(
    "person_keys",
    metadata,
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("wrapped", LargeBinary, nullable=False),  # never changes: erasing deletes it with the person
    sqlite_with_rowid=False,
)
never_sampled(person_keys.c.wrapped)

masters = Table(
    "masters",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False),  # 1: there is one
    Column("proof", LargeBinary, nullable=False),  # opens only with the right master key
    Column("sealed_at", Instant),  # since when nothing from before there were keys lies open
)
