"""Forgets what must not be kept: lines before consent after a day, repeats and finished work after a while."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete

from bot.storage.engine import Database
from bot.storage.tables.conversation import messages, seen
from bot.storage.tables.handovers import handovers
from bot.storage.tables.later import effects, events

REPEATS = timedelta(days=7)
"""Telegram repeats an update for a day at most; a page may be reopened after a weekend."""
FINISHED = timedelta(days=90)
"""How long the key of a finished event or effect keeps a second one away."""


async def purge(database: Database, now: datetime) -> int:
    """Returns how many lines went. A line still to be delivered stays until it is."""
    async with database.write() as db:
        lines = await db.execute(delete(messages).where(messages.c.purge_at <= now, messages.c.state != "due"))
        await db.execute(delete(seen).where(seen.c.at <= now - REPEATS))
        await db.execute(delete(handovers).where(handovers.c.expires_at <= now))
        for table in (events, effects):
            await db.execute(delete(table).where(table.c.done_at <= now - FINISHED))
    return int(lines.rowcount)
