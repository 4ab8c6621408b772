"""While something is made: the open page shows that somebody writes, Telegram that too, or that a file is uploaded."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping

from bot.channels.model import Address
from bot.errors import Unavailable
from bot.storage.engine import Database
from bot.storage.reach import last_used
from bot.web.typing import Typing

log = logging.getLogger(__name__)

Show = Callable[[Address, bool], Awaitable[None]]
"""Shows in one chat that words (True) or a document are being made; never raises for what a network can do."""


class Busy:
    """`started` when an effect begins for a person. `typing` tells open pages, `shows` has the other channels."""

    def __init__(self, database: Database, typing: Typing, shows: Mapping[str, Show]) -> None:
        self._database = database
        self._typing = typing
        self._shows = shows
        self._tasks: set[asyncio.Task[None]] = set()

    def started(self, person_id: int, worded: bool) -> None:
        """Holds up nothing: what is shown late or not at all does no harm."""
        self._typing.tell(person_id, "bot")
        if self._shows:
            task = asyncio.get_running_loop().create_task(self._show(person_id, worded))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Waits for what is being shown: nothing of ours outlives the database."""
        if self._tasks:
            await asyncio.wait(self._tasks)

    async def _show(self, person_id: int, worded: bool) -> None:
        try:
            address = await last_used(self._database, person_id)
        except Unavailable:
            log.debug("no chat action: the database can't be reached")
            return
        show = self._shows.get(address.channel) if address else None
        if address and show:
            await show(address, worded)
