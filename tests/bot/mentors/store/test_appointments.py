"""One slot, one winner; moved and cancelled; only with somebody who may."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.mentors.store import appointments as store
from bot.mentors.store import slots as given
from bot.mentors.store.appointments import Asked
from bot.storage.engine import Database
from bot.storage.tables import mentors as t
from bot.storage.tables.accounts import accounts
from tests.bot.mentors.rows import NOON, handoff, mentor
from tests.bot.storage.rows import person

PEOPLE = 60
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ASKED = Asked("cv", ("fr",), "adults")
MINOR = Asked("cv", ("fr",), "minors")


async def slot(db: AsyncConnection, key: str, hours: float, id: int = 1) -> str:
    assert await given.give(db, id, NOON + hours * HOUR, 30, key, NOON)
    return key


async def state_of(database: Database, key: str) -> str:
    async with database.read() as db:
        return str(await db.scalar(select(t.slots.c.state).where(t.slots.c.key == key)))


async def test_booked_once_however_often_it_is_tapped(database: Database) -> None:
    await person(database, 1)
    async with database.write() as db:
        await mentor(db, 1)
        await slot(db, "s", 24)
        (free,) = await store.free(db, NOON, 1, ASKED)
        assert (free.key, free.mentor) == ("s", "Mentor 1")
        first = await store.book(db, NOON, 1, ASKED, "s", "a1")
        again = await store.book(db, NOON, 1, ASKED, "s", "a2")
        assert await store.free(db, NOON, 1, ASKED) == []
    assert first is not None
    assert first == again
    assert (first.key, first.state, first.mentor, first.sequence) == ("a1", "booked", "Mentor 1", 0)


async def test_two_people_one_winner(database: Database) -> None:
    await person(database, 1)
    await person(database, 2)
    async with database.write() as db:
        await mentor(db, 1)
        await slot(db, "s", 24)
        assert await store.book(db, NOON, 1, ASKED, "s", "a1")
        assert await store.book(db, NOON, 2, ASKED, "s", "a2") is None
        assert await store.book(db, NOON, 2, ASKED, "nothing", "a3") is None


async def test_moved_it_keeps_its_name_and_the_old_time_is_free_for_others(database: Database) -> None:
    await person(database, 1)
    async with database.write() as db:
        await mentor(db, 1)
        await mentor(db, 2)
        await slot(db, "early", 24)
        await slot(db, "late", 48, id=2)
        await store.book(db, NOON, 1, ASKED, "early", "a1")
        moved = await store.book(db, NOON, 1, ASKED, "late", "a2")
        assert await store.coming(db, 1, NOON) == moved
    assert moved is not None
    assert (moved.key, moved.sequence, moved.account_id, moved.starts_at) == ("a1", 1, 2, NOON + 2 * DAY)
    assert (await state_of(database, "early"), await state_of(database, "late")) == ("free", "booked")


async def test_who_does_not_get_the_new_time_keeps_the_old_one(database: Database) -> None:
    await person(database, 1)
    await person(database, 2)
    async with database.write() as db:
        await mentor(db, 1)
        await slot(db, "mine", 24)
        await slot(db, "theirs", 48)
        mine = await store.book(db, NOON, 1, ASKED, "mine", "a1")
        await store.book(db, NOON, 2, ASKED, "theirs", "a2")
        assert await store.book(db, NOON, 1, ASKED, "theirs", "a3") is None
        assert await store.coming(db, 1, NOON) == mine


async def test_cancelled_by_the_person_others_may_have_it(database: Database) -> None:
    await person(database, 1)
    async with database.write() as db:
        await mentor(db, 1)
        await slot(db, "s", 24)
        await store.book(db, NOON, 1, ASKED, "s", "a1")
        gone = await store.cancel(db, NOON, 1)
        assert await store.cancel(db, NOON, 1) is None
        assert await store.coming(db, 1, NOON) is None
        assert [one.key for one in await store.free(db, NOON, 1, ASKED)] == ["s"]
        again = await store.book(db, NOON, 1, ASKED, "s", "a2")
    assert gone is not None
    assert again is not None
    assert (gone.state, gone.sequence, again.key, again.sequence) == ("cancelled", 1, "a2", 0)


async def test_taken_back_by_the_mentor_nobody_gets_it(database: Database) -> None:
    await person(database, 1)
    async with database.write() as db:
        await mentor(db, 1)
        await mentor(db, 2)
        await slot(db, "s", 24)
        assert await store.take_back(db, NOON, 1, "s") is None
        await store.book(db, NOON, 1, ASKED, "s", "a1")
        assert await store.take_back(db, NOON, 2, "s") is None
        gone = await store.take_back(db, NOON, 1, "s")
        assert await store.take_back(db, NOON, 1, "s") is None
        assert await store.free(db, NOON, 1, ASKED) == []
    assert gone is not None
    assert (gone.person_id, gone.sequence) == (1, 1)


@pytest.mark.parametrize(
    ("columns", "asked"),
    [
        ({"level": None}, ASKED),
        ({"level": "adults"}, MINOR),
        ({"expires_at": NOON + DAY}, ASKED),
        ({"trained_at": None}, ASKED),
        ({"languages": ("ar",)}, ASKED),
    ],
    ids=["not vetted", "not for minors", "vetted only until before it ends", "not trained", "no common language"],
)
async def test_only_with_a_mentor_who_may(database: Database, columns: dict[str, Any], asked: Asked) -> None:
    await person(database, 1)
    async with database.write() as db:
        await mentor(db, 1, **columns)
        await mentor(db, 2)
        await slot(db, "s", 24)
        assert await store.free(db, NOON, 1, asked) == []
        assert await store.book(db, NOON, 1, asked, "s", "a1") is None
        await slot(db, "other", 24, id=2)
        assert [one.key for one in await store.free(db, NOON, 1, asked)] == ["other"]


async def test_a_mentor_whose_account_is_closed_has_no_time(database: Database) -> None:
    await person(database, 1)
    async with database.write() as db:
        await mentor(db, 1)
        await slot(db, "s", 24)
        await db.execute(update(accounts).where(accounts.c.id == 1).values(disabled_at=NOON))
        assert await store.free(db, NOON, 1, ASKED) == []
        assert await store.book(db, NOON, 1, ASKED, "s", "a1") is None


async def test_never_again_with_somebody_they_reported(database: Database) -> None:
    await person(database, 1)
    await person(database, 2)
    async with database.write() as db:
        await mentor(db, 1)
        await slot(db, "s", 24)
        told = {"person_id": 1, "handoff_id": await handoff(db, 1, mentor_id=1), "account_id": 1, "at": NOON}
        await db.execute(t.reports.insert().values(told | {"evidence": b"[]"}))
        assert await store.free(db, NOON, 1, ASKED) == []
        assert await store.book(db, NOON, 1, ASKED, "s", "a1") is None
        assert await store.book(db, NOON, 2, ASKED, "s", "a2")


async def test_nobody_is_shown_what_begins_in_a_moment_and_the_mentor_they_know_comes_first(database: Database) -> None:
    async with database.write() as db:
        await mentor(db, 1)
        await mentor(db, 2)
        await slot(db, "now", 0.5)
        await slot(db, "one", 24)
        await slot(db, "two", 24, id=2)
        assert [one.key for one in await store.free(db, NOON, 1, ASKED)] == ["one"]
        assert [one.key for one in await store.free(db, NOON, 1, ASKED, first=2)] == ["two"]


async def test_from_one_state_to_the_next_only_once(database: Database) -> None:
    await person(database, 1)
    async with database.write() as db:
        await mentor(db, 1)
        await slot(db, "s", 24)
        made = await store.book(db, NOON, 1, ASKED, "s", "a1")
        assert made is not None
        assert await store.settle(db, NOON, made.id, "booked", "open", "service")
        assert not await store.settle(db, NOON, made.id, "booked", "open", "service")
        assert await store.cancel(db, NOON, 1) is None
        assert await store.settle(db, NOON, made.id, "open", "missed", "service")
        found = await store.by_id(db, made.id, 1)
        assert await store.by_id(db, made.id, 2) is None
    assert found is not None
    assert found.state == "missed"


async def test_the_language_is_the_best_that_both_speak(database: Database) -> None:
    await person(database, 1)
    async with database.write() as db:
        await mentor(db, 1, languages=("fr", "en"))
        await slot(db, "s", 24)
        made = await store.book(db, NOON, 1, Asked("cv", ("ar", "en", "fr"), "adults"), "s", "a1")
    assert made is not None
    assert made.language == "en"


# -- everybody at once ----------------------------------------------------------------------------------------
@pytest.fixture
async def processes(address: str) -> AsyncIterator[list[Database]]:
    """SQLite has one writing process."""
    opened = [await Database.open(address)]
    if opened[0].dialect == "postgresql":
        opened.append(await Database.open(address))
    for id in range(1, PEOPLE + 1):
        await person(opened[0], id)
    async with opened[0].write() as db:
        await mentor(db, 1)
        for number in range(10):
            await slot(db, f"s{number}", 24 + number)
    yield opened
    for database in opened:
        await database.close()


async def test_sixty_people_ten_slots_ten_winners(processes: list[Database]) -> None:
    async def tap(id: int) -> None:
        for number in range(10):
            async with processes[id % len(processes)].write() as db:
                await store.book(db, NOON, id, ASKED, f"s{(id + number) % 10}", f"a{id}/{number}")

    await asyncio.gather(*map(tap, range(1, PEOPLE + 1)))
    booked = t.appointments.c.state == "booked"
    async with processes[0].read() as db:
        a_slot = select(func.count()).where(booked).group_by(t.appointments.c.slot_id)
        assert list((await db.execute(a_slot)).scalars()) == [1] * 10
        a_person = select(func.count()).where(booked).group_by(t.appointments.c.person_id)
        assert set((await db.execute(a_person)).scalars()) == {1}
        assert set((await db.execute(select(t.slots.c.state))).scalars()) == {"booked"}
