"""Wakes the open consoles of this process when there is something for them: the board moved, or their person's lines.

Law: one look at the database serves all of them, however many there are; a console that nothing concerns sleeps on.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from sqlalchemy import select

from bot.errors import Unavailable
from bot.mentors.store.board import newest
from bot.storage.engine import Database
from bot.storage.feeds import EVERYBODY
from bot.storage.tables.people import people

log = logging.getLogger(__name__)

POLL_S = 0.5
"""How often it looks by itself: what another process wrote without a line for anybody."""


@dataclass(eq=False, slots=True)
class Bell:
    """Of one open console. `person_id`: whose lines it shows, 0 for none; `newest`: the last of them, None until it was
    looked at."""

    person_id: int
    newest: int | None = None
    rung: asyncio.Event = field(default_factory=asyncio.Event)

    async def wait(self) -> None:
        """Until it rings; what rang while nobody waited counts."""
        await self.rung.wait()
        self.rung.clear()


@dataclass(slots=True)
class Watch:
    """`wake` after a change of this process; `listen` for each console."""

    database: Database
    _bells: set[Bell] = field(default_factory=set)
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    _board: int = 0
    _lines: dict[int, int] = field(default_factory=dict)
    _task: asyncio.Task[None] | None = None

    def wake(self) -> None:
        self._wake.set()

    @contextmanager
    def listen(self, person_id: int, changes: AsyncIterator[int]) -> Iterator[Bell]:
        """`changes`: yields whenever anybody got lines (`Transcripts.changes(EVERYBODY)`)."""
        bell = Bell(person_id)
        self._bells.add(bell)
        self._lines.pop(person_id, None)
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._run(changes))
        try:
            yield bell
        finally:
            self._bells.discard(bell)
            if not self._bells and self._task is not None:
                self._task.cancel()
                self._task = None

    async def _run(self, changes: AsyncIterator[int]) -> None:
        heard = asyncio.get_running_loop().create_task(self._hear(changes))
        try:
            while True:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._wake.wait(), POLL_S)
                self._wake.clear()
                try:
                    await self._look()
                except Unavailable:
                    log.warning("consoles wait: the database can't be reached")
        finally:
            heard.cancel()
            await asyncio.gather(heard, return_exceptions=True)

    async def _hear(self, changes: AsyncIterator[int]) -> None:
        async for _ in changes:
            self._wake.set()

    async def _look(self) -> None:
        watched = {bell.person_id for bell in self._bells} - {EVERYBODY}
        async with self.database.read() as db:
            board = await newest(db)
            query = select(people.c.id, people.c.last_seq).where(people.c.id.in_(watched))
            lines = {row.id: row.last_seq for row in await db.execute(query)} if watched else {}
        moved, self._board = board != self._board, board
        grown = {id for id in watched if lines.get(id) != self._lines.get(id)}
        self._lines = lines
        for bell in self._bells:
            bell.newest = lines.get(bell.person_id)
            if moved or bell.person_id in grown:
                bell.rung.set()
