"""The CV of each person: what its documents are rendered from, and where the newest of them are."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Table, Text

from bot.storage.tables.meta import metadata
from bot.storage.types import Instant

cvs = Table(
    "cvs",
    metadata,
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("resume", LargeBinary, nullable=False),  # sealed JSON Resume
    Column("locale", Text, nullable=False),  # of the CV, not of the chat
    Column("version", Integer, nullable=False),  # counts from 1; documents belong to one version
    Column("updated_at", Instant, nullable=False, index=True),
    Column("documents", LargeBinary),  # sealed [{"version", "files": [a Kept]}], newest first; NULL: none yet
    Column("remarks", LargeBinary),  # sealed {"silent": [key], "left": [[key, text]]}; NULL: nothing was said
)
