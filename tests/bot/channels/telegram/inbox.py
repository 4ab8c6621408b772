"""A conversation for tests of what arrives: keeps what it is given, fails when told, and lets tests wait for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime

from bot.channels.model import Incoming, Said
from bot.errors import Unavailable

WAIT = 60.0


class Inbox:
    def __init__(self, offset: int | None = None) -> None:
        self.taken: dict[tuple[str, str], Incoming] = {}
        self.repeats = 0
        self.stored = offset
        self.failures = 0
        self._changed = asyncio.Condition()

    @property
    def said(self) -> list[Said]:
        return [incoming.said for incoming in self.taken.values()]

    async def offset(self, since: datetime) -> int | None:
        return self.stored

    async def take_many(self, incomings: Sequence[Incoming], offset: int) -> None:
        for incoming in incomings:
            await self.take(incoming)
        if not incomings:
            self._fail()
        self.stored = offset
        await self._tell()

    async def take(self, incoming: Incoming) -> None:
        self._fail()
        name = incoming.address.chat, incoming.external_id
        self.repeats += name in self.taken
        self.taken.setdefault(name, incoming)
        await self._tell()

    def _fail(self) -> None:
        if self.failures:
            self.failures -= 1
            raise Unavailable("the database is away")

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    async def until(self, ready: Callable[[], bool]) -> None:
        async with self._changed:
            await asyncio.wait_for(self._changed.wait_for(ready), WAIT)
