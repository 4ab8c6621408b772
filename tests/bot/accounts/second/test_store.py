"""Second proofs in a database: nothing of a code lies in its rows, and of tries at once each counts."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import select

from bot.accounts import store as doors
from bot.accounts.second import rules, store
from bot.accounts.second.rules import CODES, MOST_WRONG, PENDING, WAIT
from bot.clock import Clock
from bot.storage.engine import Database
from bot.storage.tables.accounts import sign_ins
from bot.storage.tables.second import recovery_codes, second_factors
from tests.fakes.clock import FakeTime

KEY = b"k" * 32
RANDOM = Clock().random


@pytest.fixture
def time() -> FakeTime:
    return FakeTime()


async def entered(database: Database, time: FakeTime, name: str = "Zoé") -> str:
    """The cookie of a new sign-in."""
    async with database.write() as db:
        opened = await doors.invite(db, "admin", name, time.now(), time.new_id)
        assert opened
        cookie = await doors.enter(db, opened.code, "", time.now(), time.new_id)
    assert cookie
    return cookie


async def set_up(database: Database, time: FakeTime, account_id: int = 1, sign_in: int = 1) -> tuple[str, list[str]]:
    """The secret and the codes on paper."""
    async with database.write() as db:
        await store.begin(db, KEY, account_id, time.now(), RANDOM)
        factor = await store.of(db, KEY, account_id)
        assert factor
        assert await store.attempt(db, KEY, account_id, pyotp.TOTP(factor.secret).at(time.now()), time.now()) == "right"
        await store.confirm(db, account_id, sign_in, time.now())
        papers = await store.papers(db, KEY, account_id, RANDOM)
    time.forward(minutes=1)
    return factor.secret, list(papers)


async def tried(database: Database, time: FakeTime, typed: str) -> str:
    async with database.write() as db:
        return await store.attempt(db, KEY, 1, typed, time.now())


async def test_until_it_is_confirmed_nothing_is_asked_for(database: Database, time: FakeTime) -> None:
    cookie = await entered(database, time)
    async with database.write() as db:
        await store.begin(db, KEY, 1, time.now(), RANDOM)
        assert await doors.who(db, cookie, time.now())
        assert await store.pending(db, cookie, time.now()) is None
        assert await store.have(db) == set()


async def test_once_confirmed_other_devices_are_out_and_a_link_alone_opens_nothing(
    database: Database, time: FakeTime
) -> None:
    other, here = await entered(database, time), await entered(database, time)
    secret, _ = await set_up(database, time, sign_in=2)
    new = await entered(database, time)
    async with database.write() as db:
        assert await doors.who(db, here, time.now())
        assert await doors.who(db, other, time.now()) is None
        assert await doors.who(db, new, time.now()) is None
        assert await store.pending(db, other, time.now()) is None, "not even the page for the code"
        owes = await store.pending(db, new, time.now())
        assert owes
        assert await store.prove(db, KEY, owes, "000000", time.now()) == "wrong"
        assert await doors.who(db, new, time.now()) is None
        assert await store.prove(db, KEY, owes, pyotp.TOTP(secret).at(time.now()), time.now()) == "right"
        assert await doors.who(db, new, time.now())
        assert await store.pending(db, new, time.now()) is None


async def test_the_code_comes_within_ten_minutes_of_the_link(database: Database, time: FakeTime) -> None:
    await entered(database, time)
    await set_up(database, time)
    new = await entered(database, time)
    time.at += PENDING
    async with database.read() as db:
        assert await store.pending(db, new, time.now()) is None


async def test_a_code_on_paper_serves_once_and_new_ones_end_the_old(database: Database, time: FakeTime) -> None:
    await entered(database, time)
    _, papers = await set_up(database, time)
    assert len(set(papers)) == CODES
    assert await tried(database, time, papers[0].upper()) == "right"
    assert await tried(database, time, papers[0]) == "wrong"
    async with database.write() as db:
        factor = await store.of(db, KEY, 1)
        assert factor
        assert factor.papers == CODES - 1
        await store.papers(db, KEY, 1, RANDOM)
    assert await tried(database, time, papers[1]) == "wrong"


async def test_after_five_wrong_ones_not_even_the_right_one_is_taken_for_a_while(
    database: Database, time: FakeTime
) -> None:
    await entered(database, time)
    secret, papers = await set_up(database, time)
    told = [await tried(database, time, f"{n:06}") for n in range(MOST_WRONG)]
    assert told == ["wrong"] * (MOST_WRONG - 1) + ["wait"]
    assert await tried(database, time, pyotp.TOTP(secret).at(time.now())) == "wait"
    assert await tried(database, time, papers[0]) == "wait"
    time.at += WAIT
    assert await tried(database, time, pyotp.TOTP(secret).at(time.now())) == "right"
    assert await tried(database, time, "000000") == "wrong", "counted anew"


async def test_many_tries_at_once_are_counted_one_by_one(database: Database, time: FakeTime) -> None:
    await entered(database, time)
    _, papers = await set_up(database, time)
    told = await asyncio.gather(*(tried(database, time, f"{n:06}") for n in range(20)))
    assert sorted(told) == ["wait"] * (20 - MOST_WRONG + 1) + ["wrong"] * (MOST_WRONG - 1)
    time.at += WAIT
    told = await asyncio.gather(*(tried(database, time, papers[3]) for _ in range(3)))
    assert sorted(told) == ["right", "wrong", "wrong"]


async def test_a_new_drawing_changes_only_what_is_not_confirmed(database: Database, time: FakeTime) -> None:
    await entered(database, time)
    async with database.write() as db:
        await store.begin(db, KEY, 1, time.now(), RANDOM)
        first = await store.of(db, KEY, 1)
        await store.begin(db, KEY, 1, time.now(), RANDOM)
        second = await store.of(db, KEY, 1)
    assert first
    assert second
    assert first.secret != second.secret
    secret, _ = await set_up(database, time)
    async with database.write() as db:
        await store.begin(db, KEY, 1, time.now() + timedelta(days=1), RANDOM)
        kept = await store.of(db, KEY, 1)
    assert kept
    assert kept.secret == secret


async def test_nothing_of_a_code_lies_in_the_rows(database: Database, time: FakeTime) -> None:
    await entered(database, time)
    secret, papers = await set_up(database, time)
    async with database.read() as db:
        rows = [*(await db.execute(select(second_factors))), *(await db.execute(select(recovery_codes)))]
    said = str(rows)
    assert secret not in said
    assert not any(rules.digest(b"", 1, paper) in said or paper in said for paper in papers)


async def test_taken_away_nothing_is_asked_any_more(database: Database, time: FakeTime) -> None:
    await entered(database, time)
    await set_up(database, time)
    new = await entered(database, time)
    async with database.write() as db:
        await store.drop(db, 1)
        assert await doors.who(db, new, time.now())
        assert await db.scalar(select(sign_ins.c.id).limit(1))
        assert await store.of(db, KEY, 1) is None
        assert await store.attempt(db, KEY, 1, "000000", time.now()) == "wrong"
