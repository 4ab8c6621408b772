"""Deletes what has served its time: once an hour, every room its own; then what else the house wants done as often."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.errors import Unavailable
from bot.ports import Domain
from bot.storage.engine import Database
from bot.storage.keeping import DEFAULTS, Keeping
from bot.storage.purge import purge

log = logging.getLogger(__name__)

EVERY = timedelta(hours=1)
"""How often what has served its time is deleted: lines before consent live 24 h, a little more does no harm."""


Chore = Callable[[], Awaitable[object]]
"""Done again and again without harm."""


async def keep_house(
    database: Database,
    domains: Sequence[Domain],
    clock: Clock,
    chores: Sequence[Chore] = (),
    keeping: Keeping = DEFAULTS,
) -> None:
    """Until cancelled."""
    while True:
        try:
            await sweep(database, domains, clock.now(), keeping)
            for chore in chores:
                await chore()
        except Unavailable:
            log.warning("deleting waits: the database can't be reached")
        await asyncio.sleep(EVERY.total_seconds())


async def sweep(database: Database, domains: Sequence[Domain], now: datetime, keeping: Keeping = DEFAULTS) -> int:
    """Returns how many things went. Each room in a transaction of its own, so that none holds up a turn for long."""
    gone = await purge(database, now, keeping)
    for domain in domains:
        if domain.retain is not None:
            async with database.write() as db:
                gone += await domain.retain(db, now)
    return gone
