"""A second proof beside the link: a code of an application, or one of ten on paper."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, LargeBinary, Table, Text, text

from bot.storage.tables.meta import metadata
from bot.storage.types import Instant

second_factors = Table(
    "second_factors",
    metadata,
    Column("account_id", ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("secret", LargeBinary, nullable=False),  # sealed under a key of the master key
    Column("made_at", Instant, nullable=False),
    Column("confirmed_at", Instant),  # NULL: being set up, not asked for yet
    Column(
        "last_step", BigInteger, nullable=False, server_default=text("0")
    ),  # of the last code taken, which serves once
    Column("failures", Integer, nullable=False, server_default=text("0")),  # wrong codes in a row
    Column("failed_at", Instant),
)

recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("digest", Text, primary_key=True),  # HMAC of the code; the code is kept nowhere
    Column("account_id", ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False, index=True),
    sqlite_with_rowid=False,
)
