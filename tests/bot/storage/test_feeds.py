"""Who listens hears of new lines once, the newest only; of another process's lines, too; and again after a loss."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import text, update

from bot.storage.engine import Database
from bot.storage.feeds import Feeds
from bot.storage.tables.people import people
from tests.bot.storage.rows import person

PATIENCE = 60.0


@asynccontextmanager
async def running(feeds: Feeds) -> AsyncIterator[None]:
    task = asyncio.create_task(feeds.run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def say(database: Database, feeds: Feeds, *pairs: tuple[int, int]) -> None:
    """New lines, as a turn of another process commits them."""
    async with database.write() as db:
        for person_id, seq in pairs:
            await db.execute(update(people).where(people.c.id == person_id).values(last_seq=seq))
        await feeds.announce(db, dict(pairs))


async def test_each_listener_hears_the_newest_once(database: Database) -> None:
    feeds = Feeds(database)
    with feeds.listen(1) as one, feeds.listen(1) as two, feeds.listen(2) as other:
        feeds.added({1: 3})
        feeds.added({1: 5})
        feeds.added({1: 4})
        assert await one.next() == await two.next() == 5
        for nothing in (one, other):
            waiting = asyncio.ensure_future(nothing.next())
            done, _ = await asyncio.wait({waiting}, timeout=0)
            assert not done
            waiting.cancel()
    feeds.added({1: 9})
    assert not feeds._listeners, "whoever left is forgotten"


async def test_a_listener_of_another_process_hears(address: str) -> None:
    here, there = await Database.open(address), await Database.open(address)
    feeds = Feeds(here)
    await person(there, 1)
    await person(there, 2)
    async with running(feeds), asyncio.timeout(PATIENCE):
        with feeds.listen(1) as listener:
            await say(there, Feeds(there), (1, 4), (2, 8))
            assert await listener.next() == 4
            await say(there, Feeds(there), (1, 6))
            assert await listener.next() == 6
    await here.close()
    await there.close()


async def test_many_people_at_once_fit_the_notices(postgres_address: str) -> None:
    here, there = await Database.open(postgres_address), await Database.open(postgres_address)
    feeds = Feeds(here)
    crowd = {number: 10**15 + number for number in range(10**15, 10**15 + 1000)}
    last = max(crowd)
    async with running(feeds), asyncio.timeout(PATIENCE):
        with feeds.listen(last) as listener:
            await listening(there)
            async with there.write() as db:
                await Feeds(there).announce(db, crowd)
            assert await listener.next() == crowd[last]
    await here.close()
    await there.close()


@pytest.mark.postgres
async def test_a_lost_connection_is_made_again_and_misses_nothing(postgres_address: str) -> None:
    here, there = await Database.open(postgres_address), await Database.open(postgres_address)
    feeds = Feeds(here)
    await person(there, 1)
    async with running(feeds), asyncio.timeout(PATIENCE):
        with feeds.listen(1) as listener:
            await say(there, feeds, (1, 1))
            assert await listener.next() == 1
            await cut(there)
            await say(there, Feeds(there), (1, 2))
            assert await listener.next() == 2
    await here.close()
    await there.close()


LISTENING = "SELECT pid FROM pg_stat_activity WHERE query LIKE 'LISTEN %' AND pid <> pg_backend_pid()"


async def listening(database: Database) -> list[int]:
    """The connections that LISTEN, once there are any."""
    while True:
        async with database.read() as db:
            found = [row.pid for row in await db.execute(text(LISTENING))]
        if found:
            return found


async def cut(database: Database) -> None:
    for pid in await listening(database):
        async with database.read() as db:
            await db.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
