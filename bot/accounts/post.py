"""E-mails to the team that no page and no conversation waits for: sent in the background of this process.

**Why** not an effect: an effect belongs to somebody who chats, and whoever asks here is known to nobody yet. What is
lost with the process is asked for again, and the page says so.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.errors import Unavailable
from bot.ports import Mail, Mailer

log = logging.getLogger(__name__)

MOST = 50
"""Pieces of work at once; more is a flood, and is dropped."""
AGAIN_S = (10.0, 60.0)
"""Seconds before another try while the server does not answer: what is sent later than that is of no use."""

Pause = Callable[[float], Awaitable[None]]


class Post:
    """`pause`: how it waits between two tries."""

    def __init__(self, mailer: Mailer, pause: Pause = asyncio.sleep) -> None:
        self.mailer = mailer
        self._pause = pause
        self._tasks: set[asyncio.Task[None]] = set()

    def begin(self, work: Callable[[], Awaitable[None]]) -> None:
        """Does it later, whatever it takes: who asked learns nothing from how long it takes."""
        if len(self._tasks) >= MOST:
            log.warning("too many e-mails are asked for at once; one is dropped")
            return
        task = asyncio.create_task(self._do(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _do(self, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        except Unavailable as error:
            log.warning("an e-mail could not be sent: %s", type(error).__name__)

    async def send(self, mail: Mail) -> bool:
        """False: refused for good. Raises `Unavailable` after the last try."""
        for seconds in AGAIN_S:
            try:
                return await self.mailer.send(mail)
            except Unavailable:
                await self._pause(seconds)
        return await self.mailer.send(mail)

    async def idle(self) -> None:
        while self._tasks:
            await asyncio.gather(*self._tasks)

    async def close(self) -> None:
        """What is still under way ends."""
        for task in [*self._tasks]:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
