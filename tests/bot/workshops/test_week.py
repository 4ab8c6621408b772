"""The week of "Place à l'emploi" on the bot as it runs by default: 1,300 people, 100 hosts, 200 workshops, one clock.

Nothing is oversold; no reminder is late, doubled or at night; who keeps their seat is reminded as promised.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import func, select, update

from bot import config
from bot.app import App, compose
from bot.channels.model import Address, Incoming, Message, Said
from bot.conversation.events import earliest
from bot.hours import is_night
from bot.reminding import BEFORE, ON_THE_WAY, Which, reminders
from bot.storage.bodies import open_message
from bot.storage.sealed import Identity
from bot.storage.tables.conversation import messages
from bot.storage.tables.later import parked
from bot.storage.tables.people import addresses
from bot.storage.tables.workshops import seats, workshops
from bot.workshops.model import TAKEN, Draft, Spot
from bot.workshops.store import edit
from bot.workshops.store.workshops import add, host, load
from flows.events import Started, Tapped, Typed
from tests.fakes.clock import FakeTime

PEOPLE, HOSTS, WORKSHOPS = 1300, 100, 200
MONDAY = datetime(2026, 11, 16, 7, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
PARIS = ZoneInfo("Europe/Paris")
SEALER = Identity()
TOWNS = {
    "Saint-Denis 93": (48.9362, 2.3574), "Lyon": (45.7580, 4.8351), "Lille": (50.6311, 3.0468),
    "Grenoble": (45.1842, 5.7155), "Nantes": (47.2383, -1.5603), "Bordeaux": (44.8638, -0.5862),
    "Marseille 1": (43.2999, 5.3830), "Rennes": (48.1159, -1.6884), "Toulouse": (43.6007, 1.4328),
}  # fmt: skip
ROUND, GROUP = 200, 25
"""People who write in one batch, as a busy service hears them; people who come at the same time."""
REMINDED = re.compile(r"Ton atelier «.Atelier (\d+).», c’est ")


@dataclass
class Week:
    app: App
    time: FakeTime
    chance: random.Random
    ids: Iterator[int]
    made: dict[int, int] = field(default_factory=dict)
    """Number in the title → id."""
    chats: dict[int, str] = field(default_factory=dict)
    first: set[tuple[int, int]] = field(default_factory=set)
    """Who got a seat at once: (person, workshop)."""
    waits_for: dict[str, list[Message]] = field(default_factory=dict)
    said: list[tuple[datetime, int, Message]] = field(default_factory=list)
    heard: set[tuple[int, int]] = field(default_factory=set)

    async def open(self) -> None:
        async with self.app.database.write() as db:
            for number in range(WORKSHOPS):
                lat, lon = self.chance.choice(list(TOWNS.values()))
                spot = Spot(
                    f"Salle {number}", "1 rue X", "Ville", "", "", lat + self.chance.uniform(-0.15, 0.15),
                    lon + self.chance.uniform(-0.15, 0.15),
                )  # fmt: skip
                starts = MONDAY + self.chance.uniform(1, 6.5) * DAY
                starts = starts.replace(minute=self.chance.choice([0, 30]), second=0, microsecond=0)
                draft = Draft(
                    f"Atelier {number}", starts, starts + 2 * HOUR, spot=spot, seats=self.chance.randint(3, 9)
                )
                host_id = await host(db, f"Hôte {number % HOSTS}", "", self.time.now())
                one = await add(db, draft, "open", f"key-{number}", self.time.now(), host_id)
                self.made[number] = one.id

    async def hear(self, spoken: dict[str, Said]) -> None:
        """All of them in batches; what they were asked is remembered."""
        ordered = list(spoken.items())
        for at in range(0, len(ordered), ROUND):
            group = [
                Incoming(Address("telegram", "bot", chat), f"u{next(self.ids)}", said, self.time.now(), ("fr",))
                for chat, said in ordered[at : at + ROUND]
            ]
            for incoming, answer in zip(group, await self.app.conversation.take_many(group), strict=True):
                self.waits_for[incoming.address.chat] = list(answer.messages)

    async def tap(self, wanted: dict[str, str]) -> None:
        """A button of the newest question, by the beginning of its label; people without it say nothing."""
        taps: dict[str, Said] = {}
        for chat, label in wanted.items():
            asked = [line for line in self.waits_for.get(chat, ()) if line.choices][-1:]
            found = [button for line in asked for button in line.choices if button.label.startswith(label)]
            if found:
                taps[chat] = Tapped(found[0].id)
        await self.hear(taps)

    async def arrive(self) -> None:
        """In groups: who comes later sees what the others left."""
        for first in range(0, PEOPLE, GROUP):
            chats = [f"p{number}" for number in range(first, min(first + GROUP, PEOPLE))]
            await self.hear({chat: Started(("fr",)) for chat in chats})
            await self.hear({chat: Typed("atelier") for chat in chats})
            await self.hear({chat: Typed(self.chance.choice(list(TOWNS))) for chat in chats})
            await self.tap({chat: f"{self.chance.randint(1, 3)} ·" for chat in chats})
            await self.tap(dict.fromkeys(chats, "D’accord"))
        async with self.app.database.read() as db:
            rows = await db.execute(select(addresses.c.person_id, addresses.c.chat))
            self.chats = {row.person_id: row.chat for row in rows}
            booked = select(seats.c.person_id, seats.c.workshop_id).where(seats.c.state == "booked")
            self.first = {(row.person_id, row.workshop_id) for row in await db.execute(booked)}

    async def goes_by(self, end: datetime) -> None:
        while (due := await self._next()) is not None and due <= end:
            self.time.at = max(due, self.time.at)
            await self.app.conversation.work()
            await self._answer()
        self.time.at = end

    async def _next(self) -> datetime | None:
        async with self.app.database.read() as db:
            return await earliest(db)

    async def _answer(self) -> None:
        """People answer what has just come: most come, some don't, some say nothing."""
        now = self.time.now()
        async with self.app.database.write() as db:
            fresh = (messages.c.created_at == now) & (messages.c.author == "bot") & (messages.c.priority == 2)
            rows = (
                await db.execute(select(messages).where(fresh).order_by(messages.c.person_id, messages.c.seq))
            ).all()
            # Telegram takes it: nothing of it is said again.
            await db.execute(update(messages).where(fresh, messages.c.state == "due").values(state="sent"))
        taps: dict[str, str] = {}
        for row in rows:
            line = open_message(self.app.keys, row.person_id, row.seq, row.author, row.body)
            if (row.person_id, row.seq) in self.heard:
                continue
            self.heard.add((row.person_id, row.seq))
            self.said.append((now, row.person_id, line))
            labels = [button.label for button in line.choices]
            if labels and self.chance.random() < 0.85:
                chat = self.chats[row.person_id]
                self.waits_for[chat] = [line]
                taps[chat] = labels[0] if self.chance.random() < 0.8 else labels[1]
        if taps:
            await self.tap(taps)

    async def hosts_change(self) -> None:
        """Two of them move, one is cancelled."""
        for _ in range(3):
            number = self.chance.randrange(WORKSHOPS)
            async with self.app.database.write() as db:
                one = (await load(db, [self.made[number]]))[self.made[number]]
                if one.draft.starts_at < self.time.now() + DAY:
                    continue
                if self.chance.random() < 0.3:
                    await edit.cancel(db, SEALER, self.time.now(), one.id)
                else:
                    by = self.chance.randint(-3, 5) * HOUR
                    after = replace(one.draft, starts_at=one.draft.starts_at + by, ends_at=one.draft.ends_at + by)
                    await edit.change(db, SEALER, self.time.now(), one.id, after)


