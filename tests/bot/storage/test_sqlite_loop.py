"""The thread that waits for the disk: in order, errors told, nothing left undone, nobody's end in its way."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path
from threading import Event

import pytest

from bot.storage import sqlite_loop
from bot.storage.sqlite_loop import Aside


async def test_jobs_are_done_in_order_beside_the_loop() -> None:
    aside, done, go = Aside(), list[int](), Event()
    tasks = [asyncio.create_task(aside.run(go.wait))]
    tasks += [asyncio.create_task(aside.run(partial(done.append, number))) for number in range(5)]
    await asyncio.sleep(0)
    assert not done
    go.set()
    await asyncio.gather(*tasks)
    aside.end()
    assert done == [0, 1, 2, 3, 4]


async def test_what_a_job_raises_is_raised_and_the_next_one_is_done() -> None:
    aside, done = Aside(), list[int]()

    def full() -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with pytest.raises(sqlite3.OperationalError, match="full"):
        await aside.run(full)
    await aside.run(lambda: done.append(1))
    aside.end()
    assert done == [1]


async def test_who_is_cancelled_goes_on_once_the_job_is_done() -> None:
    aside, done, go = Aside(), list[int](), Event()

    def slow() -> None:
        go.wait()
        done.append(1)

    waiting = asyncio.create_task(aside.run(slow))
    for _ in range(3):
        await asyncio.sleep(0)
        waiting.cancel()
    await asyncio.sleep(0)
    assert not waiting.done()
    go.set()
    await asyncio.wait([waiting])
    assert waiting.cancelled()
    assert done == [1]
    aside.end()


def test_a_loop_that_ended_is_nobody_s_error() -> None:
    go, done = Event(), list[int]()

    def slow() -> None:
        go.wait()
        done.append(1)

    loop = asyncio.new_event_loop()
    aside = Aside()
    aside._jobs.put((loop.create_future(), slow))
    loop.close()
    go.set()
    aside.end()
    aside.end()
    assert done == [1]


async def test_a_commit_is_on_the_disk_and_an_end_comes_after_it(tmp_path: Path) -> None:
    connection = await sqlite_loop.connect(str(tmp_path / "a.db"))
    cursor = connection.cursor()
    await cursor.execute("CREATE TABLE lines (text)")
    await cursor.execute("BEGIN IMMEDIATE")
    await cursor.execute("INSERT INTO lines VALUES (?)", ("salut",))
    await cursor.close()
    committing = asyncio.create_task(connection.commit())
    await asyncio.sleep(0)
    connection.stop()
    await committing
    with closing(sqlite3.connect(tmp_path / "a.db")) as other:
        assert other.execute("SELECT text FROM lines").fetchall() == [("salut",)]
