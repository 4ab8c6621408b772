"""Rows of the same moment in one transaction; nobody goes on without theirs."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import Unavailable
from bot.storage.engine import Database
from bot.storage.tables.mentors import boards
from bot.storage.together import Together


class Boards:
    """Each row is a board's number. The first `down` writes fail at their end."""

    def __init__(self, database: Database, down: int = 0) -> None:
        self.together = Together[int](database, self.write)
        self.writes, self.down = 0, down

    async def write(self, db: AsyncConnection, rows: Sequence[int]) -> None:
        self.writes += 1
        await db.execute(boards.insert(), [{"name": str(row), "number": row} for row in rows])
        if self.writes <= self.down:
            raise Unavailable("away")


async def written(database: Database) -> list[int]:
    async with database.read() as db:
        return sorted((await db.scalars(select(boards.c.number))).all())


async def test_many_at_once_share_their_transactions(database: Database) -> None:
    some = Boards(database)
    await asyncio.gather(*(some.together.add(n) for n in range(100)))
    assert await written(database) == [*range(100)]
    assert some.writes <= 3


async def test_it_is_on_the_disk_when_it_returns(database: Database) -> None:
    some = Boards(database)
    await some.together.add(7)
    assert await written(database) == [7]


async def test_one_that_failed_is_nobodys_and_the_others_try_for_themselves(database: Database) -> None:
    some = Boards(database, down=1)
    ended = await asyncio.gather(*(some.together.add(n) for n in range(3)), return_exceptions=True)
    assert [type(one) for one in ended] == [Unavailable, type(None), type(None)]
    assert await written(database) == [1, 2]


async def test_whoever_goes_away_meanwhile_holds_nobody_up(database: Database) -> None:
    some = Boards(database)
    tasks = [asyncio.create_task(some.together.add(n)) for n in range(3)]
    await asyncio.sleep(0)
    tasks[1].cancel()
    with pytest.raises(asyncio.CancelledError):
        await tasks[1]
    await asyncio.gather(tasks[0], tasks[2])
    assert {0, 2} <= set(await written(database))
