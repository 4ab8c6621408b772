"""What accounts asked to see and to change, and the seals over it."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, Table, Text

from bot.storage.tables.meta import metadata
from bot.storage.types import Id, Instant

audit = Table(
    "audit",
    metadata,
    # rows are only ever added; what is too old goes a whole seal at a time
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("at", Instant, nullable=False),
    Column("account_id", ForeignKey("accounts.id")),  # NULL: somebody at the machine, by a command
    Column("sign_in", BigInteger),  # on which device; the row of it may be gone
    Column("what", Text, nullable=False),  # method and route, such as "GET /mentor/c/{id}"
    Column("about", Text, nullable=False),  # numbers of ours and the names of what was pressed, never words
    Column("outcome", Text, nullable=False),  # asked · refused
    sqlite_autoincrement=True,
)

audit_seals = Table(
    "audit_seals",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("upto", BigInteger, nullable=False),  # the last row of `audit` under it
    Column("entries", Integer, nullable=False),  # how many rows are under it
    Column("at", Instant, nullable=False),
    Column("before", Text, nullable=False),  # digest of the seal before; "" of the first
    Column("content", Text, nullable=False),  # SHA-256 of its rows
    Column("digest", Text, nullable=False),  # HMAC-SHA-256 of all of this
    sqlite_autoincrement=True,
)
