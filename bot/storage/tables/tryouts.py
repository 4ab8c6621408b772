"""What staff try of a flow, and the tests they keep of it: never anything of a person."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Table, Text

from bot.storage.tables.meta import metadata
from bot.storage.types import Id, Instant

flow_tries = Table(
    "flow_tries",
    metadata,
    # the try-out that somebody of the team has open, one a flow
    Column("account_id", ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
    Column("flow", Text, primary_key=True),
    Column("chat", Text, nullable=False),  # JSON of what was done in it
    Column("changed_at", Instant, nullable=False),
    Index("ix_flow_tries_changed_at", "changed_at"),
    sqlite_with_rowid=False,
)

flow_chats = Table(
    "flow_chats",
    metadata,
    # a chat kept as a test: played again before anything is published
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("flow", Text, nullable=False),  # where it begins
    Column("name", Text, nullable=False),
    Column("chat", Text, nullable=False),  # JSON of what is done in it
    Column("expected", Text, nullable=False),  # JSON [[the person's words, [line]]]
    Column("began_at", Instant, nullable=False),  # the moment at which it is played
    Column("account_id", ForeignKey("accounts.id", ondelete="SET NULL")),  # who kept or accepted it last
    Column("made_at", Instant, nullable=False),
    Index("ix_flow_chats_flow", "flow"),
    sqlite_autoincrement=True,
)
