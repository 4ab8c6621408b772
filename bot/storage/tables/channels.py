"""What a channel must remember between two runs."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Table, Text

from bot.storage.tables.meta import metadata

channel_state = Table(
    "channel_state",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("account", Text, primary_key=True),
    Column("offset", BigInteger, nullable=False),  # Telegram: the next update to ask for
)
