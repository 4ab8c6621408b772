"""The whole web application with every room, in a thread of its own: for tests that drive it from outside.

Its clock moves a second at each look, so that nobody is held back for speed: limits have tests of their own.
"""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Coroutine, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TypeVar

from aiohttp import web

from bot.app import App, compose, web_app
from bot.clock import Clock
from bot.config import load
from bot.demo import stage
from bot.invite import demo_links
from bot.web.guard import COOKIE, DOOR, token
from bot.web.metrics import Metered
from bot.web.server import serve
from tests.bot.asking import ask, form
from tests.bot.commands import LIMIT

T = TypeVar("T")
BEGIN = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Signed:
    """Somebody who is signed in."""

    role: str
    cookie: str

    @property
    def token(self) -> str:
        """Of their forms."""
        return token(self.cookie)

    @property
    def headers(self) -> dict[str, str]:
        return {"Cookie": f"{COOKIE}={self.cookie}"}


def token_in(html: str) -> str:
    found = re.search(r'name="token" value="([^"]*)"', html)
    return found[1] if found else ""


@dataclass(repr=False)
class Whole:
    """`links`: role → the address that signs in once, of the first of a demonstration."""

    base: str
    app: App
    site: web.Application
    links: Mapping[str, str]
    loop: asyncio.AbstractEventLoop
    signed: dict[str, Signed] = field(default_factory=dict)

    def run(self, work: Coroutine[None, None, T]) -> T:
        """In the service's own loop, where its database is."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(LIMIT)

    def sign_in(self, role: str) -> Signed:
        """Follows the link of that role, as a browser without script; the second time they are in already."""
        if role in self.signed:
            return self.signed[role]
        path = self.links[role].removeprefix(self.base)
        door = ask(self.base, path)
        fields = [("token", token_in(door.text)), ("code", path.rpartition("=")[2])]
        body, kind = form(fields)
        cookie = f"{DOOR}={door.cookie(DOOR)}"
        entered = ask(self.base, "/sign-in", body, {**kind, "Cookie": cookie, "Origin": self.base})
        assert entered.status == 303, entered.text
        self.signed[role] = Signed(role, entered.cookie(COOKIE))
        return self.signed[role]


def hasty() -> Clock:
    ticks = count()
    return Clock(lambda: BEGIN + timedelta(seconds=next(ticks)))


@contextmanager
def whole(folder: Path, clock: Clock | None = None) -> Iterator[Whole]:
    ready, made = threading.Event(), list[Whole]()
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()

    async def run() -> None:
        settings = load(data_dir=folder)
        async with compose(settings, clock or hasty()) as app:
            site = web_app(app, Metered(app.conversation, app.metrics), demo=True)
            runner = await serve(site, "127.0.0.1", 0)
            base = f"http://127.0.0.1:{runner.addresses[0][1]}"
            links = await demo_links(app.database, app.clock, settings, base)
            await stage(app.database, app.clock, app.keys, settings.zone, demo=True)
            first = dict(reversed([line.split(": ", 1) for line in links]))
            made.append(Whole(base, app, site, first, loop))
            ready.set()
            await stop.wait()
            await runner.cleanup()

    def main() -> None:
        with asyncio.Runner(loop_factory=lambda: loop) as runner:
            try:
                runner.run(run())
            finally:
                ready.set()

    thread = threading.Thread(target=main)
    thread.start()
    try:
        assert ready.wait(LIMIT)
        assert made, "it did not start"
        yield made[0]
    finally:
        if not loop.is_closed():
            loop.call_soon_threadsafe(stop.set)
        thread.join(LIMIT)
