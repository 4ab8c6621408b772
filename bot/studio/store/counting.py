"""What is counted by the clock: what turns wrote down is added up, who went silent is counted, old months settle."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.storage.engine import Database
from bot.storage.stops import add_up
from bot.studio.store.silence import count_silent
from bot.studio.store.stops import settle

LOOK = timedelta(minutes=10)
"""How often the silent are looked for: whoever has not agreed is forgotten an hour after they count as gone."""
MOST_ROUNDS = 100
"""Transactions one after another; the rest is for the next minute, so that turns come in between."""


@dataclass(slots=True)
class Counting:
    database: Database
    clock: Clock
    looked: datetime | None = None

    async def minutely(self) -> None:
        """Again and again without harm, by any number of processes."""
        now = self.clock.now()
        if self.looked is None or now - self.looked >= LOOK:
            await self._all(lambda db: count_silent(db, now))
            await self._all(lambda db: settle(db, now))
            self.looked = now
        await self._all(add_up)

    async def _all(self, chore: Callable[[AsyncConnection], Awaitable[int]]) -> None:
        """Until nothing is left to do."""
        for _ in range(MOST_ROUNDS):
            async with self.database.write() as db:
                if not await chore(db):
                    return
