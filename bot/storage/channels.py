"""Where a polled channel goes on."""

from __future__ import annotations

from sqlalchemy import select

from bot.storage.engine import Database
from bot.storage.tables.channels import channel_state


async def offset_of(database: Database, account: str, channel: str = "telegram") -> int | None:
    """The next update to ask for; None: never asked."""
    query = select(channel_state.c.offset).where(channel_state.c.channel == channel, channel_state.c.account == account)
    async with database.read() as db:
        found: int | None = await db.scalar(query)
    return found
