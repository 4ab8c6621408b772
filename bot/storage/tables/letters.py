"""The newest letter of each person: what was asked for, and where its documents are."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Table

from bot.storage.tables.meta import metadata
from bot.storage.types import Instant

letters = Table(
    "letters",
    metadata,
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("wish", LargeBinary, nullable=False),  # sealed JSON: the choices, the place, a sentence of their own
    Column("version", Integer, nullable=False),  # counts from 1; documents belong to one version
    Column("updated_at", Instant, nullable=False, index=True),
    Column("documents", LargeBinary),  # sealed [{"version", "files": [{"id", "format", "name", "type"}]}], newest first
)
