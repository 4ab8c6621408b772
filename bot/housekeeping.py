"""Deletes what has served its time: once an hour, each room its own; and what else is done by the clock."""

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
MINUTE = timedelta(minutes=1)
"""How often the audit is sealed: who gets at the database has no longer to change what was just done."""


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
    async with asyncio.TaskGroup() as group:
        group.create_task(_every_hour(database, domains, clock, chores, keeping))
        group.create_task(_every_minute([domain.minutely for domain in domains if domain.minutely is not None]))


async def _every_minute(chores: Sequence[Chore]) -> None:
    while chores:
        try:
            for chore in chores:
                await chore()
        except Unavailable:
            log.warning("what is done each minute waits: the database can't be reached")
        await asyncio.sleep(MINUTE.total_seconds())


async def _every_hour(
    database: Database, domains: Sequence[Domain], clock: Clock, chores: Sequence[Chore], keeping: Keeping
) -> None:
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
