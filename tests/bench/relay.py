"""A hundred people talk with mentors at the same time: from what a person says to where a console reads it."""

from __future__ import annotations

import asyncio
import gc
import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from sqlalchemy import func, select

from bot.app import App, compose, serving
from bot.channels.model import Address, Incoming
from bot.config import load
from bot.mentors.model import Wish
from bot.mentors.store import people as known
from bot.mentors.store import queue
from bot.storage.tables.people import people
from flows.events import Started, Typed
from tests.bench.turns import percentile
from tests.bot.mentors.rows import mentor

CONVERSATIONS = 100
LINES = 20
"""Of each person; one a second, as fast as thumbs are."""
EACH = 2
"""Conversations of one mentor."""
PATIENCE_S = 60.0
YOUNG = 10_000
"""New objects after which it is looked for, as in `bot/__main__.py`."""
LETTERS = str.maketrans("0123456789", "bcdfghjklm")
"""What counts, without figures: those of several lines in a row could be a phone number."""


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Garbage is looked for as `python -m bot` does (there it says why), not as Python does by itself."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 10, 10)
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


@dataclass(frozen=True, slots=True)
class Relayed:
    """`lines` in all; milliseconds until the console has read them."""

    conversations: int
    lines: int
    p50_ms: float
    p95_ms: float
    p99_ms: float


@dataclass
class Talk:
    """One conversation: what was said and not yet read, and how long it took."""

    app: App
    number: int
    person: int = 0
    said: dict[str, float] = field(default_factory=dict)
    took: list[float] = field(default_factory=list)

    async def take(self, said: Started | Typed, id: str) -> int:
        address, now = Address("web", "web", f"bench{self.number}"), self.app.clock.now()
        return (await self.app.conversation.take(Incoming(address, id, said, now, ("fr",)))).person_id

    async def speaks(self, lines: int, pause: float) -> None:
        """At its own moments, whether the service keeps up or not."""
        begin = perf_counter() + random.random() * pause
        async with asyncio.TaskGroup() as group:
            for number in range(lines):
                await asyncio.sleep(begin + number * pause - perf_counter())
                text = f"phrase {number} de {self.number}".translate(LETTERS)
                self.said[text] = perf_counter()
                group.create_task(self.take(Typed(text), f"l{number}"))

    async def is_read(self, lines: int) -> None:
        """As a console does: it is woken, and reads what is new."""
        after = 0
        async for _ in self.app.transcripts.changes(self.person):
            for line in await self.app.transcripts.read(self.person, after):
                after = line.seq
                if line.text in self.said:
                    self.took.append(perf_counter() - self.said[line.text])
            if len(self.took) >= lines:
                return


async def measure(conversations: int = CONVERSATIONS, lines: int = LINES, pause: float = 1.0) -> Relayed:
    with collecting_seldom(), tempfile.TemporaryDirectory(prefix="passerelle-bench-") as folder:
        settings = load(data_dir=Path(folder), port=0)
        async with compose(settings) as app, serving(app):
            talks = [Talk(app, number) for number in range(conversations)]
            for talk in talks:
                talk.person = await talk.take(Started(("fr",)), "start")
            await held(app, talks)
            async with asyncio.timeout(lines * (pause + 1) + PATIENCE_S), asyncio.TaskGroup() as group:
                for talk in talks:
                    group.create_task(talk.is_read(lines))
                    group.create_task(talk.speaks(lines, pause))
    took = [one * 1000 for talk in talks for one in talk.took]
    shares = (percentile(took, share) for share in (0.5, 0.95, 0.99))
    return Relayed(conversations, len(took), *shares)


async def held(app: App, talks: list[Talk], each: int = EACH) -> list[int]:
    """Every person has a mentor (accounts from 1 on), and has heard so; their handoffs."""
    now, taken = app.clock.now(), list[int]()
    far = now + timedelta(days=1)
    async with app.database.write() as db:
        for number in range(-(-len(talks) // each)):
            await mentor(db, number + 1, capacity=each, created_at=now, expires_at=far, on_duty_until=far)
        for talk in talks:
            await known.agree(db, talk.person, app.clock.new_id(), now)
            await queue.ask(db, app.keys, now, talk.person, Wish("cv", ("fr",)), "adults", 1)
            await known.set_mode(db, talk.person, "waiting")
        for number in range(len(talks)):
            claimed = await queue.claim(db, app.keys, app.clock.now(), number // each + 1)
            assert claimed is not None
            taken.append(claimed.id)
    app.conversation.look()
    talking = select(func.count()).select_from(people).where(people.c.mode == "human")
    async with asyncio.timeout(PATIENCE_S):
        while True:
            await app.conversation.work()
            async with app.database.read() as db:
                if await db.scalar(talking) == len(talks):
                    return taken
