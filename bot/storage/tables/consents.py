"""What people allow beyond the keeping of their answers: each thing by itself, asked where it matters."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Table, Text

from bot.storage.tables.meta import metadata
from bot.storage.types import Instant

consents = Table(
    "consents",
    metadata,
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("kind", Text, primary_key=True),  # sharing (their CV, with a mentor) · follow_up (messages unasked)
    Column("agreed", Boolean, nullable=False),  # no row: they were not asked
    Column("at", Instant, nullable=False),
    sqlite_with_rowid=False,
)
