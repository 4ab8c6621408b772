"""A town of young people on a fast fake Bot API: delivers updates to a bot's webhook and receives its calls.

Law: people talk one after the other with themselves and all at once with the bot. A turn counts when the webhook
answered 2xx AND the message that follows the answer arrived, in this order of questions: a bot that skips, mixes up
or repeats a question fails the round, so the figures are of bots that work.
"""

from __future__ import annotations

import asyncio
import re
from asyncio import AbstractEventLoop, BaseTransport, Future, Protocol, Transport
from dataclasses import dataclass, field
from itertools import count
from time import perf_counter
from typing import cast
from urllib.parse import parse_qs, urlsplit

import orjson

from flows.events import JsonValue

QUESTIONS = 10
PATIENCE = 15.0
"""Seconds: a turn that takes longer is an error, not a slow turn."""
MARK = re.compile(r"Question (\d+)|(Fin)\b")
BOT: dict[str, JsonValue] = {"id": 1, "is_bot": True, "first_name": "Passerelle", "username": "bench_bot"}
PART = re.compile(rb'name="([^"]+)"[^\r]*(?:\r\n[^\r]+)*\r\n\r\n(.*?)\r\n--', re.DOTALL)


class Broken(AssertionError):
    """The bot did not say what the flow says."""


TEXTS = (
    *(f"Question {n} sur {QUESTIONS} : raconte ce que tu fais le {n} du mois." for n in range(1, QUESTIONS + 1)),
    "Fin. Tes dix réponses sont gardées.",
)
"""What every bot of the round says, in this order."""


@dataclass
class Round:
    """What one round measured: whole turns, seconds on the wall, seconds a turn."""

    turns: int = 0
    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    calls: dict[str, int] = field(default_factory=dict)


class Town:
    """One fake Bot API server and its people. `url` is what the bot is given as the root of the API."""

    def __init__(self) -> None:
        self.url = ""
        self.calls: dict[str, int] = {}
        self.waiting: dict[int, tuple[int, Future[float]]] = {}
        self.strays: list[str] = []
        self._hook: Future[tuple[str, str]] = asyncio.get_running_loop().create_future()
        self._ids = count(1)
        self._chats = count(1000)
        self._server: asyncio.Server | None = None

    async def open(self) -> Town:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Api(self), "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    def close(self) -> None:
        if self._server:
            self._server.close()

    async def webhook(self, patience: float = PATIENCE) -> tuple[str, str]:
        """Waits until the bot has set its webhook; gives its address and secret."""
        async with asyncio.timeout(patience):
            return await asyncio.shield(self._hook)

    async def first_reply(self) -> float:
        """A new person says hello; gives the seconds until the first question."""
        talk = await _Talk(self, *await self.webhook()).open()
        try:
            return await talk.turn(next(self._chats), "/start", 1)
        finally:
            talk.close()

    async def round(self, people: int, seconds: float) -> Round:
        """`people` talk at once, each through whole flows, as ever new persons, until `seconds` have gone."""
        address, secret = await self.webhook()
        self.calls = {}
        result = Round()
        talks = [await _Talk(self, address, secret).open() for _ in range(people)]
        start = perf_counter()
        try:
            async with asyncio.TaskGroup() as group:
                for talk in talks:
                    group.create_task(self._live(talk, result, start + seconds))
        finally:
            for talk in talks:
                talk.close()
        result.seconds = perf_counter() - start
        result.turns = len(result.latencies)
        result.calls = self.calls
        if self.strays:
            raise Broken(f"messages nobody waited for: {self.strays[:3]}")
        return result

    async def _live(self, talk: _Talk, result: Round, until: float) -> None:
        while True:
            chat = next(self._chats)
            result.latencies.append(await talk.turn(chat, "/start", 1))
            for number in range(1, QUESTIONS + 1):
                result.latencies.append(await talk.turn(chat, f"réponse {number} de {chat}", number + 1))
            if perf_counter() >= until:
                return

    def called(self, method: str, args: dict[str, JsonValue]) -> JsonValue:
        """One call of the bot; gives its `result`. Names of methods have no case, as in the Bot API."""
        method = method.lower()
        self.calls[method] = self.calls.get(method, 0) + 1
        if method == "sendmessage":
            return self._said(int(cast(str, args["chat_id"])), str(args["text"]))
        if method == "getme":
            return dict(BOT)
        if method == "setwebhook" and not self._hook.done():
            self._hook.set_result((str(args["url"]), str(args.get("secret_token", ""))))
        if method == "getwebhookinfo":
            return {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
        return True

    def _said(self, chat: int, text: str) -> JsonValue:
        found = MARK.search(text)
        if found:
            number = int(found[1]) if found[1] else QUESTIONS + 1
            wanted, future = self.waiting.pop(chat, (0, None))
            if future is None or future.done():
                self.strays.append(f"{chat}: {text[:60]}")
            elif number != wanted:
                future.set_exception(Broken(f"chat {chat} waited for question {wanted} and read: {text[:80]}"))
            else:
                future.set_result(perf_counter())
        return {
            "message_id": next(self._ids),
            "date": 1_800_000_000,
            "chat": {"id": chat, "type": "private", "first_name": "A"},
            "from": dict(BOT),
            "text": text,
        }

    def update(self, chat: int, text: str) -> bytes:
        number = next(self._ids)
        person = {"id": chat, "is_bot": False, "first_name": "Amina", "language_code": "fr"}
        message: dict[str, JsonValue] = {
            "message_id": number,
            "date": 1_800_000_000,
            "chat": {"id": chat, "type": "private", "first_name": "Amina"},
            "from": cast(JsonValue, person),
            "text": text,
        }
        if text.startswith("/"):
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text)}]
        return orjson.dumps({"update_id": number, "message": message})


