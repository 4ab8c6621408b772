"""The whole service as a process of its own, and a person at its web API."""

from __future__ import annotations

import asyncio
import json
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientTimeout, DummyCookieJar

from bot.channels.model import FileRef, Message
from flows.events import Button, Picked, Started, Tapped, Typed
from tests.bot.commands import LIMIT, environment
from tests.conversations.talk import Said
from tests.fixtures.overheard import EAR


@dataclass
class Service:
    """`python -m bot run`; what it writes is kept."""

    process: Process
    url: str = ""
    written: list[str] = field(default_factory=list)

    async def stop(self) -> int:
        """SIGTERM; gives the exit code."""
        self.process.terminate()
        return await self.ended()

    async def ended(self) -> int:
        return await asyncio.wait_for(self.process.wait(), LIMIT)

    @property
    def text(self) -> str:
        return "".join(self.written)


@asynccontextmanager
async def service(folder: Path, **settings: object) -> AsyncIterator[Service]:
    """Runs on a free port, until it says where it listens or ends."""
    started = Service(
        await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", "--port", "0", stdout=PIPE, stderr=PIPE, cwd=folder,
            env=environment(**settings),
        )
    )  # fmt: skip
    listens = asyncio.Event()

    async def read(stream: asyncio.StreamReader) -> None:
        async for raw in stream:
            line = raw.decode()
            started.written.append(line)
            if stream is started.process.stderr:  # its log; what it announces goes to who started it
                EAR.hear(line)
            if line.startswith("Passerelle: "):
                started.url = line.removeprefix("Passerelle: ").strip()
                listens.set()
        listens.set()

    assert started.process.stdout
    assert started.process.stderr
    readers = asyncio.gather(read(started.process.stdout), read(started.process.stderr))
    try:
        await asyncio.wait_for(listens.wait(), LIMIT)
        yield started
    finally:
        if started.process.returncode is None:
            started.process.kill()
        await started.process.wait()
        await readers


@dataclass
class Person:
    """Somebody at the web API; a `Chat` of the talks."""

    session: ClientSession
    lang: str = "fr"
    key: str = ""
    count: int = 0
    seq: int = 0

    @property
    def now(self) -> datetime:
        raise AssertionError("a talk over the web does not wait")

    def wait(self, time: timedelta) -> None:
        raise AssertionError("a talk over the web does not wait")

    async def post(self, **said: Any) -> dict[str, Any]:
        self.count += 1
        body = {"key": self.key or None, "id": f"m{self.count}", "locale": self.lang, **said}
        async with self.session.post("/api/chat", json=body) as response:
            assert response.status == 200, await response.text()
            answer: dict[str, Any] = await response.json()
        self.key, self.seq = answer["key"], answer["seq"]
        return answer

    async def say(self, said: Said) -> Sequence[Message]:
        match said:
            case Started():
                answer = await self.post()
            case Tapped(id):
                answer = await self.post(choice=id)
            case Picked(ids):
                answer = await self.post(choices=list(ids))
            case Typed(text):
                answer = await self.post(text=text)
            case _:
                raise AssertionError(f"the API does not carry {said}")
        lines = [message_of(wire) for wire in answer["messages"]]
        if not asks(lines):  # documents are being made; the question comes after them
            lines += await self.hear(asks, after=self.seq)
        return lines

    async def messages(self, after: int = 0) -> list[Message]:
        async with self.session.get("/api/chat/messages", params={"key": self.key, "after": after}) as response:
            return [message_of(wire) for wire in (await response.json())["messages"]]

    async def hear(self, enough: Callable[[list[Message]], bool], after: int = 0) -> list[Message]:
        """Listens to the stream until `enough` messages have come."""
        heard: list[Message] = []
        query = {"key": self.key, "after": str(after)}
        async with asyncio.timeout(LIMIT), self.session.get("/api/chat/stream", params=query) as stream:
            event = ""
            async for raw in stream.content:
                name, _, value = raw.decode().rstrip().partition(": ")
                event = value if name == "event" else event
                if name == "data" and event == "message":
                    heard.append(message_of(json.loads(value)))
                    if enough(heard):
                        return heard
        raise AssertionError(f"the stream ended after {len(heard)} messages")

    async def download(self, file: FileRef) -> bytes:
        async with self.session.get(file.id) as response:
            assert response.status == 200, file
            return await response.read()


@asynccontextmanager
async def person(url: str, lang: str = "fr") -> AsyncIterator[Person]:
    timeout = ClientTimeout(total=LIMIT)
    async with ClientSession(url, cookie_jar=DummyCookieJar(), timeout=timeout) as session:
        yield Person(session, lang)


def asks(lines: Sequence[Message]) -> bool:
    """The last line waits for an answer."""
    return bool(lines[-1].choices or lines[-1].controls or lines[-1].expects != "none")


def message_of(wire: dict[str, Any]) -> Message:
    """A line of the API as the talks read it; a file's id is its address."""
    return Message(
        wire["seq"], wire["from"], wire["text"], _buttons(wire["choices"]), _buttons(wire["controls"]),
        wire["expects"], wire["many"], tuple(wire["selected"]), next(iter(_buttons([wire["done"]])), None),
        tuple(FileRef(file["url"], file["name"], file["type"], file["alt"]) for file in wire["files"]),
    )  # fmt: skip


def _buttons(wires: Sequence[dict[str, str] | None]) -> tuple[Button, ...]:
    return tuple(Button(wire["id"], wire["label"]) for wire in wires if wire)
