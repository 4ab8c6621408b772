"""Erasing somebody for good: every room gives up what it has, their key is destroyed, a number is all that stays.

Law: their row is locked and looked at again in the transaction that deletes it; the tombstone is on the disk before it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, not_, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import kept
from bot.clock import Clock
from bot.config import Settings
from bot.errors import Misconfigured, Unavailable
from bot.logs import tell
from bot.ports import Domain
from bot.rooms import Behind, domains
from bot.storage import cleaning
from bot.storage.departures import note
from bot.storage.engine import Database
from bot.storage.keeping import came_back
from bot.storage.tables.people import addresses, people
from bot.storage.tombstones import Tombstones
from cv_builder.renderer import Renderer

log = logging.getLogger(__name__)

EVERY = timedelta(minutes=1)
"""How often those whose day is over are looked for: nobody is kept longer than a minute."""


@dataclass(frozen=True, slots=True)
class Forget:
    """Bound to what it needs."""

    database: Database
    clock: Clock
    domains: Sequence[Domain]
    tombstones: Tombstones

    async def now(self, person_id: int, only: ColumnElement[bool] | None = None) -> bool:
        """False: nobody has that id (any more), or not `only`."""
        at = self.clock.now()
        wanted = and_(people.c.id == person_id, true() if only is None else only)
        async with self.database.write() as db:
            created_at = await db.scalar(select(people.c.created_at).where(wanted).with_for_update())
            if created_at is None:
                return False
            await asyncio.to_thread(self.tombstones.add, self.tombstones.of(person_id, created_at))
            await self._delete(db, person_id, at)
        await cleaning.clean(self.database)
        return True

    async def due(self) -> int:
        """Erases those whose day to change their mind, or whose silence, is over; returns how many."""
        due = people.c.erase_at <= self.clock.now()
        back, over = and_(due, came_back()), and_(due, not_(came_back()))
        async with self.database.read() as db:
            kept = (await db.execute(select(people.c.id).where(back))).scalars().all()
            ids = (await db.execute(select(people.c.id).where(over).order_by(people.c.erase_at))).scalars().all()
        if kept:
            async with self.database.write() as db:
                await db.execute(update(people).where(back).values(erase_at=None))
        return sum([await self._tried(id, over) for id in ids])

    async def again(self) -> int:
        """Erases whom a copy of the database from before brought back, or a crash left; returns how many."""
        stones = await asyncio.to_thread(self.tombstones.all)
        if not stones:
            return 0
        async with self.database.read() as db:
            rows = (await db.execute(select(people.c.id, people.c.created_at))).all()
        back = [id for id, created_at in rows if self.tombstones.of(id, created_at) in stones]
        return sum([await self._tried(id) for id in back])

    async def found(self, who: str) -> Sequence[int]:
        """The people that a number or a chat (`telegram:123`, or the chat alone) may mean; at most one id each."""
        channel, _, chat = who.rpartition(":")
        here = and_(addresses.c.chat == chat, addresses.c.channel == channel if channel else true())
        async with self.database.read() as db:
            if who.isdecimal() and await db.scalar(select(people.c.id).where(people.c.id == int(who))) is not None:
                return [int(who)]
            return (await db.execute(select(addresses.c.person_id).where(here).distinct())).scalars().all()

    async def told(self, who: str) -> int:
        """Erases whoever that is. Raises `Misconfigured` where it is nobody, or more than one."""
        found = await self.found(who)
        if not found:
            raise Misconfigured([f"{who}: nobody here has this number or this chat"])
        if len(found) > 1:
            raise Misconfigured([f"{who}: {len(found)} people; say which one, as channel:chat"])
        await self.now(found[0])
        return found[0]

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                await self.due()
            except Unavailable:
                log.warning("erasing waits: the database can't be reached")
            await asyncio.sleep(EVERY.total_seconds())

    async def _tried(self, person_id: int, only: ColumnElement[bool] | None = None) -> bool:
        """**Why** caught: one who can't be erased must stop neither the others nor the service; staff see it here."""
        try:
            return await self.now(person_id, only)
        except Unavailable:
            raise
        except Exception as error:
            tell(log, f"person {person_id} could not be erased", error)
            return False

    async def _delete(self, db: AsyncConnection, person_id: int, now: datetime) -> None:
        await note(db, person_id, now)
        for room in self.domains:
            if room.erase is not None:
                await room.erase(db, person_id)
        await db.execute(delete(people).where(people.c.id == person_id))


async def forget(settings: Settings, who: str) -> int:
    """The number of whoever is erased; the service may be running. Raises `Misconfigured` where `who` is nobody."""
    async with AsyncExitStack() as stack:
        database, keys = await kept.opened(settings, clock := Clock(), stack)
        rooms = domains(settings, database, Renderer(), clock, keys, Behind())
        return await Forget(database, clock, rooms, kept.tombstones(settings, keys)).told(who)
