"""A conversation with an outbox and a channel that answers as told."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import count

from bot.channels.model import Address, Incoming, Message
from bot.channels.pace import Pace
from bot.channels.sending import Outcome, Sent
from bot.conversation import Conversation
from bot.outbox import Outbox
from bot.ports import Domain
from bot.storage.engine import Database
from bot.storage.feeds import Feeds
from flows.events import Typed
from tests.fakes.clock import FakeTime
from tests.fakes.flows import SmallFlows


@dataclass
class Post:
    """A sending channel. `answers` takes an (address, message) and may say no; `gate` holds every send while closed."""

    sent: list[tuple[str, str]] = field(default_factory=list)
    seqs: dict[str, list[int]] = field(default_factory=dict)
    previous: list[str | None] = field(default_factory=list)
    answers: Callable[[Address, Message], Outcome | None] = lambda address, message: None
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    under_way: int = 0
    before: Callable[[], Awaitable[None]] | None = None

    async def send(self, address: Address, message: Message, previous_ref: str | None) -> Outcome:
        self.under_way += 1
        await self.gate.wait()
        if self.before is not None:
            await self.before()
        self.under_way -= 1
        no = self.answers(address, message)
        if no is not None:
            return no
        self.sent.append((address.chat, message.text))
        self.seqs.setdefault(address.chat, []).append(message.seq)
        self.previous.append(previous_ref)
        return Sent(f"ref-{address.chat}-{message.seq}")

    def texts(self, chat: str) -> list[str]:
        return [text for to, text in self.sent if to == chat]


@dataclass
class Sleeps:
    """Waits that end at once when `open`, and are written down."""

    asked: list[float] = field(default_factory=list)
    open: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, seconds: float) -> None:
        self.asked.append(seconds)
        await self.open.wait()


@dataclass
class Service:
    database: Database
    time: FakeTime
    post: Post
    sleeps: Sleeps
    outbox: Outbox
    talk: Conversation
    numbers: count[int] = field(default_factory=count)

    def incoming(self, chat: str, text: str, id: str | None = None) -> Incoming:
        return Incoming(Address("telegram", "bot", chat), id or f"{next(self.numbers)}", Typed(text), self.time.now())

    async def say(self, chat: str, text: str) -> int:
        return (await self.talk.take(self.incoming(chat, text))).person_id


def make_service(database: Database, *domains: Domain, rate: float = 0, time: FakeTime | None = None) -> Service:
    time = time or FakeTime()
    post, sleeps = Post(), Sleeps()
    post.gate.set()
    sleeps.open.set()
    outbox = Outbox(database, {"telegram": post}, pace=Pace(rate), clock=time.clock, sleep=sleeps)
    talk = Conversation(database, SmallFlows(), domains, feeds=Feeds(database), delivery=outbox, clock=time.clock)
    return Service(database, time, post, sleeps, outbox, talk)
