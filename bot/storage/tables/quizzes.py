"""How a person's quizzes went."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, SmallInteger, Table, Text, text

from bot.storage.tables.meta import metadata
from bot.storage.types import Instant

quiz_results = Table(
    "quiz_results",
    metadata,
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("quiz", Text, primary_key=True),  # as the flow names it: droits
    Column("title", Text, nullable=False),  # what its flow calls it on a CV, for those our bank has no words for
    Column("best", SmallInteger, nullable=False),  # good answers in their best round
    Column("questions", SmallInteger, nullable=False),  # in that round
    Column("badge", Boolean, nullable=False),  # once won, kept
    Column("on_cv", Boolean, nullable=False, server_default=text("false")),  # they want it on their CV
    Column("done_at", Instant, nullable=False),  # the last time
    sqlite_with_rowid=False,
)
