import asyncio
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.clock import utc_now
from bot.errors import Misconfigured, Unavailable
from bot.storage.engine import Database, is_retried
from bot.storage.tables.people import people
from tests.bot.storage.test_sqlite_threads import read


def person() -> dict[str, object]:
    now = utc_now()
    return {"locale": "fr", "created_at": now, "last_seen_at": now}


async def count(database: Database) -> int:
    async with database.read() as db:
        return int(await db.scalar(select(func.count()).select_from(people)) or 0)


async def test_a_transaction_holds_whole(database: Database) -> None:
    async with database.write() as db:
        await db.execute(insert(people), [person(), person()])
    assert await count(database) == 2


async def test_a_failing_transaction_leaves_nothing(database: Database) -> None:
    async def fail(*rows: dict[str, object]) -> None:
        async with database.write() as db:
            for row in rows:
                await db.execute(insert(people), [row])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail(person())
    assert await count(database) == 0
    with pytest.raises(IntegrityError):
        await fail(person() | {"id": 7}, person() | {"id": 7})
    assert await count(database) == 0


async def test_moments_come_back_exact_and_aware(database: Database) -> None:
    wanted = person()
    async with database.write() as db:
        await db.execute(insert(people), [wanted])
    async with database.read() as db:
        row = (await db.execute(select(people.c.created_at, people.c.consent_at))).one()
    assert row.created_at == wanted["created_at"]
    assert row.created_at.tzinfo is not None
    assert row.consent_at is None


async def test_writers_wait_for_each_other(database: Database) -> None:
    async def add() -> None:
        async with database.write() as db:
            await db.execute(insert(people), [person()])

    await asyncio.gather(*(add() for _ in range(30)))
    assert await count(database) == 30


async def test_opening_twice_at_once_migrates_once(address: str) -> None:
    first, second = await asyncio.gather(Database.open(address), Database.open(address))
    assert await count(first) == await count(second) == 0
    await first.close()
    await second.close()


async def test_a_reader_can_not_write_sqlite(tmp_path: Path) -> None:
    database = await Database.open(f"sqlite:///{tmp_path / 'a.db'}")
    with pytest.raises(Unavailable, match="Operational"):
        async with database.read() as db:
            await db.execute(insert(people), [person()])
    await database.close()


async def test_the_settings_of_the_writer(tmp_path: Path) -> None:
    database = await Database.open(f"sqlite:///{tmp_path / 'a.db'}")
    async with database.write() as db:
        found = {
            name: (await db.exec_driver_sql(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    await database.close()


async def test_a_new_file_that_another_process_is_making_is_waited_for(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    opening = asyncio.create_task(Database.open(f"sqlite:///{tmp_path / 'a.db'}"))
    done, _ = await asyncio.wait([opening], timeout=0.02)
    assert not done
    other.execute("COMMIT")
    await (await opening).close()
    other.close()


async def test_another_process_holding_the_lock_makes_it_wait_then_work(tmp_path: Path) -> None:
    database = await Database.open(f"sqlite:///{tmp_path / 'a.db'}")
    other = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    async def add() -> None:
        async with database.write() as db:
            await db.execute(insert(people), [person()])

    adding = asyncio.create_task(add())
    done, _ = await asyncio.wait([adding], timeout=0.02)
    assert not done
    other.execute("COMMIT")
    await adding
    assert await count(database) == 1
    other.close()
    await database.close()


@pytest.mark.parametrize("wrong", ["sqlite://", "sqlite:///:memory:", "mysql://localhost/x", "nonsense", "x://a:b:c"])
async def test_a_wrong_address_is_said(wrong: str) -> None:
    with pytest.raises(Misconfigured):
        await Database.open(wrong)


async def test_a_server_that_is_not_there_is_unavailable() -> None:
    with pytest.raises(Unavailable):
        await Database.open("postgresql://nobody@127.0.0.1:9/none")


def unusable(folder: Path) -> dict[str, Path]:
    """Why a file can't be the database → its folder."""
    for name in ("corrupt", "folder/passerelle.db"):
        (folder / name).mkdir(parents=True)
    (folder / "corrupt" / "passerelle.db").write_bytes(b"not a database at all " * 500)
    (folder / "file").touch()
    return {
        "file is not a database": folder / "corrupt",
        "unable to open database file": folder / "folder",
        "File exists": folder / "file",
        "Not a directory": folder / "file" / "below",
    }


async def test_a_file_that_can_not_be_used_is_unavailable_and_says_why(tmp_path: Path) -> None:
    for why, folder in unusable(tmp_path).items():
        with pytest.raises(Unavailable, match=f"{folder}/passerelle.db can't be used: .*{why}"):
            await Database.open(f"sqlite:///{folder / 'passerelle.db'}")


@pytest.mark.postgres
@pytest.mark.parametrize("wrong", ["nowhere", "postgres?user=nobody"])
async def test_what_a_server_refuses_is_unavailable_and_says_why(postgres_address: str, wrong: str) -> None:
    address = postgres_address.replace("passerelle@", "passerelle:geheim@").replace("/postgres", f"/{wrong}")
    with pytest.raises(Unavailable, match="does not exist") as refused:
        await Database.open(address)
    assert "geheim" not in str(refused.value)


@pytest.mark.postgres
async def test_a_deadlock_is_unavailable_and_worth_another_try(postgres_address: str) -> None:
    database = await Database.open(postgres_address)
    async with database.write() as db:
        await db.execute(insert(people), [person() | {"id": 1}, person() | {"id": 2}])
    both = asyncio.Barrier(2)

    async def lock(first: int, then: int) -> None:
        async with database.write() as db:
            await db.execute(update(people).where(people.c.id == first).values(locale="en"))
            await both.wait()
            await db.execute(update(people).where(people.c.id == then).values(locale="en"))

    ends = await asyncio.gather(lock(1, 2), lock(2, 1), return_exceptions=True)
    (refused,) = [end for end in ends if end is not None]
    assert isinstance(refused, Unavailable)
    assert is_retried(refused)
    assert not is_retried(Unavailable("away"))
    await database.close()


async def test_an_error_does_not_hold_what_somebody_wrote(database: Database) -> None:
    with pytest.raises(IntegrityError) as wrong:
        async with database.write() as db:
            await db.execute(insert(people), [person() | {"id": 1, "source": "Amina 0612345678"} for _ in range(2)])
    assert "Amina" not in str(wrong.value)


async def test_closing_waits_for_a_read_that_was_given_up(tmp_path: Path) -> None:
    """Its thread would report to a loop that has ended."""
    database = await Database.open(f"sqlite:///{tmp_path / 'a.db'}")
    assert database._threads is not None
    connection = await database._threads.connect(str(tmp_path / "a.db"))
    reading = asyncio.create_task(read(connection))
    await asyncio.sleep(0)
    reading.cancel()
    connection.stop()
    await database.close()
    assert not connection._thread.is_alive()
