"""Everybody presses at once, in two processes on one database, SQLite and PostgreSQL."""

from __future__ import annotations

import asyncio
import json
import sys
from asyncio.subprocess import PIPE, Process
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select, update

from bot.storage.engine import Database
from bot.storage.tables.mentors import boards, handoff_log, handoffs, mentors
from bot.storage.tables.people import people
from tests.bot.mentors.rows import NOON, handoff, mentor

REQUESTS, MENTORS, CAPACITY = 100, 20, 4
"""Twenty mentors have room for eighty: some press in vain, all reach their capacity."""
ROOT = Path(__file__).parents[4]
PATIENCE = 120
"""Seconds: the machine may have much else to do."""

Got = list[tuple[int, int]]


@pytest.fixture
async def asked(database: Database) -> Database:
    """A hundred wait, twenty mentors may take any of them."""
    async with database.write() as db:
        at = {"locale": "fr", "created_at": NOON, "last_seen_at": NOON}
        await db.execute(insert(people), [at | {"id": id} for id in range(1, REQUESTS + 1)])
        for id in range(1, REQUESTS + 1):
            await handoff(db, id)
        for id in range(1, MENTORS + 1):
            await mentor(db, id, capacity=CAPACITY)
    return database


@asynccontextmanager
async def process(*words: object) -> AsyncIterator[Process]:
    module = (sys.executable, "-m", "tests.bot.mentors.store.pressing")
    one = await asyncio.create_subprocess_exec(*module, *map(str, words), stdin=PIPE, stdout=PIPE, cwd=ROOT)
    try:
        yield one
    finally:
        if one.returncode is None:
            one.kill()
        await one.wait()


async def says(one: Process) -> str:
    assert one.stdout is not None
    return (await one.stdout.readline()).decode().strip()


async def together(processes: Sequence[Process], word: str) -> None:
    """All have said it; then all go on."""
    assert [await says(one) for one in processes] == [word] * len(processes)
    for one in processes:
        assert one.stdin is not None
        one.stdin.write(b"\n")


async def pressed(database: Database, how: str, times: int, *groups: tuple[int, int]) -> Got:
    """What came of it, in as many processes as there are groups of mentors."""
    address = database.url.render_as_string(hide_password=False)
    async with asyncio.timeout(PATIENCE), AsyncExitStack() as stack:
        opened = [await stack.enter_async_context(process(address, how, times, *group)) for group in groups]
        await together(opened, "ready")
        for _ in range(times if how == "careless" else 0):
            await together(opened, "looked")
            await together(opened, "taken")
        return [(mentor, one) for each in opened for mentor, one in json.loads(await says(each))]


async def held(database: Database) -> Counter[int]:
    """How many each mentor has."""
    async with database.read() as db:
        rows = await db.execute(select(handoffs.c.mentor_id).where(handoffs.c.state == "held"))
        return Counter(row.mentor_id for row in rows)


async def claims(database: Database) -> int:
    async with database.read() as db:
        return int(await db.scalar(select(func.count()).where(handoff_log.c.what == "claimed")) or 0)


async def test_all_press_at_once_and_each_request_goes_to_one(asked: Database) -> None:
    """Each mentor presses in two windows of each process: 0 double claims, capacity never passed."""
    everybody = (1, MENTORS)
    got = await pressed(asked, "claim", CAPACITY, everybody, everybody)
    taken = [one for _, one in got]
    assert len(taken) == len(set(taken)) == MENTORS * CAPACITY == await claims(asked)
    assert await held(asked) == Counter(mentor for mentor, _ in got)
    assert await held(asked) == Counter(dict.fromkeys(range(1, MENTORS + 1), CAPACITY))


async def test_nobody_is_left_over_while_there_is_room(asked: Database) -> None:
    """With room for all, the hundred are taken; the numbers of the board have no gap, whichever process gave them."""
    async with asked.write() as db:
        await db.execute(update(mentors).values(capacity=REQUESTS))
    half = MENTORS // 2
    got = await pressed(asked, "claim", REQUESTS // MENTORS, (1, half), (half + 1, MENTORS))
    assert Counter(one for _, one in got) == Counter(range(1, REQUESTS + 1))
    async with asked.read() as db:
        changes = (await db.scalars(select(handoffs.c.change).order_by(handoffs.c.change))).all()
        assert changes == list(range(1, REQUESTS + 1))
        assert await db.scalar(select(boards.c.number)) == REQUESTS


async def test_the_test_would_see_it(asked: Database) -> None:
    """Negative control: twenty who read first and then write, ten in each process, get the same person each time."""
    half, times = MENTORS // 2, REQUESTS // MENTORS
    got = await pressed(asked, "careless", times, (1, half), (half + 1, MENTORS))
    assert Counter(Counter(one for _, one in got).values()) == {MENTORS: times}
    assert (await held(asked)).total() == times, "the last to write has them, nineteen believe they do"
