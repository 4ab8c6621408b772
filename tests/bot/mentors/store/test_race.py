"""Everybody presses at once, on SQLite and on PostgreSQL with two pools of connections as two processes have."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.mentors.store import queue
from bot.storage.engine import Database
from bot.storage.tables.mentors import boards, handoff_log, handoffs, mentors
from bot.storage.tables.people import people
from tests.bot.mentors.rows import NOON, SEALER, handoff, mentor

REQUESTS, MENTORS, CAPACITY = 100, 20, 4
"""Twenty mentors have room for eighty: some press in vain, some reach their capacity."""


@pytest.fixture
async def processes(address: str) -> AsyncIterator[list[Database]]:
    """SQLite has one writing process."""
    opened = [await Database.open(address)]
    if opened[0].dialect == "postgresql":
        opened.append(await Database.open(address))
    async with opened[0].write() as db:
        at = {"locale": "fr", "created_at": NOON, "last_seen_at": NOON}
        await db.execute(insert(people), [at | {"id": id} for id in range(1, REQUESTS + 1)])
        for id in range(1, REQUESTS + 1):
            await handoff(db, id)
        for id in range(1, MENTORS + 1):
            await mentor(db, id, capacity=CAPACITY)
    yield opened
    for database in opened:
        await database.close()


async def held(database: Database) -> Counter[int]:
    """How many each mentor has."""
    async with database.read() as db:
        rows = await db.execute(select(handoffs.c.mentor_id).where(handoffs.c.state == "held"))
        return Counter(row.mentor_id for row in rows)


async def claims(database: Database) -> int:
    async with database.read() as db:
        return int(await db.scalar(select(func.count()).where(handoff_log.c.what == "claimed")) or 0)


async def test_all_press_at_once_and_each_request_goes_to_one(processes: list[Database]) -> None:
    """Each mentor presses in two windows at once until nothing comes: 0 double claims, capacity never passed."""
    got: list[int] = []

    async def window(id: int, number: int) -> None:
        for _ in range(CAPACITY):
            async with processes[number % len(processes)].write() as db:
                taken = await queue.claim(db, SEALER, NOON, id)
            if taken is not None:
                got.append(taken.id)

    await asyncio.gather(*(window(id, number) for id in range(1, MENTORS + 1) for number in range(2)))
    assert len(got) == len(set(got)) == MENTORS * CAPACITY == await claims(processes[0])
    assert await held(processes[0]) == Counter(dict.fromkeys(range(1, MENTORS + 1), CAPACITY))


async def test_nobody_is_left_over_while_there_is_room(processes: list[Database]) -> None:
    """With room for all, the hundred are taken in the order of the board, whose numbers have no gap."""
    async with processes[0].write() as db:
        await db.execute(update(mentors).values(capacity=REQUESTS))

    async def press(id: int, number: int) -> None:
        async with processes[number % len(processes)].write() as db:
            await queue.claim(db, SEALER, NOON, id)

    presses = ((1 + number % MENTORS, number) for number in range(REQUESTS))
    await asyncio.gather(*(press(id, number) for id, number in presses))
    async with processes[0].read() as db:
        changes = (await db.scalars(select(handoffs.c.change).order_by(handoffs.c.change))).all()
        assert changes == list(range(1, REQUESTS + 1))
        assert await db.scalar(select(boards.c.number)) == REQUESTS
    assert (await held(processes[0])).total() == REQUESTS


async def read_then_write(db: AsyncConnection, account_id: int, all_looked: asyncio.Barrier) -> int | None:
    """What not to do: looks who is first, then takes them."""
    first = await db.scalar(select(handoffs.c.id).where(handoffs.c.state == "waiting").order_by(handoffs.c.id).limit(1))
    await all_looked.wait()
    taken = {"state": "held", "mentor_id": account_id}
    await db.execute(update(handoffs).where(handoffs.c.id == first).values(**taken))
    return int(first) if first is not None else None


@pytest.mark.parametrize("dialect", [pytest.param("postgresql", marks=pytest.mark.postgres)])
async def test_the_test_would_see_it(processes: list[Database]) -> None:
    """Negative control: two who read first and then write get the same person both; two who claim do not."""
    all_looked = asyncio.Barrier(2)

    async def careless(process: int, id: int) -> int | None:
        async with processes[process].write() as db:
            return await read_then_write(db, id, all_looked)

    async def careful(process: int, id: int) -> int | None:
        async with processes[process].write() as db:
            taken = await queue.claim(db, SEALER, NOON, id)
            return taken.id if taken else None

    both = await asyncio.gather(careless(0, 1), careless(1, 2))
    assert len(set(both)) == 1
    assert len(set(await asyncio.gather(careful(0, 3), careful(1, 4)))) == 2
