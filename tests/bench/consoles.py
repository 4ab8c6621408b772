"""Fifty consoles read along while their connections are cut three hundred times: what is missing, repeated, late."""

from __future__ import annotations

import asyncio
import json
import random
import re
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from time import perf_counter

from aiohttp import ClientResponse, ClientSession

from bot.accounts import store as accounts
from bot.app import App, compose, serving
from bot.config import load
from bot.web.guard import COOKIE
from flows.events import Started
from tests.bench.relay import PATIENCE_S, Talk, collecting_seldom, held
from tests.bench.turns import percentile

CONSOLES, CUTS = 50, 300
LINES = 30
"""Of each person; one a second."""
SAID = re.compile(r"phrase [b-m]+ de [b-m]+")


@dataclass(frozen=True, slots=True)
class Read:
    """`lines` in all; milliseconds until a console shows them, reconnections included."""

    consoles: int
    cuts: int
    lines: int
    missing: int
    repeated: int
    p50_ms: float
    p99_ms: float


@dataclass
class Console:
    """One mentor's window: `heard` are the lines it was told, in order."""

    session: ClientSession
    cookie: str
    talk: Talk
    handoff: int
    lines: int
    last: str = ""
    reading: asyncio.Future[None] | None = None
    open: bool = False
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    """It shows what was said before."""
    complete: asyncio.Event = field(default_factory=asyncio.Event)
    heard: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    async def reads(self) -> None:
        """As a browser does, for ever: cut off, it comes back at once with the last id it had."""
        while True:
            self.reading = asyncio.ensure_future(self._connected())
            try:
                await asyncio.wait({self.reading})
            finally:
                self.open = False
                self.reading.cancel()
            if not self.reading.cancelled():
                self.reading.result()

    async def _connected(self) -> None:
        headers = {"Cookie": f"{COOKIE}={self.cookie}", **({"Last-Event-ID": self.last} if self.last else {})}
        async with self.session.get(f"/mentor/feed?c={self.handoff}", headers=headers) as response:
            if response.status == HTTPStatus.SERVICE_UNAVAILABLE:
                return
            assert response.status == HTTPStatus.OK, response.status
            self.open = True
            await self._listen(response)

    async def _listen(self, response: ClientResponse) -> None:
        async for kind, id, data in events(response):
            self.last = id or self.last
            self.begun.set()
            if kind != "line":
                continue
            self.heard.append(json.loads(data)["seq"])
            if found := SAID.search(data):
                self.words.append(found[0])
                self.talk.took.append(perf_counter() - self.talk.said[found[0]])
                if len(set(self.words)) == self.lines:
                    self.complete.set()

    def cut(self) -> bool:
        """Whatever was under way is lost. False: it is not connected at this moment."""
        if not self.open or self.reading is None:
            return False
        self.open = False
        return self.reading.cancel()


async def events(response: ClientResponse) -> AsyncIterator[tuple[str, str, str]]:
    """Kind, id and data of each; what is cut off in the middle is none."""
    fields: dict[str, str] = {}
    async for raw in response.content:
        text = raw.decode().rstrip("\r\n")
        if not text and fields:
            yield fields["event"], fields.get("id", ""), fields["data"]
            fields = {}
        name, _, value = text.partition(": ")
        if name:
            fields[name] = value


async def measure(consoles: int = CONSOLES, cuts: int = CUTS, lines: int = LINES, pause: float = 1.0) -> Read:
    with collecting_seldom(), tempfile.TemporaryDirectory(prefix="passerelle-bench-") as folder:
        settings = load(data_dir=Path(folder), port=0)
        async with compose(settings) as app, serving(app) as url, ClientSession(url) as session:
            talks = [Talk(app, number) for number in range(consoles)]
            for talk in talks:
                talk.person = await talk.take(Started(("fr",)), "start")
            taken = await held(app, talks, each=1)
            windows = [
                Console(session, await signed_in(app, place + 1), talk, handoff, lines)
                for place, (talk, handoff) in enumerate(zip(talks, taken, strict=True))
            ]
            async with asyncio.timeout(lines * (pause + 1) + PATIENCE_S), asyncio.TaskGroup() as group:
                reading = [group.create_task(window.reads()) for window in windows]
                for window in windows:
                    await window.begun.wait()
                for talk in talks:
                    group.create_task(talk.speaks(lines, pause))
                await cut_off(windows, cuts, lines * pause)
                for window in windows:
                    await window.complete.wait()
                for task in reading:
                    task.cancel()
            return await figures(app, windows, cuts)


async def cut_off(windows: list[Console], cuts: int, seconds: float) -> None:
    """Any of them at any moment."""
    chance, done = random.Random("cuts"), 0
    while done < cuts:
        await asyncio.sleep(seconds / cuts)
        done += chance.choice(windows).cut()


async def signed_in(app: App, account_id: int) -> str:
    """The cookie of a new sign-in."""
    async with app.database.write() as db:
        opened = await accounts.link(db, account_id, app.clock.now(), app.clock.new_id)
        assert opened is not None
        cookie = await accounts.enter(db, opened.code, "bench", app.clock.now(), app.clock.new_id)
    assert cookie is not None
    return cookie


async def figures(app: App, windows: list[Console], cuts: int) -> Read:
    """Compared with the transcripts: every line from the request on, once."""
    missing = repeated = 0
    for window in windows:
        there = {line.seq for line in await app.transcripts.read(window.talk.person, 0, 1000)}
        last = max(window.heard, default=0)
        missing += len({seq for seq in there if seq <= last} - set(window.heard))
        missing += sum(text not in window.words for text in window.talk.said)
        repeated += len(window.heard) - len(set(window.heard))
    took = [one * 1000 for window in windows for one in window.talk.took]
    return Read(len(windows), cuts, len(took), missing, repeated, percentile(took, 0.5), percentile(took, 0.99))
