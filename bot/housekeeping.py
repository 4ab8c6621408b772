"""Deletes what has served its time: once an hour, each room its own; and what else is done by the clock."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.errors import Unavailable
from bot.logs import tell
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
T = TypeVar("T")
Retain = Callable[[AsyncConnection, datetime], Awaitable[int]]
"""A room's own deleting, in the transaction it is given; how much went."""


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
        group.create_task(_every_minute(domains))


async def _every_minute(domains: Sequence[Domain]) -> None:
    rooms = [(room.name, room.minutely) for room in domains if room.minutely is not None]
    while rooms:
        try:
            for name, chore in rooms:
                await _tried(f"what {name} does each minute", chore)
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
                await _tried("what is done each hour", chore)
        except Unavailable:
            log.warning("deleting waits: the database can't be reached")
        await asyncio.sleep(EVERY.total_seconds())


async def sweep(database: Database, domains: Sequence[Domain], now: datetime, keeping: Keeping = DEFAULTS) -> int:
    """Returns how many things went. Each room in a transaction of its own, so that none holds up a turn for long.

    A room that fails keeps what it has until the next sweep. Raises `Unavailable` when the database can't be reached.
    """
    gone = await _tried("deleting what all rooms share", partial(purge, database, now, keeping)) or 0
    for room in domains:
        if room.retain is not None:
            gone += await _tried(f"deleting in {room.name}", partial(_retained, database, room.retain, now)) or 0
    return gone


async def _retained(database: Database, retain: Retain, now: datetime) -> int:
    async with database.write() as db:
        return await retain(db, now)


async def _tried(what: str, chore: Callable[[], Awaitable[T]]) -> T | None:
    """None where it failed. **Why** caught: a damaged row must stop neither the rest nor the service; staff see it."""
    try:
        return await chore()
    except Unavailable:
        raise
    except Exception as error:
        tell(log, f"{what} failed", error)
        return None
