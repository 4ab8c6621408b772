"""The pace shared in the database, on both kinds; the rules themselves are tested in `channels/test_pace.py`."""

from __future__ import annotations

import asyncio

from sqlalchemy import func, select

from bot.channels.model import Address
from bot.channels.pace import GROUP_MESSAGES, GROUP_WINDOW_S, Pace
from bot.storage.engine import Database
from bot.storage.paces import StoredPace, pacing
from bot.storage.purge import PACES, purge
from bot.storage.tables.paces import paces
from tests.fakes.clock import FakeTime


def chat(number: int) -> Address:
    return Address("telegram", "1", str(number))


async def waits(pace: StoredPace, *addresses: Address) -> list[float]:
    return [round(await pace.wait(address), 3) for address in addresses]


async def test_two_processes_share_the_places_over_all_chats(database: Database) -> None:
    time = FakeTime()
    one, other = (StoredPace(database, time.clock, 10) for _ in range(2))
    assert await waits(one, chat(1), chat(2)) == [0.0, 0.1]
    assert await waits(other, chat(3)) == [0.2]
    time.forward(seconds=100)
    assert await waits(other, chat(4)) == [0.0], "what was not used is not saved up, nor owed"


async def test_two_processes_share_the_places_of_one_chat(database: Database) -> None:
    time = FakeTime()
    one, other = (StoredPace(database, time.clock, 1000) for _ in range(2))
    assert await waits(one, chat(1)) == [0.0]
    assert await waits(other, chat(1)) == [1.0]
    assert await waits(one, chat(1)) == [2.0]
    assert (await waits(other, chat(2)))[0] < 0.01


async def test_twenty_a_minute_in_a_group(database: Database) -> None:
    pace = StoredPace(database, FakeTime().clock, 1000)
    found = await waits(pace, *[chat(-5)] * (GROUP_MESSAGES + 1))
    assert found[GROUP_MESSAGES - 1 :] == [GROUP_MESSAGES - 1, GROUP_WINDOW_S]


async def test_other_accounts_have_a_pace_of_their_own(database: Database) -> None:
    pace = StoredPace(database, FakeTime().clock, 1)
    assert await waits(pace, chat(1), Address("telegram", "2", "1")) == [0.0, 0.0]


async def test_sos_and_an_unlimited_rate_ask_nobody(database: Database) -> None:
    pace, unlimited = StoredPace(database, FakeTime().clock, 1), StoredPace(database, FakeTime().clock, 0)
    await pace.wait(chat(1))
    await database.close()
    assert await pace.wait(chat(1), urgent=True) == 0.0
    assert [await unlimited.wait(chat(1)) for _ in range(3)] == [0.0] * 3


async def test_at_once_nobody_is_given_the_same_place(database: Database) -> None:
    time = FakeTime()
    several = [StoredPace(database, time.clock, 10) for _ in range(4)]
    found = await asyncio.gather(*(several[n % 4].wait(chat(n)) for n in range(20)))
    assert sorted(round(wait, 3) for wait in found) == [round(n / 10, 3) for n in range(20)]


async def test_no_chat_is_named_and_nothing_stays(database: Database) -> None:
    time = FakeTime()
    await StoredPace(database, time.clock, 10).wait(Address("telegram", "1", "4815162342"))
    async with database.read() as db:
        rows = (await db.execute(select(paces))).all()
    assert len(rows) == 2
    assert "4815162342" not in repr(rows)
    await purge(database, time.now() + PACES * 2)
    async with database.read() as db:
        assert await db.scalar(select(func.count()).select_from(paces)) == 0


async def test_one_process_alone_remembers_by_itself(database: Database) -> None:
    chosen = pacing(database, FakeTime().clock, 30)
    assert isinstance(chosen, Pace if database.dialect == "sqlite" else StoredPace)
