"""What waits for its batch."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.channels.model import Incoming
from bot.conversation.model import Offset
from bot.errors import Unavailable
from bot.ports import Answer


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
