"""Where a polled channel goes on."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, select

from bot.storage.engine import Database
from bot.storage.tables.channels import channel_state
from bot.storage.tables.conversation import seen
from bot.storage.tables.people import addresses


async def offset_of(database: Database, account: str, news_since: datetime, channel: str = "telegram") -> int | None:
    """The next update to ask for; None: never asked, or nobody has written since that moment.

    **Why** then none: after a silent week Telegram counts anew, and updates below an old offset are lost. Without an
    offset it gives all it still has; what was taken before is recognised.
    """
    news = exists().where(
        seen.c.at > news_since,
        addresses.c.id == seen.c.address_id,
        addresses.c.channel == channel,
        addresses.c.account == account,
    )
    query = select(channel_state.c.offset).where(
        channel_state.c.channel == channel, channel_state.c.account == account, news
    )
    async with database.read() as db:
        found: int | None = await db.scalar(query)
    return found