class _Http(Protocol):
    """The least of HTTP/1.1 that both sides need: a head, a Content-Length, keep-alive."""

    transport: Transport

    def __init__(self) -> None:
        self.buffer = b""

    def connection_made(self, transport: BaseTransport) -> None:
        self.transport = cast(Transport, transport)

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while True:
            end = self.buffer.find(b"\r\n\r\n")
            if end < 0:
                return
            head = self.buffer[:end]
            length = _length(head)
            if len(self.buffer) < end + 4 + length:
                return
            body = self.buffer[end + 4 : end + 4 + length]
            self.buffer = self.buffer[end + 4 + length :]
            self.received(head, body)

    def received(self, head: bytes, body: bytes) -> None:
        raise NotImplementedError


def _length(head: bytes) -> int:
    lower = head.lower()
    if b"transfer-encoding: chunked" in lower:
        raise Broken("the fake Bot API reads no chunked bodies")
    at = lower.find(b"content-length:")
    return int(lower[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0


class _Api(_Http):
    """Our end of one connection of the bot: reads calls, answers at once."""

    def __init__(self, town: Town) -> None:
        super().__init__()
        self.town = town

    def received(self, head: bytes, body: bytes) -> None:
        method = head.split(b" ", 2)[1].rpartition(b"/")[2].partition(b"?")[0].decode()
        answer = orjson.dumps({"ok": True, "result": self.town.called(method, arguments(head, body))})
        self.transport.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(answer) + answer
        )


def arguments(head: bytes, body: bytes) -> dict[str, JsonValue]:
    """The arguments of a call, sent as JSON, form or multipart."""
    lower = head.lower()
    if not body:
        return {}
    if b"application/json" in lower:
        return cast("dict[str, JsonValue]", orjson.loads(body))
    if b"multipart/form-data" in lower:
        return {name.decode(): value.decode() for name, value in PART.findall(body)}
    return {name: values[0] for name, values in parse_qs(body.decode(), keep_blank_values=True).items()}


class _Talk(_Http):
    """One young person's line to the webhook: a kept connection, one update at a time."""

    def __init__(self, town: Town, address: str, secret: str) -> None:
        super().__init__()
        self.town = town
        self.address = urlsplit(address)
        self.secret = secret
        self.status: Future[bytes] | None = None
        self.loop: AbstractEventLoop = asyncio.get_running_loop()

    async def open(self) -> _Talk:
        await self.loop.create_connection(self._itself, self.address.hostname or "", self.address.port or 80)
        return self

    def _itself(self) -> _Talk:
        return self

    def close(self) -> None:
        self.transport.close()

    def received(self, head: bytes, body: bytes) -> None:
        if self.status and not self.status.done():
            self.status.set_result(head.split(b" ", 2)[1])

    def connection_lost(self, exc: Exception | None) -> None:
        if self.status and not self.status.done():
            self.status.set_exception(Broken("the bot closed the webhook's connection"))

    async def turn(self, chat: int, text: str, wanted: int) -> float:
        """Sends one update; gives the seconds until the next question arrived."""
        body = self.town.update(chat, text)
        reply: Future[float] = self.loop.create_future()
        self.status = self.loop.create_future()
        self.town.waiting[chat] = (wanted, reply)
        head = (
            f"POST {self.address.path or '/'} HTTP/1.1\r\nHost: {self.address.netloc}\r\n"
            f"Content-Type: application/json\r\nX-Telegram-Bot-Api-Secret-Token: {self.secret}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        start = perf_counter()
        self.transport.write(head.encode() + body)
        try:
            async with asyncio.timeout(PATIENCE):
                arrived, status = await asyncio.gather(reply, self.status)
        except TimeoutError as late:
            raise Broken(f"chat {chat}: no question {wanted} within {PATIENCE:.0f} s after {text!r}") from late
        if not status.startswith(b"2"):
            raise Broken(f"chat {chat}: the webhook answered {status.decode()}")
        return arrived - start