async def test_the_week(tmp_path: Path) -> None:
    time = FakeTime(MONDAY)
    async with compose(config.load(data_dir=tmp_path), time.clock) as app:
        week = Week(app, time, random.Random(20261116), iter(range(10**9)))
        await week.open()
        await week.arrive()
        assert len(week.chats) == PEOPLE
        for half_day in range(1, 16):
            await week.goes_by(MONDAY + half_day * DAY / 2)
            await week.hosts_change()
        await nothing_is_oversold(app)
        await reminders_are_right(week)


async def nothing_is_oversold(app: App) -> None:
    async with app.database.read() as db:
        kept = func.count().filter(seats.c.state.in_((*TAKEN, "came", "missed")))
        query = select(workshops.c.id, workshops.c.seats, workshops.c.taken, kept.label("kept"))
        rows = (await db.execute(query.outerjoin(seats).group_by(workshops.c.id))).all()
        assert await db.scalar(select(func.count()).select_from(parked)) == 0
        booked = await db.scalar(select(func.count()).where(seats.c.state.in_((*TAKEN, "came", "missed"))))
        waited = await db.scalar(select(func.count()).where(seats.c.state.in_(("waiting", "given_up"))))
    assert all(row.kept <= row.seats and row.taken <= row.seats for row in rows)
    assert sum(row.kept == row.seats for row in rows) > HOSTS / 4, "many are full"
    assert int(booked or 0) > PEOPLE / 2
    assert int(waited or 0) > PEOPLE / 20


async def reminders_are_right(week: Week) -> None:
    async with week.app.database.read() as db:
        known = await load(db, week.made.values())
        rows = (await db.execute(select(seats))).all()
    told: Counter[tuple[int, int]] = Counter()
    moments = set()
    for at, person, line in week.said:
        assert not is_night(at, PARIS), (at, line.text)
        if found := REMINDED.match(line.text):
            id = week.made[int(found[1])]
            told[person, id] += 1
            moments.add((at, person, id))
    assert len(moments) == told.total() > PEOPLE, "none is said twice"
    changed = {id for id, one in known.items() if one.sequence}
    which: Counter[tuple[int, int, Which]] = Counter()
    for at, person, id in moments - {one for one in moments if one[2] in changed}:
        assert at <= known[id].draft.starts_at - ON_THE_WAY, "never when it is too late"
        which[person, id, promised(known[id].draft.starts_at)[at]] += 1
    assert {*which.values()} == {1}, "each once"
    assert {one for _, _, one in which} == {"day", "hours"}
    kept = {(row.person_id, row.workshop_id) for row in rows if row.state in ("booked", "came", "missed")}
    faithful = [(person, id) for person, id in kept & week.first if id not in changed]
    assert len(faithful) > PEOPLE / 3
    for person, id in faithful:
        assert told[person, id] == len(reminders(known[id].draft.starts_at, PARIS, MONDAY)), "as promised"
    for one in told:
        assert told[one] <= 2 or one[1] in changed


def promised(starts: datetime) -> dict[datetime, Which]:
    """The moments at which anybody may be reminded of it. **Why** each alone: who booked late may get only the last."""
    return {one.at: one.which for before in BEFORE for one in reminders(starts, PARIS, MONDAY, (before,))}
