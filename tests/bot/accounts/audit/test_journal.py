"""Entries of the same moment in one transaction; nobody goes on without theirs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.accounts.audit.journal import SELDOM, Journal
from bot.accounts.audit.model import Entry
from bot.errors import Unavailable
from bot.storage.engine import Database
from bot.storage.tables.audit import audit
from tests.fakes.clock import FakeTime

TIME = FakeTime()


class Counting(Database):
    """Counts its transactions; the first `down` of them can't begin."""

    writes = 0
    down = 0

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        self.writes += 1
        if self.writes <= self.down:
            raise Unavailable("away")
        async with super().write() as db:
            yield db


@pytest.fixture
async def counting(address: str) -> AsyncIterator[Counting]:
    await (await Database.open(address)).close()
    opened = Counting.connect(address)
    assert isinstance(opened, Counting)
    yield opened
    await opened.close()


def entry(about: str) -> Entry:
    return Entry(TIME.now(), None, None, "GET /", about)


async def written(database: Database) -> list[str]:
    async with database.read() as db:
        return list((await db.scalars(select(audit.c.about).order_by(audit.c.id))).all())


async def test_many_at_once_share_their_transactions(counting: Counting) -> None:
    journal = Journal(counting)
    await asyncio.gather(*(journal.note(entry(str(n))) for n in range(200)))
    assert sorted(await written(counting), key=int) == [str(n) for n in range(200)]
    assert counting.writes <= 3


async def test_without_the_database_nobody_goes_on_and_nothing_is_written_later(counting: Counting) -> None:
    journal = Journal(counting)
    counting.down = 3
    ended = await asyncio.gather(*(journal.note(entry(str(n))) for n in range(5)), return_exceptions=True)
    assert [type(one) for one in ended] == [Unavailable] * 3 + [type(None)] * 2
    assert await written(counting) == ["3", "4"]


async def test_whoever_goes_away_meanwhile_holds_nobody_up(counting: Counting) -> None:
    journal = Journal(counting)
    tasks = [asyncio.create_task(journal.note(entry(str(n)))) for n in range(3)]
    await asyncio.sleep(0)
    tasks[1].cancel()
    await asyncio.wait(tasks)
    assert set(await written(counting)) >= {"0", "2"}


async def test_what_recurs_is_written_once_in_a_while_for_each_sign_in(counting: Counting) -> None:
    journal, now = Journal(counting), TIME.now()
    for seconds in (0, 1, SELDOM.total_seconds() - 1):
        for sign_in in (1, 2):
            await journal.once_in_a_while(
                Entry(now + timedelta(seconds=seconds), None, sign_in, "GET /feed", f"s{sign_in}")
            )
    assert await written(counting) == ["s1", "s2"]
    await journal.once_in_a_while(Entry(now + SELDOM, None, 1, "GET /feed", "s1"))
    await journal.once_in_a_while(Entry(now + SELDOM, None, 1, "GET /feed", "other"))
    assert await written(counting) == ["s1", "s2", "s1", "other"]


async def test_what_recurs_and_could_not_be_written_is_written_next_time(counting: Counting) -> None:
    journal = Journal(counting)
    counting.down = 1
    with pytest.raises(Unavailable):
        await journal.once_in_a_while(entry("1"))
    await journal.once_in_a_while(entry("1"))
    assert await written(counting) == ["1"]
