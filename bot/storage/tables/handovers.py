"""Codes by which a conversation goes on in another channel."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table, Text

from bot.storage.tables.meta import metadata
from bot.storage.types import Instant

handovers = Table(
    "handovers",
    metadata,
    Column("digest", Text, primary_key=True),  # SHA-256 of the code, which is kept nowhere
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("expires_at", Instant, nullable=False, index=True),
    Column("used_at", Instant),
    sqlite_with_rowid=False,
)
