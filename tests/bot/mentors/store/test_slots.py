"""Free half hours: once, every week, never two across each other, taken back."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from bot.mentors.rules.slots import Weekly
from bot.mentors.store import slots as store
from bot.storage.engine import Database
from bot.storage.tables import mentors as t
from tests.bot.mentors.rows import NOON, account, mentor
from tests.fakes.clock import FakeTime

PARIS = ZoneInfo("Europe/Paris")
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
SATURDAYS = Weekly(5, 600, 30, PARIS, NOON.date())
"""NOON is a Saturday, at 13:00 in Paris."""


async def starts(database: Database, id: int = 1) -> list[datetime]:
    async with database.read() as db:
        return [slot.starts_at for slot in await store.of_mentor(db, id, NOON)]


async def test_one_single_half_hour_and_nothing_more(database: Database) -> None:
    async with database.write() as db:
        await mentor(db, 1)
        assert await store.give(db, 1, NOON + HOUR, 30, "k1", NOON)
        (slot,) = await store.of_mentor(db, 1, NOON)
    assert (slot.key, slot.starts_at, slot.ends_at, slot.state) == ("k1", NOON + HOUR, NOON + 90 * MINUTE, "free")


async def test_two_of_theirs_never_lie_across_each_other_whatever_window_they_press_in(database: Database) -> None:
    async with database.write() as db:
        await mentor(db, 1)
        await mentor(db, 2)

    async def press(number: int) -> bool:
        async with database.write() as db:
            return await store.give(db, 1, NOON + HOUR + number * MINUTE, 30, f"k{number}", NOON)

    given = await asyncio.gather(*map(press, range(20)))
    assert sum(given) == 1
    async with database.write() as db:
        assert await store.give(db, 1, max(await starts(database)) + 30 * MINUTE, 20, "after", NOON)
        assert await store.give(db, 2, NOON + HOUR, 30, "another's", NOON)


async def test_only_mentors_give_time(database: Database) -> None:
    async with database.write() as db:
        await account(db, 7, "reader")
        assert not await store.give(db, 7, NOON + HOUR, 30, "k", NOON)
        assert await store.every_week(db, 7, SATURDAYS, NOON, FakeTime().new_id) == 0


async def test_every_week_there_are_four_weeks_of_it_and_each_day_adds_what_is_missing(database: Database) -> None:
    new_id = FakeTime().new_id
    async with database.write() as db:
        await mentor(db, 1)
        assert await store.every_week(db, 1, SATURDAYS, NOON, new_id) == 4
        assert await store.go_on(db, NOON, new_id) == 0
        assert await store.go_on(db, NOON + timedelta(days=7), new_id) == 1
        (series,) = await store.series_of(db, 1)
    found = await starts(database)
    assert [at.astimezone(PARIS).strftime("%d.%m %H:%M") for at in found] == [
        "28.11 10:00", "05.12 10:00", "12.12 10:00", "19.12 10:00", "26.12 10:00",
    ]  # fmt: skip
    assert series.weekly == SATURDAYS


async def test_what_was_taken_back_does_not_come_back_by_itself(database: Database) -> None:
    new_id = FakeTime().new_id
    async with database.write() as db:
        await mentor(db, 1)
        await store.every_week(db, 1, SATURDAYS, NOON, new_id)
        first = (await store.of_mentor(db, 1, NOON))[0]
        assert await store.withdraw(db, 1, first.key)
        assert not await store.withdraw(db, 1, first.key)
        assert await store.go_on(db, NOON, new_id) == 0
    assert first.starts_at not in await starts(database)
    async with database.write() as db:
        assert await store.give(db, 1, first.starts_at, 20, "again", NOON)
    assert first.starts_at in await starts(database)


async def test_a_series_that_ends_takes_back_what_is_free_and_keeps_what_is_booked(database: Database) -> None:
    new_id = FakeTime().new_id
    async with database.write() as db:
        await mentor(db, 1)
        await mentor(db, 2)
        await store.every_week(db, 1, SATURDAYS, NOON, new_id)
        first = (await store.of_mentor(db, 1, NOON))[0]
        await db.execute(t.slots.update().where(t.slots.c.key == first.key).values(state="booked"))
        (series,) = await store.series_of(db, 1)
        assert not await store.end_series(db, 2, series.id, NOON)
        assert await store.end_series(db, 1, series.id, NOON)
        assert not await store.end_series(db, 1, series.id, NOON)
        assert await store.go_on(db, NOON + timedelta(days=30), new_id) == 0
    assert await starts(database) == [first.starts_at]


async def test_nobody_takes_back_what_is_another_s_or_booked(database: Database) -> None:
    async with database.write() as db:
        await mentor(db, 1)
        await mentor(db, 2)
        await store.give(db, 1, NOON + HOUR, 30, "k1", NOON)
        assert not await store.withdraw(db, 2, "k1")
        await db.execute(t.slots.update().values(state="booked"))
        assert not await store.withdraw(db, 1, "k1")


async def test_a_weekly_time_lies_around_a_single_one(database: Database) -> None:
    new_id = FakeTime().new_id
    async with database.write() as db:
        await mentor(db, 1)
        at = datetime(2026, 11, 28, 10, 15, tzinfo=PARIS)
        await store.give(db, 1, at, 30, "single", NOON)
        assert await store.every_week(db, 1, SATURDAYS, NOON, new_id) == 3
        until = Weekly(6, 600, 30, PARIS, NOON.date(), date(2026, 11, 29))
        assert await store.every_week(db, 1, until, NOON, new_id) == 2
        rows = await db.scalar(select(func.count()).select_from(t.slots))
    assert rows == 6
