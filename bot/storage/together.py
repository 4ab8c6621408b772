"""Writes that come at the same time share one transaction, and each waits until its own is on the disk.

**Why:** fifty consoles that come back after a cut must not wait for fifty commits, one after the other.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from itertools import count
from typing import Generic, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.engine import Database

Row = TypeVar("Row")


class Together(Generic[Row]):
    """`write(db, rows)` puts down all that waits, in one transaction."""

    def __init__(self, database: Database, write: Callable[[AsyncConnection, Sequence[Row]], Awaitable[None]]) -> None:
        self._database = database
        self._write = write
        self._waiting: dict[int, Row] = {}
        self._numbers: Iterator[int] = count()
        self._writing = asyncio.Lock()

    async def add(self, row: Row) -> None:
        """Returns when it is on the disk. Raises `errors.Unavailable`: then it is not, and never will be."""
        mine = next(self._numbers)
        self._waiting[mine] = row
        try:
            async with self._writing:
                if mine in self._waiting:
                    await self._flush(dict(self._waiting))
        finally:
            self._waiting.pop(mine, None)

    async def _flush(self, batch: dict[int, Row]) -> None:
        """What fails is still waiting then: everybody else in the batch tries again for themselves."""
        async with self._database.write() as db:
            await self._write(db, [*batch.values()])
        for number in batch:
            self._waiting.pop(number, None)
