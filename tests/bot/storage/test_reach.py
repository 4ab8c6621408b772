"""Blocked and unblocked, as a channel tells it: lines wait, then go out; whoever delivers is not disturbed."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.channels.model import Address
from bot.clock import Clock
from bot.storage.engine import Database
from bot.storage.reach import StoredReach, last_used, missed
from bot.storage.tables.conversation import messages
from bot.storage.tables.people import people
from tests.bot.storage.rows import NOON, address, line, person

HERE, THERE = Address("web", "web", "a"), Address("web", "web", "b")


@pytest.fixture
async def reach(database: Database) -> StoredReach:
    """Somebody with two addresses and a line that waits for each."""
    await person(database, 1, last_seq=3, out_seq=3, done_seq=1, address_id=1)
    await address(database, 1, "a", 1)
    await address(database, 1, "b", 2)
    await line(database, 1, state="sent", address_id=1)
    await line(database, 2, state="due", address_id=1)
    await line(database, 3, state="due", address_id=2)
    return StoredReach(database, Clock(lambda: NOON))


async def states(database: Database) -> list[str]:
    async with database.read() as db:
        return list((await db.scalars(select(messages.c.state).order_by(messages.c.seq))).all())


async def row(database: Database) -> Any:
    async with database.read() as db:
        return (await db.execute(select(people))).one()


async def test_what_is_for_a_blocked_address_waits(database: Database, reach: StoredReach) -> None:
    assert await last_used(database, 1) == HERE
    await reach(HERE, False)
    assert await states(database) == ["sent", "unreachable", "due"]
    assert await last_used(database, 1) is None
    await reach(HERE, False)


async def test_it_goes_out_when_they_are_back(database: Database, reach: StoredReach) -> None:
    await reach(HERE, False)
    await reach(HERE, True)
    assert await states(database) == ["sent", "due", "due"]
    assert await last_used(database, 1) == HERE
    found = await row(database)
    assert (found.done_seq, found.out_seq) == (0, 3)


async def test_while_somebody_delivers_nothing_is_put_back(database: Database, reach: StoredReach) -> None:
    await reach(HERE, False)
    async with database.write() as db:
        await db.execute(update(people).values(lease_owner="x", lease_until=NOON + timedelta(seconds=30)))
    await reach(HERE, True)
    assert await states(database) == ["sent", "unreachable", "due"]
    assert await last_used(database, 1) is None, "their next word brings the lines back"


async def test_nobody_known_is_nobody(database: Database, reach: StoredReach) -> None:
    await reach(Address("telegram", "1", "7"), False)
    assert await states(database) == ["sent", "due", "due"]
    assert await last_used(database, 99) is None


async def test_a_line_is_missed_until_it_is_sent(database: Database, reach: StoredReach) -> None:
    """The first was sent, the others wait; somebody else's, and one that is gone, are nobody's loss."""
    async with database.read() as db:
        assert [await missed(db, 1, seq) for seq in (1, 2, 3, 4)] == [False, True, True, False]
        assert not await missed(db, 99, 2)
    async with database.write() as db:
        await db.execute(update(messages).where(messages.c.seq == 2).values(state="dropped"))
    await reach(HERE, False)
    async with database.read() as db:
        assert [await missed(db, 1, seq) for seq in (1, 2, 3)] == [False, True, True]
