"""Helplines as staff changed them, over those we ship."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Table, Text

from bot.storage.tables.meta import metadata
from bot.storage.types import Instant

helplines = Table(
    "helplines",
    metadata,
    Column("country", Text, primary_key=True),
    Column("id", Text, primary_key=True),  # the one of the file that it stands for, or a new one
    Column("entry", Text, nullable=False),  # JSON, as the file would have it
    Column("shipped", Text, nullable=False),  # SHA-256 of what we shipped when it was changed; "" for a new one
    Column("hidden", Boolean, nullable=False),
    Column("by_account", ForeignKey("accounts.id"), nullable=False),
    Column("at", Instant, nullable=False),
    sqlite_with_rowid=False,
)
"""No person's: public numbers only."""
