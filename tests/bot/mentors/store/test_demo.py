"""A demonstration has mentors who are there at every start; without `--demo` they may do nothing."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.demo import stage
from bot.invite import DEMO, DEMO_MENTORS, invite
from bot.mentors.model import Wish
from bot.mentors.store import access, appointments, queue, slots
from bot.mentors.store.appointments import Asked
from bot.mentors.store.demo import TIMES, account_of
from bot.mentors.store.handoffs import open_of
from bot.storage.engine import Database
from bot.storage.tables.later import events
from tests.bot.mentors.rows import SEALER, agreed
from tests.bot.storage.rows import person
from tests.fakes.clock import FakeTime

PARIS = ZoneInfo("Europe/Paris")
DAY = timedelta(days=1)
FIRST = next(iter(DEMO_MENTORS))


async def start(database: Database, time: FakeTime, *, demo: bool = True) -> int:
    """The account of the first mentor."""
    if demo:
        for role, name in DEMO:
            await invite(database, time.clock, "https://passerelle.example", role, name)
    await stage(database, time.clock, SEALER, PARIS, demo=demo)
    async with database.read() as db:
        id = await account_of(db, FIRST)
    assert id is not None
    return id


async def test_at_every_start_they_may_work_and_have_times_to_come(database: Database) -> None:
    time = FakeTime()
    for _ in range(3):
        id = await start(database, time)
        async with database.write() as db:
            mentor = await access.load(db, id, time.now())
            given = await slots.of_mentor(db, id, time.now())
        assert mentor is not None
        assert (mentor.alias, mentor.cleared, mentor.trained) == (DEMO_MENTORS[FIRST], frozenset({"minors"}), True)
        assert len(given) >= len(TIMES)
        assert len({slot.starts_at for slot in given}) == len(given)
        time.at += 20 * DAY


async def test_without_the_demonstration_they_are_cut_off_and_people_are_told(database: Database) -> None:
    time = FakeTime()
    id = await start(database, time)
    await person(database, 1)
    await person(database, 2)
    async with database.write() as db:
        await agreed(db, 1, 2)
        slot = (await slots.of_mentor(db, id, time.now()))[0]
        assert await appointments.book(db, time.now(), 1, Asked("cv", ("fr",), "minors"), slot.key, "a1")
        await queue.ask(db, SEALER, time.now(), 2, Wish("cv", ("fr",)), "minors", 1)
        assert await queue.claim(db, SEALER, time.now(), id)
    await start(database, time, demo=False)
    async with database.write() as db:
        waiting = await open_of(db, 2)
        assert await queue.claim(db, SEALER, time.now(), id) is None
        assert await slots.of_mentor(db, id, time.now()) == []
        assert await appointments.coming(db, 1, time.now()) is None
        news = set((await db.execute(select(events.c.kind))).scalars())
    assert waiting is not None
    assert (waiting.state, waiting.front) == ("waiting", True)
    assert {"mentors.off", "mentors.requeued"} <= news
    await start(database, time)
    async with database.write() as db:
        assert await queue.claim(db, SEALER, time.now(), id)


async def test_where_there_never_was_one_nothing_happens(database: Database) -> None:
    time = FakeTime()
    await stage(database, time.clock, SEALER, PARIS, demo=False)
    await stage(database, time.clock, SEALER, PARIS, demo=True)
    async with database.read() as db:
        assert await account_of(db, FIRST) is None
