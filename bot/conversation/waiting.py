"""What waits for its batch."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from bot.channels.model import Incoming
from bot.conversation.model import Offset
from bot.errors import Unavailable
from bot.ports import Answer

COMPANY_S = 0.002
"""A busy service waits so long for company: a batch of 16 costs a third of the CPU of 16 alone. An idle one never."""


@dataclass(slots=True)
class Company:
    """How many a batch may expect: as many as the last one had."""

    size: int = 0
    together: asyncio.Event = field(default_factory=asyncio.Event)

    def come(self, here: int) -> None:
        if here >= self.size:
            self.together.set()

    async def wait(self, here: int) -> None:
        """A moment, or until as many are here as last time: who else would come?"""
        self.together.clear()
        if self.size > 1 and here < self.size:
            with suppress(TimeoutError):
                async with asyncio.timeout(COMPANY_S):
                    await self.together.wait()


@dataclass(slots=True)
class Waiting:
    """What one call of `take` or `take_many` waits for."""

    incomings: Sequence[Incoming]
    offset: Offset | None
    future: asyncio.Future[list[Answer]] = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    def settle(self, answers: list[Answer]) -> None:
        if not self.future.done():
            self.future.set_result(answers)

    def fail(self, error: Unavailable) -> None:
        """An exception of its own for everybody who waits: one shared by many tasks mixes up their tracebacks."""
        if not self.future.done():
            self.future.set_exception(Unavailable(str(error)))
