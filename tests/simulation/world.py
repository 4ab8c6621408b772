"""One history: persons, mentors and staff do what chance says, over the real conversation and the real room.

The clock is virtual, channels are fakes. Every history has mentors and a language of its own, so that many fit one
database. What was said and accepted is kept here, for `checks` to compare with what came of it.
"""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from sqlalchemy import delete, select, update

from bot.channels.model import Address, Incoming, Message, Said
from bot.channels.pace import Pace
from bot.channels.sending import RetryAfter
from bot.conversation import Conversation
from bot.mentors.model import OUTCOMES, Handoff
from bot.mentors.store import bans, handoffs, held_lines, promises, queue, slots, talk, transfers
from bot.mentors.store import held as looked_at
from bot.outbox import Outbox
from bot.ports import Domain, Later, Line, Outcome, Turn
from bot.storage.engine import Database
from bot.storage.feeds import Feeds
from bot.storage.sealed import Identity
from bot.storage.tables import mentors as t
from bot.storage.tables.accounts import accounts
from bot.storage.tables.later import events
from bot.storage.tables.people import people
from bot.storage.transcripts import StoredTranscripts
from flows.events import Aside, JsonValue, Received, Started, Tapped, Typed, Unsupported
from tests.bot.mentors.room import made
from tests.bot.mentors.rows import CHIEF, mentor
from tests.bot.outbox.house import Post
from tests.fakes.clock import FakeTime
from tests.fakes.flows import SmallFlows

SEALER = Identity()
CHANNEL = "telegram"
"""Where lines are sent; the web reads them."""
REMINDER, ASKED = "sim.reminder", "sim_rappel"
"""A booked reminder: a line, and a question aside."""
TOPIC = "cv"
NUMBER = "06 12 34 56 78"
"""In what people say now and then: their mentor never reads it."""

Payload = Mapping[str, JsonValue]


@dataclass
class Who:
    """A person: `said` are the words of their own lines, in order."""

    id: int
    address: Address
    said: list[str] = field(default_factory=list)
    reminded: list[str] = field(default_factory=list)


@dataclass
class Sentence:
    """What a mentor said and we accepted. `excused`: something happened after which it need not appear."""

    person_id: int
    account_id: int
    text: str
    excused: bool = False


