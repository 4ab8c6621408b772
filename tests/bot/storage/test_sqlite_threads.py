"""A read that is given up leaves no thread behind."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path

import aiosqlite
import pytest

from bot.storage.sqlite_threads import Threads

SLOW = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 2000000) SELECT max(x) FROM n"


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "passerelle.db")


async def read(connection: aiosqlite.Connection) -> object:
    async with connection.execute(SLOW) as cursor:
        return await cursor.fetchone()


async def test_what_was_asked_is_answered(path: str) -> None:
    threads = Threads()
    connection = await threads.connect(path)
    assert await read(connection) == (2_000_000,)
    await connection.close()
    assert await threads.ended()


async def test_a_read_given_up_half_way_is_waited_for(path: str) -> None:
    threads = Threads()
    connection = await threads.connect(path)
    reading = asyncio.get_running_loop().create_task(read(connection))
    await asyncio.sleep(0)
    reading.cancel()
    with suppress(asyncio.CancelledError):
        await reading
    connection.stop()
    assert connection._thread.is_alive()
    assert await threads.ended()
    assert not connection._thread.is_alive()


async def test_so_is_a_connection_given_up_while_it_is_made(path: str) -> None:
    threads = Threads()
    making = asyncio.get_running_loop().create_task(threads.connect(path))
    await asyncio.sleep(0)
    making.cancel()
    with suppress(asyncio.CancelledError):
        await making
    assert await threads.ended()
