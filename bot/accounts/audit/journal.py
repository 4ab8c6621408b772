"""Writes entries before what they are about is done: whoever comes at the same time shares one transaction."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from bot.accounts.audit import store
from bot.accounts.audit.model import Entry
from bot.storage.engine import Database


@dataclass(slots=True)
class Journal:
    """`note` returns when the entry is on the disk. Raises `errors.Unavailable`: then nothing may be shown or done.

    **Why** together: fifty consoles that come back after a cut must not wait for fifty commits, one after the other.
    """

    database: Database
    _waiting: dict[int, Entry] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=count)
    _writing: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def note(self, entry: Entry) -> None:
        mine = next(self._numbers)
        self._waiting[mine] = entry
        try:
            async with self._writing:
                if mine in self._waiting:
                    await self._write(dict(self._waiting))
        finally:
            self._waiting.pop(mine, None)

    async def _write(self, batch: dict[int, Entry]) -> None:
        """What fails is still waiting then: everybody else in the batch tries again for themselves."""
        async with self.database.write() as db:
            await store.add(db, [*batch.values()])
        for number in batch:
            self._waiting.pop(number, None)
