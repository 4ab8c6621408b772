"""Codes as they are stored: once, for a quarter of an hour, only their digest."""

import asyncio

from sqlalchemy import delete, insert, select

from bot.channels.handover import LIVES
from bot.clock import Clock
from bot.storage.engine import Database
from bot.storage.handovers import MOST_CODES, StoredHandovers, consume, has_spoken, is_valid, led_to, move
from bot.storage.purge import purge
from bot.storage.tables.handovers import handovers
from bot.storage.tables.people import addresses, people
from tests.fakes.clock import FakeTime

TIME = FakeTime()
NOW = TIME.now()


async def person(database: Database, id: int, *chats: str) -> None:
    async with database.write() as db:
        await db.execute(insert(people).values(id=id, locale="fr", created_at=NOW, last_seen_at=NOW))
        for chat in chats:
            row = {"person_id": id, "channel": "telegram", "account": "1", "chat": chat, "created_at": NOW}
            await db.execute(insert(addresses).values(row))


async def test_a_code_is_consumed_once(database: Database) -> None:
    await person(database, 7)
    time = FakeTime()
    code = await StoredHandovers(database, time.clock).offer(7)
    async with database.write() as db:
        assert await is_valid(db, code, NOW)
        assert await led_to(db, {code, "reprise_other"}) == {7}
        assert await consume(db, code, NOW) == 7
        assert not await is_valid(db, code, NOW)
        assert await consume(db, code, NOW) is None
        assert await led_to(db, {code}) == {7}, "who used it is told so, not that it is unknown"
        assert code not in str((await db.execute(select(handovers))).all())


async def test_a_code_lives_a_quarter_of_an_hour(database: Database) -> None:
    await person(database, 7)
    code = await StoredHandovers(database, FakeTime().clock).offer(7)
    async with database.write() as db:
        assert await is_valid(db, code, NOW + LIVES / 2)
        assert await consume(db, code, NOW + LIVES) is None
    await purge(database, NOW + LIVES)
    async with database.read() as db:
        assert (await db.execute(select(handovers))).all() == []


async def test_only_the_newest_codes_of_a_person_are_good(database: Database) -> None:
    await person(database, 7)
    await person(database, 8)
    time = FakeTime()
    stored = StoredHandovers(database, time.clock)
    other = await stored.offer(8)
    codes = []
    for _ in range(MOST_CODES + 2):
        codes.append(await stored.offer(7))
        time.forward(seconds=1)
    async with database.read() as db:
        good = [code for code in codes if await is_valid(db, code, NOW)]
        assert await is_valid(db, other, NOW)
    assert good == codes[-MOST_CODES:]


async def test_nobody_gets_a_code_for_somebody_who_is_gone(database: Database) -> None:
    code = await StoredHandovers(database, Clock()).offer(99)
    async with database.write() as db:
        assert await led_to(db, {code}) == set()


async def test_a_code_goes_with_its_person(database: Database) -> None:
    await person(database, 7)
    code = await StoredHandovers(database, FakeTime().clock).offer(7)
    async with database.write() as db:
        await db.execute(delete(people).where(people.c.id == 7))
        assert await consume(db, code, NOW) is None


async def test_two_at_once_consume_it_once(address: str) -> None:
    databases = [await Database.open(address) for _ in range(2)]
    await person(databases[0], 7)
    code = await StoredHandovers(databases[0], FakeTime().clock).offer(7)

    async def take(database: Database) -> int | None:
        async with database.write() as db:
            return await consume(db, code, NOW)

    # SQLite has one writer a file: there the second one waits its turn on the same connection.
    doors = databases if databases[0].dialect == "postgresql" else [databases[0]] * 2
    found = await asyncio.gather(*map(take, doors))
    assert sorted(found, key=str) == [7, None]
    for database in databases:
        await database.close()


async def test_an_address_moves_and_who_has_no_other_is_gone(database: Database) -> None:
    await person(database, 7, "a")
    await person(database, 8, "b")
    await person(database, 9, "c", "d")
    async with database.write() as db:
        places = {row.chat: row.id for row in await db.execute(select(addresses.c.chat, addresses.c.id))}
        assert await move(db, places["b"], 8, 7)
        assert not await move(db, places["c"], 9, 7)
        assert not await has_spoken(db, 9)
        left = (await db.execute(select(people.c.id).order_by(people.c.id))).scalars().all()
        owners = {row.chat: row.person_id for row in await db.execute(select(addresses.c.chat, addresses.c.person_id))}
    assert left == [7, 9]
    assert owners == {"a": 7, "b": 7, "c": 7, "d": 9}
