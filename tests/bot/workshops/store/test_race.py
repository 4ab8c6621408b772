"""Everybody at once, from two processes on one database: SQLite's file and PostgreSQL."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, insert, select

from bot.storage.engine import Database
from bot.storage.tables.people import people
from bot.storage.tables.workshops import seats, workshops
from bot.workshops.store import seats as store
from tests.bot.workshops.rows import NOON, hold, talk
from tests.bot.workshops.store.racer import (
    FULL_FOR_THE_CAREFUL,
    FULL_FOR_THE_CARELESS,
    PEOPLE,
    PLACES,
    PROCESSES,
    WORKSHOPS,
)

DAY = timedelta(days=1)


@pytest.fixture
async def held(database: Database) -> Database:
    async with database.write() as db:
        at = {"locale": "fr", "created_at": NOON, "last_seen_at": NOON}
        await db.execute(insert(people), [at | {"id": id} for id in range(1, PEOPLE + 1)])
        for id in range(1, WORKSHOPS + 1):
            one = talk(id, 48.9, 2.35, NOON + DAY)
            await hold(db, replace(one, draft=replace(one.draft, seats=PLACES)))
    return database


@asynccontextmanager
async def racers(deed: str, address: str) -> AsyncIterator[list[Process]]:
    """Two processes that are ready and wait for a line of ours; at the end they have ended, without an error."""
    command = (sys.executable, "-m", "tests.bot.workshops.store.racer", deed)
    started = [
        await asyncio.create_subprocess_exec(*command, str(number), address, stdin=PIPE, stdout=PIPE)
        for number in range(PROCESSES)
    ]
    try:
        await both_are(started, "ready")
        yield started
        await both_are(started, "done")
        assert [await one.wait() for one in started] == [0] * PROCESSES
    finally:
        for one in started:
            if one.returncode is None:
                one.kill()
            await one.wait()


async def both_are(started: list[Process], what: str) -> None:
    for one in started:
        assert one.stdout is not None
        assert (await one.stdout.readline()).decode().strip() == what


def go_on(started: list[Process]) -> None:
    for one in started:
        assert one.stdin is not None
        one.stdin.write(b"go\n")


async def booked(database: Database) -> dict[int, int]:
    query = select(seats.c.workshop_id, func.count()).where(seats.c.state == "booked").group_by(seats.c.workshop_id)
    async with database.read() as db:
        return {row.workshop_id: int(row[1]) for row in await db.execute(query)}


async def test_nobody_is_booked_too_much(held: Database, address: str) -> None:
    """200 people, ten seats in each of ten workshops, 2,000 bookings: none oversold, no error, nobody forgotten."""
    async with racers("book", address) as started:
        go_on(started)
    assert await booked(held) == dict.fromkeys(range(1, WORKSHOPS + 1), PLACES)
    async with held.read() as db:
        assert set((await db.execute(select(workshops.c.taken))).scalars()) == {PLACES}
        waiting = await db.scalar(select(func.count()).where(seats.c.state == "waiting"))
        both = select(func.count(func.distinct(seats.c.person_id % PROCESSES))).where(seats.c.state == "booked")
        assert await db.scalar(both) == PROCESSES, "one process did not book all before the other began"
    assert waiting == (PEOPLE - PLACES) * WORKSHOPS


async def test_booking_and_giving_up_at_once_loses_no_seat(held: Database, address: str) -> None:
    """At the end as many seats are counted as people have, and nobody waits while one is free."""
    async with racers("waver", address) as started:
        go_on(started)
    async with held.read() as db:
        for workshop_id in (1, 2):
            taken = await db.scalar(select(workshops.c.taken).where(workshops.c.id == workshop_id))
            having = await store.of_workshop(db, workshop_id, "booked", "offered", "held")
            waiting = await store.of_workshop(db, workshop_id, "waiting")
            assert taken == len(having) <= PLACES
            assert not waiting or taken == PLACES


@pytest.mark.parametrize("dialect", [pytest.param("postgresql", marks=pytest.mark.postgres)])
async def test_the_test_would_see_it(held: Database, address: str) -> None:
    """Negative control: two who check first and then insert get the last seat both; two who book do not."""
    async with held.write() as db:
        for id in range(1, PLACES):
            await store.book(db, NOON, id, FULL_FOR_THE_CARELESS, f"{id}")
            await store.book(db, NOON, id, FULL_FOR_THE_CAREFUL, f"{id}/2")
    async with racers("careless", address) as started:
        go_on(started)
        await both_are(started, "looked")
        go_on(started)
    async with racers("careful", address) as started:
        go_on(started)
    found = await booked(held)
    assert (found[FULL_FOR_THE_CARELESS], found[FULL_FOR_THE_CAREFUL]) == (PLACES + 1, PLACES)