@dataclass
class World:
    database: Database
    time: FakeTime
    chance: random.Random
    number: int
    people: dict[int, Who] = field(default_factory=dict)
    mentors: list[int] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    """The story so far, for whoever reads a failure."""
    ids: count[int] = field(default_factory=lambda: count(1))
    asked: tuple[str, dict[str, JsonValue]] = ("", {})
    post: Post = field(default_factory=Post)
    """Telegram: what reached anybody there, in order."""
    line_is_bad: bool = True

    # -- made -------------------------------------------------------------------------------------------------
    async def begin(self) -> None:
        async with self.database.write() as db:
            for place in range(self.chance.choice((1, 2, 2, 3))):
                id = self.number * 10 + place + 1000
                await mentor(
                    db, id, languages=[self.language], alias=f"Mentor {id}", created_at=self.now,
                    level=self.chance.choice(("minors", "minors", "adults")), topics=[TOPIC],
                    expires_at=self.now + timedelta(minutes=self.chance.choice((20, 90, 5000, 5000))),
                    on_duty_until=self.now + timedelta(minutes=self.chance.choice((0, 60, 600))),
                    capacity=self.chance.choice((1, 2)),
                )  # fmt: skip
                self.mentors.append(id)
        self.restart()
        for place in range(self.chance.choice((1, 1, 2, 3))):
            channel = self.chance.choice(("web", CHANNEL))
            address = Address(channel, "bot", f"{self.number}.{place}")
            answer = await self.talk.take(self.incoming(address, Started(("fr",))))
            self.people[answer.person_id] = Who(answer.person_id, address)
            async with self.database.write() as db:
                band = self.chance.choice(("older", "older", "older", "15_17"))
                await db.execute(update(people).where(people.c.id == answer.person_id).values(age_band=band))
        await self.asks()
        await self.takes()

    def restart(self) -> None:
        """A new process: nothing is left of the old one but what it committed. What it sends now and then fails."""
        self.outbox = Outbox(self.database, {CHANNEL: self.post}, pace=Pace(0), clock=self.time.clock, sleep=_at_once)
        self.post.answers = self._fails
        self.post.gate.set()
        room = made(self.database, self.time, may_release=True)
        self.actions = room.actions
        sim = Domain("sim", {"sim": self._act}, events={REMINDER: _remind})
        feeds = Feeds(self.database)
        self.talk = Conversation(
            self.database, SmallFlows(), (room, sim), feeds=feeds, delivery=self.outbox, clock=self.time.clock
        )
        self.transcripts = StoredTranscripts(self.database, feeds, SEALER)

    async def _act(self, turn: Turn, answers: Payload, args: Payload) -> Outcome:
        """An action of the room, as a flow asks for it."""
        name, given = self.asked
        return await self.actions[name](turn, {}, given)

    async def end(self) -> None:
        """Nothing of this history happens later."""
        async with self.database.write() as db:
            await db.execute(delete(events).where(events.c.person_id.in_(list(self.people))))

    @property
    def language(self) -> str:
        return f"l{self.number}"

    @property
    def now(self) -> datetime:
        return self.time.now()

    def incoming(self, address: Address, said: Said, id: str | None = None) -> Incoming:
        return Incoming(address, id or f"{self.number}.{next(self.ids)}", said, self.now, ("fr",))

    async def settle(self) -> None:
        """Everything due has happened, and was sent as far as the line allows."""
        await self.talk.work()
        while True:
            await self.outbox.idle()
            await self.talk.idle()
            if not await self.outbox.sweep():
                return

    def _fails(self, address: Address, message: Message) -> RetryAfter | None:
        return RetryAfter(3) if self.line_is_bad and self.chance.random() < 0.1 else None

    # -- what can happen --------------------------------------------------------------------------------------
    async def step(self) -> None:
        self.time.forward(milliseconds=1)
        deeds = list(DEEDS)
        deed = self.chance.choices(deeds, [DEEDS[one] for one in deeds])[0]
        what = await getattr(self, deed)()
        self.done.append(f"{self.now:%d %H:%M} {deed} {what or ''}".rstrip())

    def _somebody(self) -> Who:
        return self.chance.choice(list(self.people.values()))

    async def say(self, who: Who, said: Said, own: str | None, id: str | None = None) -> None:
        if own is not None:
            who.said.append(own)
        await self.talk.take(self.incoming(who.address, said, id))

    async def speaks(self) -> str:
        who, text = self._somebody(), f"p{next(self.ids)}"
        text += self.chance.choice(("", "", f" appelle {NUMBER}"))
        id = f"{self.number}.{text}"
        await self.say(who, Typed(text), text, id)
        if self.chance.random() < 0.2:
            await self.say(who, Typed(text), None, id)
        return f"{who.id} {text}"

    async def speaks_fast(self) -> str:
        """Several lines of several people in one batch."""
        some = [(self._somebody(), f"p{next(self.ids)}") for _ in range(4)]
        for who, text in some:
            who.said.append(text)
        await self.talk.take_many([self.incoming(who.address, Typed(text)) for who, text in some])
        return ", ".join(f"{who.id} {text}" for who, text in some)

    async def sends(self) -> str:
        who, text = self._somebody(), f"p{next(self.ids)}"
        said = self.chance.choice(
            (Received(text, "a.jpg", "image/jpeg", text), Unsupported("edit", Typed(text)), Unsupported("poll"))
        )
        await self.say(who, said, None)
        return f"{who.id} {said}"

    async def calls_sos(self) -> str:
        who = self._somebody()
        await self.say(who, Typed("SOS"), "SOS")
        return str(who.id)

    async def asks(self) -> str:
        who = self._somebody()
        self.asked = "mentors.agree", {}
        await self.say(who, Typed("do sim"), "do sim")
        self.asked = "mentors.ask", {"topic": TOPIC, "languages": [self.language]}
        await self.say(who, Typed("do sim"), "do sim")
        return str(who.id)

    async def taps(self) -> str:
        """A button of the room, of any line so far."""
        who = self._somebody()
        lines = await self.transcripts.read(who.id, 0)
        ids = [button.id for line in lines for button in (*line.choices, *line.controls)]
        ours = [id for id in ids if id.startswith("!m:")]
        if not ours:
            return ""
        id = self.chance.choice(ours)
        if id.startswith("!m:report") and self.chance.random() < 0.7:
            return ""
        if id.startswith(("!m:report", "!m:leave", "!m:erase")):
            self._excuse(person_id=who.id)
        await self.say(who, Tapped(id), None)
        return f"{who.id} {id}"

    async def books(self) -> str:
        who, account = self._somebody(), self.chance.choice(self.mentors)
        key = f"slot{self.number}.{next(self.ids)}"
        starts = self.now + timedelta(minutes=self.chance.choice((20, 40, 120)))
        async with self.database.write() as db:
            await slots.give(db, account, starts, 30, key, self.now)
        self.asked = "mentors.book", {"topic": TOPIC, "language": self.language, "slot": key}
        await self.say(who, Typed("do sim"), "do sim")
        return f"{who.id} with {account} at {starts:%H:%M}"

    async def is_reminded(self) -> str:
        """A reminder is planned."""
        who, name = self._somebody(), f"r{next(self.ids)}"
        due = self.now + timedelta(minutes=self.chance.choice((0, 3, 15)))
        row = {"person_id": who.id, "kind": REMINDER, "key": f"{self.number}/{name}", "due_at": due}
        async with self.database.write() as db:
            payload = SEALER.seal(who.id, f'{{"name": "{name}"}}'.encode())
            await db.execute(events.insert().values(row | {"payload": payload}))
        who.reminded.append(name)
        return f"{who.id} {name} {due:%H:%M}"

    async def passes(self) -> str:
        minutes = self.chance.choice((0.1, 0.1, 1, 1, 4, 6, 11, 45))
        self.time.forward(minutes=minutes)
        # What was said before a vetting ended, and is heard after it, is not said.
        await self._excuse_expired()
        return f"{minutes} min"

    async def restarts(self) -> None:
        await self.talk.idle()
        await self.outbox.close()
        await self.talk.idle()
        self.restart()
        await self.outbox.start()

    # -- mentors ----------------------------------------------------------------------------------------------
    async def takes(self) -> str:
        account = self.chance.choice(self.mentors)
        async with self.database.read() as db:
            if not await queue.waiting_for(db, account, self.now):
                account = self.chance.choice(self.mentors)
        async with self.database.write() as db:
            capacity = await db.scalar(select(t.mentors.c.capacity).where(t.mentors.c.account_id == account))
            held = await handoffs.found(db, t.handoffs.c.mentor_id == account, t.handoffs.c.state == "held")
            taken = await queue.claim(db, SEALER, self.now, account)
        assert taken is None or len(held) < (capacity or 0), "more than they wanted"
        return f"{account}: {taken and taken.person_id}"

    async def _held(self) -> tuple[int, Handoff] | None:
        async with self.database.read() as db:
            held = await handoffs.found(db, t.handoffs.c.mentor_id.in_(self.mentors), t.handoffs.c.state == "held")
            if not held:
                return None
            one = self.chance.choice(held)
            account = one.mentor_id or 0
            return (account, one) if await handoffs.of_mentor(db, account, one.id, self.now) else None

    async def answers(self) -> str:
        if (mine := await self._held()) is None:
            return ""
        account, held = mine
        text = f"m{next(self.ids)}"
        for _ in range(self.chance.choice((1, 1, 2))):
            async with self.database.write() as db:
                said = await talk.say(db, SEALER, self.now, account, held.id, f"{self.number}{text}", text)
            assert said is not None
        self.sentences.append(Sentence(held.person_id, account, text))
        return f"{account} to {held.person_id}: {text}"

    async def writes_a_number(self) -> str:
        """A sentence that is held until a coordinator has looked at it."""
        if (mine := await self._held()) is None:
            return ""
        account, held = mine
        text = f"m{next(self.ids)}"
        async with self.database.write() as db:
            id = f"{self.number}{text}"
            assert await held_lines.hold(db, SEALER, self.now, account, held.id, id, text, (), ["phone"])
        return f"{account} to {held.person_id}: {text}"

    async def decides(self) -> str:
        """A coordinator, about the sentences that are held."""
        async with self.database.write() as db:
            waiting = [one for one in await looked_at.waiting(db) if one.person_id in self.people]
            for one in waiting:
                whole = await looked_at.load(db, SEALER, one.id)
                if self.chance.random() < 0.3:
                    await looked_at.refuse(db, SEALER, self.now, CHIEF, one.id, "non")
                elif await looked_at.let_through(db, SEALER, self.now, CHIEF, one.id) == "let_through":
                    self.sentences.append(Sentence(one.person_id, one.account_id, whole.text if whole else ""))
        return f"about {len(waiting)}"

    async def ends(self) -> str:
        if (mine := await self._held()) is None:
            return ""
        account, held = mine
        async with self.database.write() as db:
            if self.chance.random() < 0.3:
                await promises.make(db, SEALER, self.now, account, held.id, "x", self.now + timedelta(minutes=30))
            if self.chance.random() < 0.5:
                assert await talk.close(db, SEALER, self.now, account, held.id, self.chance.choice(list(OUTCOMES)))
            else:
                assert await talk.give_back(db, SEALER, self.now, account, held.id, self.chance.choice(("cv", "menu")))
        return f"{account} with {held.person_id}"

    async def offers(self) -> str:
        if (mine := await self._held()) is None or len(self.mentors) == 1:
            return ""
        account, held = mine
        other = self.chance.choice(self.mentors)
        async with self.database.write() as db:
            await transfers.offer(db, SEALER, self.now, account, held.id, other, "")
        return f"{account} to {other}"

    async def answers_offer(self) -> str:
        account = self.chance.choice(self.mentors)
        how = self.chance.choice(("accept", "accept", "decline", "take_back"))
        async with self.database.write() as db:
            if how == "take_back":
                for one in await transfers.open_from(db, SEALER, account):
                    await transfers.take_back(db, self.now, account, one.id)
            for one in await transfers.open_to(db, SEALER, account, self.now):
                if how == "accept":
                    await transfers.accept(db, SEALER, self.now, account, one.id)
                elif how == "decline":
                    await transfers.decline(db, self.now, account, one.id)
        return f"{account} {how}"

    async def comes_or_goes(self) -> str:
        account = self.chance.choice(self.mentors)
        until = self.now + timedelta(minutes=self.chance.choice((-1, 30, 300)))
        async with self.database.write() as db:
            mine = update(t.mentors).where(t.mentors.c.account_id == account)
            await db.execute(mine.values(on_duty_until=until))
        return f"{account} until {until:%H:%M}"

    # -- staff ------------------------------------------------------------------------------------------------
    async def vets(self) -> str:
        account = self.chance.choice(self.mentors)
        ends = self.now + timedelta(minutes=self.chance.choice((30, 3000)))
        row = {"account_id": account, "level": "minors", "expires_at": ends, "by_account": CHIEF, "at": self.now}
        async with self.database.write() as db:
            await db.execute(t.vettings.insert().values(row))
            await db.execute(update(accounts).where(accounts.c.id == account).values(disabled_at=None))
        return f"{account} until {ends:%H:%M}"

    async def bans(self) -> str:
        who = self._somebody()
        async with self.database.write() as db:
            if not await bans.ban(db, SEALER, self.now, who.id, CHIEF):
                await bans.lift(db, who.id)
                return f"not {who.id}"
        self._excuse(person_id=who.id)
        return str(who.id)

    async def cuts_off(self) -> str:
        account = self.chance.choice(self.mentors)
        async with self.database.write() as db:
            if self.chance.random() < 0.5:
                await db.execute(update(accounts).where(accounts.c.id == account).values(disabled_at=self.now))
            else:
                mine = update(t.vettings).where(t.vettings.c.account_id == account)
                await db.execute(mine.values(withdrawn_at=self.now))
            await queue.cut_off(db, SEALER, self.now)
        self._excuse(account_id=account)
        return str(account)

    async def everybody_leaves(self) -> None:
        for who in self.people.values():
            self._excuse(person_id=who.id)
            await self.say(who, Tapped("!m:leave"), None)

    # -- excuses ----------------------------------------------------------------------------------------------
    def _excuse(self, person_id: int | None = None, account_id: int | None = None) -> None:
        for one in self.sentences:
            if one.person_id == person_id or one.account_id == account_id:
                one.excused = True

    async def _excuse_expired(self) -> None:
        async with self.database.read() as db:
            good = t.vettings.c.withdrawn_at.is_(None) & (t.vettings.c.expires_at > self.now)
            for account in self.mentors:
                mine = select(t.vettings.c.level).where(t.vettings.c.account_id == account, good)
                if "minors" not in (await db.scalars(mine)).all():
                    self._excuse(account_id=account)


DEEDS = {
    "speaks": 6, "speaks_fast": 1, "sends": 2, "calls_sos": 1, "asks": 7, "taps": 4, "books": 1.5, "is_reminded": 2,
    "passes": 5, "restarts": 0.5, "takes": 14, "answers": 12, "ends": 3, "offers": 4, "answers_offer": 3,
    "comes_or_goes": 1, "vets": 1, "cuts_off": 1, "bans": 0.5,
    "writes_a_number": 3, "decides": 2,
}  # fmt: skip
"""What happens, and how often."""


async def _at_once(seconds: float) -> None:
    """Nobody waits for the pace of a chat here."""


async def _remind(turn: Turn, payload: Payload) -> Outcome:
    name = str(payload["name"])
    return Outcome(lines=(Line(f"Rappel {name}"),), aside=Aside(ASKED, name, "yes"))


Deed = Callable[[], Awaitable[str | None]]
__all__ = ["ASKED", "Later", "Sentence", "Who", "World"]
