"""What translators did: in which languages, which words, made for which French sentence, and who stands by them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, Table, Text

from bot.storage.tables.meta import metadata
from bot.storage.types import Instant

text_reviews = Table(
    "text_reviews",
    metadata,
    # one a translation somebody wrote, took from a file or read over; an older one is replaced
    Column("domain", Text, primary_key=True),  # flows · bot
    Column("locale", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("source", Text, nullable=False),  # the French it was made for
    Column("text", Text, nullable=False),
    Column("reviewed", Boolean, nullable=False),
    Column("account_id", ForeignKey("accounts.id", ondelete="SET NULL")),
    Column("at", Instant, nullable=False),
    sqlite_with_rowid=False,
)
"""No person's: what flows and pages say."""

text_changes = Table(
    "text_changes",
    metadata,
    # one row: how often `text_reviews` was written; every process serves what it counts
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("count", Integer, nullable=False),
    sqlite_with_rowid=False,
)

begun_languages = Table(
    "begun_languages",
    metadata,
    # a language that the team translates into and that does not come with the service
    Column("locale", Text, primary_key=True),
    Column("account_id", ForeignKey("accounts.id", ondelete="SET NULL")),
    Column("at", Instant, nullable=False),
    sqlite_with_rowid=False,
)
