"""Everybody at once, on SQLite and on PostgreSQL with two pools of connections as two processes have."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.engine import Database
from bot.storage.sealed import Identity
from bot.storage.tables.people import people
from bot.storage.tables.workshops import seats, workshops
from bot.workshops.store import seats as store
from tests.bot.workshops.rows import NOON, hold, talk

PEOPLE, WORKSHOPS, PLACES = 200, 10, 10
SEALER = Identity()
DAY = timedelta(days=1)


@pytest.fixture
async def processes(address: str) -> AsyncIterator[list[Database]]:
    """SQLite has one writing process."""
    opened = [await Database.open(address)]
    if opened[0].dialect == "postgresql":
        opened.append(await Database.open(address))
    async with opened[0].write() as db:
        at = {"locale": "fr", "created_at": NOON, "last_seen_at": NOON}
        await db.execute(insert(people), [at | {"id": id} for id in range(1, PEOPLE + 1)])
        for id in range(1, WORKSHOPS + 1):
            one = talk(id, 48.9, 2.35, NOON + DAY)
            await hold(db, replace(one, draft=replace(one.draft, seats=PLACES)))
    yield opened
    for database in opened:
        await database.close()


async def booked(database: Database) -> dict[int, int]:
    query = select(seats.c.workshop_id, func.count()).where(seats.c.state == "booked").group_by(seats.c.workshop_id)
    async with database.read() as db:
        return {row.workshop_id: int(row[1]) for row in await db.execute(query)}


async def counted(database: Database) -> set[int]:
    async with database.read() as db:
        return set((await db.execute(select(workshops.c.taken))).scalars())


async def test_nobody_is_booked_too_much(processes: list[Database]) -> None:
    """Each of 200 wants a seat in each of ten workshops of ten seats, in an order of their own."""
    chance = random.Random(4)

    async def person(id: int) -> None:
        for workshop_id in chance.sample(range(1, WORKSHOPS + 1), WORKSHOPS):
            async with processes[id % len(processes)].write() as db:
                await store.book(db, NOON, id, workshop_id, f"{id}/{workshop_id}")

    await asyncio.gather(*(person(id) for id in range(1, PEOPLE + 1)))
    assert await booked(processes[0]) == dict.fromkeys(range(1, WORKSHOPS + 1), PLACES)
    assert await counted(processes[0]) == {PLACES}
    async with processes[0].read() as db:
        waiting = await db.scalar(select(func.count()).where(seats.c.state == "waiting"))
    assert waiting == (PEOPLE - PLACES) * WORKSHOPS


async def test_booking_and_giving_up_at_once_loses_no_seat(processes: list[Database]) -> None:
    """At the end as many seats are counted as people have, and nobody waits while one is free."""
    chance = random.Random(5)

    async def person(id: int) -> None:
        for step in range(4):
            async with processes[(id + step) % len(processes)].write() as db:
                if chance.random() < 0.6:
                    await store.book(db, NOON, id, 1 + id % 2, f"{id}/{step}")
                else:
                    await store.give_up(db, SEALER, NOON, id, 1 + id % 2)

    await asyncio.gather(*(person(id) for id in range(1, PEOPLE + 1)))
    async with processes[0].read() as db:
        for workshop_id in (1, 2):
            taken = await db.scalar(select(workshops.c.taken).where(workshops.c.id == workshop_id))
            having = await store.of_workshop(db, workshop_id, "booked", "offered", "held")
            waiting = await store.of_workshop(db, workshop_id, "waiting")
            assert taken == len(having) <= PLACES
            assert not waiting or taken == PLACES


async def check_then_insert(db: AsyncConnection, person_id: int, both_looked: asyncio.Barrier) -> None:
    """What not to do: reads how many are taken, then takes one."""
    having = await db.scalar(select(func.count()).where(seats.c.workshop_id == 1, seats.c.state == "booked"))
    await both_looked.wait()
    if int(having or 0) < PLACES:
        row = {"key": f"{person_id}", "workshop_id": 1, "person_id": person_id, "state": "booked", "since": NOON}
        await db.execute(insert(seats).values(row))


@pytest.mark.parametrize("dialect", [pytest.param("postgresql", marks=pytest.mark.postgres)])
async def test_the_test_would_see_it(processes: list[Database]) -> None:
    """Negative control: two who check first and then insert get the last seat both; two who book do not."""
    async with processes[0].write() as db:
        for id in range(1, PLACES):
            await store.book(db, NOON, id, 1, f"{id}")
            await store.book(db, NOON, id, 2, f"{id}/2")
    both_looked = asyncio.Barrier(2)

    async def careless(process: int, id: int) -> None:
        async with processes[process].write() as db:
            await check_then_insert(db, id, both_looked)

    async def careful(process: int, id: int) -> None:
        async with processes[process].write() as db:
            await store.book(db, NOON, id, 2, f"{id}/2")

    await asyncio.gather(careless(0, 101), careless(1, 102), careful(0, 103), careful(1, 104))
    found = await booked(processes[0])
    assert (found[1], found[2]) == (PLACES + 1, PLACES)
