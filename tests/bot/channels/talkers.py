"""One person on each channel of the running service, with the same few gestures: write, pick, tick, look."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any, Protocol

import aiohttp

from bot.app import App, compose, serving
from bot.channels.terminal import Terminal
from bot.config import load
from tests.fakes.bot_api import BotApi
from tests.fakes.bot_api.player import Player

INVISIBLE = str.maketrans({"\u00a0": " ", "\u202f": " ", "’": "'", "\u2068": "", "\u2069": ""})
WAIT = 60.0


class Talker(Protocol):
    async def writes(self, text: str) -> None: ...

    async def picks(self, *labels: str) -> None:
        """One choice of the newest question, or several of one that allows it."""
        ...

    def seen(self) -> str:
        """All the bot said so far, plain spaces."""
        ...


Opened = Callable[[Path, Path], AbstractAsyncContextManager[Talker]]


def plain(text: str) -> str:
    return text.translate(INVISIBLE)


class Web:
    """The API of the web chat, as the page uses it."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session = session
        self._url = f"{url}/api/chat"
        self._ids = count(1)
        self._key: str | None = None
        self._messages: list[dict[str, Any]] = []

    async def post(self, **said: object) -> None:
        body = {"key": self._key, "id": f"m{next(self._ids)}", "locale": "fr", **said}
        async with self._session.post(self._url, json=body) as answer:
            assert answer.status == 200, await answer.text()
            found = await answer.json()
        self._key = found["key"]
        self._messages += found["messages"]

    async def writes(self, text: str) -> None:
        await self.post(text=text)

    async def picks(self, *labels: str) -> None:
        asked = next(message for message in reversed(self._messages) if message["choices"])
        ids = {plain(button["label"]): button["id"] for button in asked["choices"]}
        chosen = [ids[label] for label in labels]
        await (self.post(choices=chosen) if asked["expects"] == "choices" else self.post(choice=chosen[0]))

    def seen(self) -> str:
        words = [[one["text"], *(button["label"] for button in one["choices"])] for one in self._messages]
        return plain("\n".join(line for lines in words for line in lines))


@asynccontextmanager
async def web(folder: Path, flows: Path) -> AsyncIterator[Talker]:
    settings = load(data_dir=folder, flows_dir=flows, port=0)
    async with compose(settings) as app, serving(app) as url, aiohttp.ClientSession() as session:
        talker = Web(session, url)
        await talker.post()
        yield talker


class Keyboard:
    """The terminal: numbered choices."""

    def __init__(self) -> None:
        self._written: list[str] = []
        self._lines: asyncio.Queue[str] = asyncio.Queue()
        self._asking = asyncio.Event()

    def write(self, text: str) -> None:
        self._written.append(text)

    async def lines(self) -> AsyncIterator[str]:
        while True:
            self._asking.set()
            yield await self._lines.get()

    async def ready(self) -> None:
        await asyncio.wait_for(self._asking.wait(), WAIT)

    async def writes(self, text: str) -> None:
        self._asking.clear()
        self._lines.put_nowait(text)
        await self.ready()

    async def picks(self, *labels: str) -> None:
        numbers = []
        for label in labels:
            found = re.findall(rf"^(\d+)\. (?:[☐☑] )?{re.escape(label)}$", self.seen(), re.MULTILINE)
            numbers.append(found[-1])
        await self.writes(", ".join(numbers))

    def seen(self) -> str:
        return plain("".join(self._written))


@asynccontextmanager
async def terminal(folder: Path, flows: Path) -> AsyncIterator[Talker]:
    talker = Keyboard()
    async with compose(load(data_dir=folder, flows_dir=flows)) as app:
        run = Terminal(
            app.conversation, app.transcripts, app.files, app.clock, talker.write, app.settled, folder / "out"
        )
        task = asyncio.get_running_loop().create_task(run.run(talker.lines(), ("fr",)))
        await talker.ready()
        yield talker
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


class Telegram:
    """A thumb on the strict fake Bot API."""

    def __init__(self, api: BotApi, player: Player) -> None:
        self._api = api
        self._player = player

    async def writes(self, text: str) -> None:
        await self._player.person.says(text)
        await self._player.rest()

    async def picks(self, *labels: str) -> None:
        boxes = any("☐" in line for line in self._player.person.screen().splitlines()[-12:])
        act = " ".join(f"+ [{label}]" for label in labels) if boxes else f"[{labels[0]}]"
        await self._player.act(act)

    def seen(self) -> str:
        lines = [[line.text, *line.labels] for line in self._player.person.said]
        return plain("\n".join(text for some in lines for text in some))


@asynccontextmanager
async def telegram(folder: Path, flows: Path) -> AsyncIterator[Talker]:
    async with BotApi() as api:
        settings = load(
            data_dir=folder,
            flows_dir=flows,
            port=0,
            telegram_token=api.token,
            telegram_api_url=api.url,
            telegram_rate=0,
        )
        async with compose(settings) as app, serving(app):
            talker = Telegram(api, Player(api.person(7), resting(app, api)))
            await talker.writes("/start")
            yield talker
        assert api.invalid == []


def resting(app: App, api: BotApi) -> Callable[[], Awaitable[None]]:
    """Waits until all that was done in Telegram is taken, answered and delivered."""

    async def rest() -> None:
        async with asyncio.timeout(WAIT):
            await api.updates.empty.wait()
            await app.settled()
            await app.outbox.idle()

    return rest


CHANNELS: dict[str, Opened] = {"web": web, "terminal": terminal, "telegram": telegram}
