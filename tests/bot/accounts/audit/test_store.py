"""The audit in a database: sealed once, whole for years, and found out when somebody touches it."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import Executable, delete, func, insert, select, text, update

from bot.accounts.audit import store
from bot.accounts.audit.model import Entry, Sealed, Verdict
from bot.storage.engine import Database
from bot.storage.keeping import DEFAULTS
from bot.storage.tables.accounts import accounts
from bot.storage.tables.audit import audit, audit_seals
from tests.fakes.clock import FakeTime

KEY = b"k" * 32
KEPT = DEFAULTS.audit


@pytest.fixture
def time() -> FakeTime:
    return FakeTime()


async def added(database: Database, time: FakeTime, *abouts: str) -> None:
    async with database.write() as db:
        if await db.scalar(select(accounts.c.id)) is None:
            await db.execute(accounts.insert().values(id=1, name="Zoé", name_key="zoé", created_at=time.now()))
        await store.add(db, [Entry(time.now(), 1, 7, "GET /mentor/c/{id}", about) for about in abouts])


async def sealed(database: Database, time: FakeTime) -> Sealed | None:
    async with database.write() as db:
        return await store.seal(db, KEY, time.now())


async def checked(database: Database, time: FakeTime, known: str = "", key: bytes = KEY) -> Verdict:
    async with database.read() as db:
        return await store.verify(db, key, time.now() - KEPT, known)


async def three_seals(database: Database, time: FakeTime) -> list[Sealed]:
    made = []
    for minute in range(3):
        await added(database, time, f"id={minute}", f"id={minute} seq=1")
        made.append(await sealed(database, time))
        time.forward(minutes=1)
    return [one for one in made if one]


async def test_nothing_is_whole(database: Database, time: FakeTime) -> None:
    assert await sealed(database, time) is None
    assert await checked(database, time) == Verdict(0, 0, 0, None, ())


async def test_a_minute_is_sealed_once_and_what_came_since_is_counted(database: Database, time: FakeTime) -> None:
    *_, last = await three_seals(database, time)
    assert await sealed(database, time) is None, "nothing new"
    await added(database, time, "id=9")
    assert await checked(database, time) == Verdict(6, 3, 1, last, ())
    assert (await checked(database, time, known=last.digest)).problems == ()


@pytest.mark.parametrize(
    ("touched", "told"),
    [
        (update(audit).where(audit.c.id == 3).values(about="id=77"), "an entry was changed"),
        (update(audit).where(audit.c.id == 3).values(account_id=None), "an entry was changed"),
        (delete(audit).where(audit.c.id == 3), "2 entries were sealed, 1 are there"),
        (delete(audit).where(audit.c.id <= 2), "before their time"),
        (delete(audit_seals).where(audit_seals.c.id == 2), "missing"),
        (delete(audit_seals).where(audit_seals.c.id == 1), "missing"),
        (update(audit_seals).where(audit_seals.c.id == 3).values(entries=3), "was changed"),
        (update(audit_seals).where(audit_seals.c.id == 1).values(at=FakeTime().now() - 2 * KEPT), "was changed"),
        (
            insert(audit_seals).from_select(
                ["upto", "entries", "at", "before", "content", "digest"],
                select(audit_seals.c.upto + 10, *list(audit_seals.c)[2:]).where(audit_seals.c.id == 3),
            ),
            "was changed",
        ),
    ],
)
async def test_whoever_writes_in_the_database_is_found_out(
    database: Database, time: FakeTime, touched: Executable, told: str
) -> None:
    await three_seals(database, time)
    async with database.write() as db:
        await db.execute(touched)
    assert told in " ".join((await checked(database, time)).problems)


async def test_a_seal_noted_elsewhere_finds_out_who_cuts_the_end_off(database: Database, time: FakeTime) -> None:
    first, _, last = await three_seals(database, time)
    async with database.write() as db:
        await db.execute(delete(audit).where(audit.c.id > first.seal.upto))
        await db.execute(delete(audit_seals).where(audit_seals.c.id > first.id))
    assert (await checked(database, time)).problems == (), "by itself the chain can't know"
    assert "cut off" in " ".join((await checked(database, time, known=last.digest)).problems)
    assert (await checked(database, time, known=first.digest)).problems == ()


async def test_another_master_key_verifies_nothing(database: Database, time: FakeTime) -> None:
    await three_seals(database, time)
    assert len((await checked(database, time, key=b"o" * 32)).problems) == 3


async def test_what_is_too_old_goes_and_the_chain_goes_on_from_the_last_seal_of_it(
    database: Database, time: FakeTime
) -> None:
    await three_seals(database, time)
    time.at += KEPT - timedelta(minutes=2)
    await added(database, time, "id=10")
    async with database.write() as db:
        assert await store.purge(db, time.now() - KEPT) == 4
        assert await store.purge(db, time.now() - KEPT) == 0
        assert await db.scalar(select(func.count()).select_from(audit_seals)) == 2
    last = await sealed(database, time)
    assert await checked(database, time) == Verdict(3, 3, 0, last, ())
    time.at += 2 * KEPT
    async with database.write() as db:
        assert await store.purge(db, time.now() - KEPT) == 3
    assert await checked(database, time) == Verdict(0, 1, 0, last, ())
    await added(database, time, "id=11")
    assert await sealed(database, time)
    assert (await checked(database, time)).problems == ()


async def test_two_jobs_at_once_seal_each_row_once(database: Database, time: FakeTime) -> None:
    await added(database, time, *(f"id={n}" for n in range(20)))

    async def write(n: int) -> None:
        await added(database, time, f"id={n}")

    await asyncio.gather(*(write(n) for n in range(8)), *(sealed(database, time) for _ in range(6)))
    await sealed(database, time)
    verdict = await checked(database, time)
    assert (verdict.entries, verdict.unsealed, verdict.problems) == (28, 0, ())


async def test_the_first_seal_of_a_day_is_also_in_the_log(
    database: Database, time: FakeTime, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", logger="bot.accounts.audit.store")
    first, *_ = await three_seals(database, time)
    assert [record.getMessage() for record in caplog.records] == [f"audit: sealed up to 2, {first.digest}"]


async def test_an_entry_in_the_making_is_never_left_behind_a_seal(postgres_address: str, time: FakeTime) -> None:
    """A number taken before, and committed after, a higher one."""
    one, other = await Database.open(postgres_address), await Database.open(postgres_address)
    await added(one, time, "id=1")
    async with one.write() as db:
        await store.add(db, [Entry(time.now(), 1, 7, "GET /", "slow")])
        await added(other, time, "quick")
        sealing = asyncio.create_task(sealed(other, time))
        await _waits_for_a_lock(one)
    await sealing
    verdict = await checked(one, time)
    assert (verdict.entries, verdict.unsealed, verdict.problems) == (3, 0, ())
    await one.close()
    await other.close()


async def _waits_for_a_lock(database: Database) -> None:
    async with database.read() as look:
        for _ in range(10_000):
            if await look.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")):
                return
    raise AssertionError("the seal did not wait")
