"""Deletes what has served its time: once an hour, every room its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.ports import Domain
from bot.storage.engine import Database
from bot.storage.purge import purge


async def sweep(database: Database, domains: Sequence[Domain], now: datetime) -> int:
    """Returns how many things went. Each room in a transaction of its own, so that none holds up a turn for long."""
    gone = await purge(database, now)
    for domain in domains:
        if domain.retain is not None:
            async with database.write() as db:
                gone += await domain.retain(db, now)
    return gone
