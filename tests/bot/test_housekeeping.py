"""Once an hour: what has served its time goes, each room its own; one room that fails undoes only itself."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.errors import Unavailable
from bot.housekeeping import keep_house, sweep
from bot.ports import Domain
from bot.storage.engine import Database
from bot.storage.tables.conversation import messages
from bot.storage.tables.files import files
from bot.storage.tables.people import people
from tests.bot.storage.rows import NOON, column, count, line, person, put
from tests.fakes.until import PATIENCE_S

SECRET = "Zoubeida"


async def drop_files(db: AsyncConnection, now: datetime) -> int:
    return int((await db.execute(delete(files).where(files.c.created_at <= now - timedelta(days=1)))).rowcount)


async def drop_people(db: AsyncConnection, now: datetime) -> int:
    await db.execute(delete(people))
    raise ZeroDivisionError(SECRET)


async def old_things(database: Database) -> None:
    await person(database, consent_at=NOON)
    await line(database, 1, purge_at=NOON)
    await line(database, 2)
    file = {"person_id": 1, "name": b"a", "type": "text/plain", "size": 1, "body": b"a"}
    await put(
        database, files,
        file | {"id": "old", "created_at": NOON - timedelta(days=1)}, file | {"id": "new", "created_at": NOON},
    )  # fmt: skip


async def test_every_room_deletes_its_own_and_all_is_counted(database: Database) -> None:
    await old_things(database)
    rooms = [Domain("silent"), Domain("files", retain=drop_files)]
    assert await sweep(database, rooms, NOON) == 2
    assert await column(database, messages.c.seq) == [2]
    assert await column(database, files.c.id) == ["new"]
    assert await sweep(database, rooms, NOON) == 0


async def test_a_room_that_fails_undoes_only_its_own_and_is_told_of(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    await old_things(database)
    rooms = [Domain("people", retain=drop_people), Domain("files", retain=drop_files)]
    assert await sweep(database, rooms, NOON) == 2
    assert await column(database, files.c.id) == ["new"], "the one after it is not held up"
    assert await count(database, people) == 1
    assert "deleting in people failed: ZeroDivisionError" in caplog.text
    assert SECRET not in caplog.text


async def test_the_house_is_kept_from_the_start_and_survives_a_lost_database(database: Database) -> None:
    await old_things(database)
    swept = asyncio.Event()

    async def done(db: AsyncConnection, now: datetime) -> int:
        swept.set()
        raise Unavailable("away")

    keeping = asyncio.create_task(keep_house(database, [Domain("x", retain=done)], Clock(lambda: NOON)))
    await asyncio.wait_for(swept.wait(), PATIENCE_S)
    assert await column(database, messages.c.seq) == [2]
    for _ in range(10):
        await asyncio.sleep(0)
    assert not keeping.done(), "it tries again in an hour"
    keeping.cancel()


async def test_chores_come_after_the_sweep(database: Database) -> None:
    await old_things(database)
    left: list[object] = []
    done = asyncio.Event()

    async def look() -> None:
        left.extend(await column(database, messages.c.seq))
        done.set()

    keeping = asyncio.create_task(keep_house(database, (), Clock(lambda: NOON), (look,)))
    await asyncio.wait_for(done.wait(), PATIENCE_S)
    assert left == [2]
    keeping.cancel()


async def test_what_is_done_each_minute_begins_at_once_and_survives_a_lost_database(database: Database) -> None:
    done = asyncio.Event()

    async def seal() -> None:
        done.set()
        raise Unavailable("away")

    keeping = asyncio.create_task(keep_house(database, [Domain("x", minutely=seal)], Clock(lambda: NOON)))
    await asyncio.wait_for(done.wait(), PATIENCE_S)
    for _ in range(10):
        await asyncio.sleep(0)
    assert not keeping.done(), "it tries again in a minute"
    keeping.cancel()


async def test_nothing_that_fails_ends_the_service_or_holds_up_the_next(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[str] = []
    both = asyncio.Event()

    async def broken() -> None:
        raise LookupError(SECRET)

    async def well(name: str) -> None:
        done.append(name)
        if len(done) == 2:
            both.set()

    rooms = [Domain("one", minutely=broken), Domain("two", minutely=partial(well, "minute"))]
    chores = (broken, partial(well, "hour"))
    keeping = asyncio.create_task(keep_house(database, rooms, Clock(lambda: NOON), chores))
    waiting = asyncio.create_task(both.wait())
    await asyncio.wait((keeping, waiting), timeout=PATIENCE_S, return_when=asyncio.FIRST_COMPLETED)
    assert sorted(done) == ["hour", "minute"]
    assert not keeping.done()
    assert "what one does each minute failed: LookupError" in caplog.text
    assert "what is done each hour failed: LookupError" in caplog.text
    assert SECRET not in caplog.text
    keeping.cancel()
    waiting.cancel()
