"""The room inside a whole conversation: a person who talks, mentors who press, a clock that moves when told."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.model import Message, Said
from bot.mentors.model import Handoff, Wish
from bot.mentors.store import handoffs as read
from bot.mentors.store import people as known
from bot.mentors.store import queue, suggestions, talk
from bot.mentors.store.suggestions import Idea
from bot.storage.engine import Database
from bot.storage.tables.mentors import handoffs
from bot.storage.tables.people import people
from flows.events import Started
from tests.bot.conversation.house import House, make_house
from tests.bot.mentors.room import made
from tests.bot.mentors.rows import NOON, SEALER, mentor
from tests.fakes.clock import FakeTime
from tests.fakes.rewording import FakeRewording

PARIS = ZoneInfo("Europe/Paris")
CV = Wish("cv", ("fr",))


@dataclass
class Room:
    """One person on the web (`person`), mentors 1 and 2 on duty. `cv`: the person's."""

    house: House
    database: Database
    cv: FakeRewording
    person: int = 0
    seen: int = 0
    numbers: list[int] = field(default_factory=list)

    async def say(self, said: Said | str) -> list[Message]:
        """What is answered, news included."""
        await self.house.say("a", said)
        return await self.rest()

    async def rest(self) -> list[Message]:
        """All that was said since, but for the person's own lines."""
        await self.house.talk.work()
        lines = await self.house.transcripts.read(self.person, self.seen)
        self.seen = max([line.seq for line in lines], default=self.seen)
        return [line for line in lines if line.author != "me"]

    async def passes(self, **by: float) -> list[Message]:
        self.house.time.forward(**by)
        return await self.rest()

    async def ask(self, wish: Wish = CV) -> Handoff:
        """They wait, as the flow does it."""
        async with self.database.write() as db:
            await known.agree(db, self.person, "token", self.now)
            asked = await queue.ask(db, SEALER, self.now, self.person, wish, "adults", self.seen + 1)
            await known.set_mode(db, self.person, "waiting")
        return asked

    async def claim(self, account_id: int = 1) -> Handoff | None:
        async with self.database.write() as db:
            return await queue.claim(db, SEALER, self.now, account_id)

    async def answer(self, text: str, account_id: int = 1, id: str | None = None) -> bool:
        """A mentor's sentence, put down."""
        self.numbers.append(1)
        held = await self.handoff()
        async with self.database.write() as db:
            key = id or f"c{len(self.numbers)}"
            return await talk.say(db, SEALER, self.now, account_id, held.id, key, text) is not None

    async def suggest(self, idea: Idea, account_id: int = 1, id: str | None = None) -> bool:
        """A mentor's better words for a line of the CV, put down."""
        self.numbers.append(1)
        held = await self.handoff()
        async with self.database.write() as db:
            key = id or f"c{len(self.numbers)}"
            return await suggestions.offer(db, SEALER, self.now, account_id, held.id, key, idea) is not None

    async def handoff(self) -> Handoff:
        async with self.database.read() as db:
            found = await read.last_of(db, self.person)
        assert found is not None
        return found

    async def mode(self) -> str:
        async with self.database.read() as db:
            return str(await db.scalar(select(people.c.mode).where(people.c.id == self.person)))

    async def set(self, **values: Any) -> None:
        """Of all handoffs."""
        async with self.database.write() as db:
            await db.execute(update(handoffs).values(**values))

    @property
    def now(self) -> Any:
        return self.house.time.now()


async def talking(room: Room, *, answered: bool = True) -> Handoff:
    """Mentor 1 talks with them."""
    await room.ask()
    await room.claim()
    await room.rest()
    if answered:
        await room.answer("Salut")
        await room.rest()
    return await room.handoff()


async def make_room(database: Database) -> Room:
    time = FakeTime()
    assert time.now() == NOON
    cv = FakeRewording({"work 1 task 1": "Encaisser les clients", "skill 1": "Cuisiner"})
    house = make_house(database, made(database, time, cv=cv))
    house.time.at = NOON
    room = Room(house, database, cv)
    async with database.write() as db:
        await two_mentors(db)
    room.person = (await house.say("a", Started(("fr",)))).person_id
    await room.rest()
    return room


async def two_mentors(db: AsyncConnection) -> None:
    for id, alias in ((1, "Lina"), (2, "Marc")):
        until = NOON + timedelta(days=60)
        await mentor(db, id, alias=alias, on_duty_until=until, expires_at=until)
