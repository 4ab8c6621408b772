"""Counts and times for the coordinators."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.mentors.store.figures import Span, queue, span
from bot.storage.engine import Database
from bot.storage.tables import mentors as t
from tests.bot.mentors.rows import NOON, handoff, mentor
from tests.bot.storage.rows import person

WEEK = timedelta(days=7)


def ago(**by: float) -> datetime:
    return NOON - timedelta(**by)


async def test_of_nothing_there_are_no_figures(database: Database) -> None:
    async with database.read() as db:
        assert await span(db, NOON - WEEK, NOON) == Span(0, 0, 0, None, None, (0, 0, 0))
        assert await queue(db) == await queue(db)
        assert (await queue(db)).oldest is None
    assert Span(0, 0, 0, None, None, (0, 0, 0)).percent is None


async def test_who_waits_by_language(database: Database) -> None:
    for n in (1, 2, 3):
        await person(database, n)
    async with database.write() as db:
        await mentor(db, 9)
        await handoff(db, 1, asked_at=ago(minutes=5), languages=("fr", "ar"))
        await handoff(db, 2, asked_at=ago(minutes=9), languages=("ar",))
        await handoff(db, 3, asked_at=ago(hours=9), languages=("en",), state="held", mentor_id=9)
        found = await queue(db)
    assert (found.waiting, found.oldest) == (2, ago(minutes=9))
    assert found.languages == (("ar", 2, ago(minutes=9)), ("fr", 1, ago(minutes=5)))


async def test_half_and_nine_in_ten(database: Database) -> None:
    async with database.write() as db:
        await mentor(db, 9)
    for n in range(1, 12):
        await person(database, n)
        async with database.write() as db:
            asked = ago(days=1) if n < 11 else ago(days=8)
            smile = {1: 0, 2: 1, 3: 2, 4: 2}.get(n)
            first = asked + timedelta(minutes=n)
            await handoff(db, n, asked_at=asked, first_answer_at=first, state="closed", mentor_id=9, smile=smile)
    async with database.read() as db:
        found = await span(db, NOON - WEEK, NOON)
        four = await span(db, NOON - 4 * WEEK, NOON)
    assert (found.answered, found.half, found.most) == (10, timedelta(minutes=5), timedelta(minutes=9))
    assert found.smiles == (1, 1, 2)
    assert (four.answered, four.half, four.most) == (11, timedelta(minutes=6), timedelta(minutes=10))


async def test_a_promise_kept_late_is_not_kept(database: Database) -> None:
    await person(database, 1)
    due = ago(days=1)
    kept = (due, due - timedelta(hours=1), due + timedelta(microseconds=1), None)
    async with database.write() as db:
        await mentor(db, 9)
        id = await handoff(db, 1, state="closed", mentor_id=9)
        row = {"handoff_id": id, "person_id": 1, "account_id": 9, "made_at": ago(days=3), "due_at": due}
        for at in kept:
            await db.execute(t.promises.insert().values(row | {"kept_at": at}))
        await db.execute(t.promises.insert().values(row | {"let_off_at": ago(days=2)}))
        await db.execute(t.promises.insert().values(row | {"due_at": NOON + timedelta(days=1)}))
        await db.execute(t.promises.insert().values(row | {"due_at": ago(days=9)}))
        found = await span(db, NOON - WEEK, NOON)
    assert (found.due, found.kept, found.percent) == (4, 2, 50)
