"""The whole web application with every room, in a thread of its own: for tests that drive it from outside.

Its clock moves a second at each look, so that nobody is held back for speed: limits have tests of their own.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from aiohttp import web

from bot.app import App, compose, web_app
from bot.clock import Clock
from bot.config import load
from bot.demo import stage
from bot.invite import demo_links
from bot.web.metrics import Metered
from bot.web.server import serve
from tests.bot.commands import LIMIT

BEGIN = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@dataclass(repr=False)
class Whole:
    """`links`: role → the address that signs in once, of the first of a demonstration."""

    base: str
    app: App
    site: web.Application
    links: Mapping[str, str]


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
            made.append(Whole(base, app, site, first))
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
