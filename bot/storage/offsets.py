"""Where a polled channel goes on after a restart (the turn's transaction stores it)."""

from __future__ import annotations

from sqlalchemy import select

from bot.storage.engine import Database
from bot.storage.tables.channels import channel_state


async def offset_of(database: Database, channel: str, account: str) -> int | None:
    """The next update to ask for; None when nothing was ever polled."""
    query = select(channel_state.c.offset).where(channel_state.c.channel == channel, channel_state.c.account == account)
    async with database.read() as db:
        found: int | None = await db.scalar(query)
    return found
