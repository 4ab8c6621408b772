"""How fast the channels are used, for several processes that share one bot account."""

from __future__ import annotations

from sqlalchemy import Column, Table, Text

from bot.storage.tables.meta import metadata
from bot.storage.types import Instant

paces = Table(
    "paces",
    metadata,
    Column("place", Text, primary_key=True),  # hash of an account's address or of a chat's: no chat is named here
    Column("booked", Text, nullable=False),  # JSON list: the last places taken, seconds since 1970, oldest first
    Column("used_at", Instant(), nullable=False, index=True),
    sqlite_with_rowid=False,
)
