"""What is noted after a workshop is noted of who had a seat there, and once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import insert, select

from bot.storage import consents
from bot.storage.engine import Database
from bot.storage.tables.people import people
from bot.storage.tables.workshops import seats as table
from bot.workshops.store import after, seats
from tests.bot.workshops.rows import NOON, hold, talk


@pytest.fixture
async def house(database: Database) -> Database:
    """Person 1 has a seat in workshop 1, person 2 none."""
    async with database.write() as db:
        at = {"locale": "fr", "created_at": NOON, "last_seen_at": NOON}
        await db.execute(insert(people), [at | {"id": id} for id in (1, 2)])
        one = talk(1, 48.9, 2.35, NOON.replace(day=25))
        await hold(db, replace(one, draft=replace(one.draft, seats=9)))
        await seats.book(db, NOON, 1, 1, "seat")
    return database


async def test_asked_once_and_only_who_allows_it(house: Database) -> None:
    async with house.write() as db:
        assert not await after.may_ask(db, 1, 1), "nobody asked whether they may"
        for agreed in (False, True):
            await consents.decide(db, NOON, 1, "follow_up", agreed=agreed)
            assert await after.may_ask(db, 1, 1) is agreed
        assert await after.asked(db, NOON, 1, 1)
        assert not await after.asked(db, NOON, 1, 1)
        assert not await after.may_ask(db, 1, 1)
        assert not await after.asked(db, NOON, 2, 1)


async def test_only_who_came_says_what_it_brought(house: Database) -> None:
    async with house.write() as db:
        await after.useful(db, 1, 1, 2)
        assert not await after.to_cv(db, 1, 1)
        await seats.attended(db, NOON, 1, 1, came=True)
        await after.useful(db, 1, 1, 1)
        assert await after.to_cv(db, 1, 1)
        assert not await after.to_cv(db, 2, 1)
        row = (await db.execute(select(table))).one()
    assert (row.useful, row.on_cv) == (1, True)
