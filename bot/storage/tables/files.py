"""Uploads and documents: one place to back up, to erase, to share between processes."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, LargeBinary, Table, Text

from bot.storage.tables.meta import metadata
from bot.storage.types import Instant

files = Table(
    "files",
    metadata,
    Column("id", Text, primary_key=True),  # unguessable
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", LargeBinary, nullable=False),  # sealed: it often holds theirs
    Column("type", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),  # sealed
    Column("created_at", Instant, nullable=False),
)
