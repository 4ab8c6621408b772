"""By the clock: added up each minute, the silent looked for every ten."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from sqlalchemy import func, select

from bot.storage.engine import Database
from bot.storage.tables.stops import stop_marks, stops
from bot.studio.store.counting import LOOK, Counting
from bot.studio.store.silence import SILENT
from tests.bot.conversation.house import make_house


async def sums(database: Database) -> tuple[int, int]:
    async with database.read() as db:
        row = (await db.execute(select(func.sum(stops.c.arrived), func.sum(stops.c.gone)))).one()
    return int(row[0] or 0), int(row[1] or 0)


async def test_everything_is_added_up_and_nothing_twice(database: Database) -> None:
    house = make_house(database)
    counting = Counting(database, house.time.clock)
    for chat in "abc":
        await house.say(chat, "hello")
        await house.say(chat, "one")
    for _ in range(2):
        await counting.minutely()
    assert await sums(database) == (3, 0)
    assert await house.count(stop_marks) == 0
    house.time.at += SILENT
    for _ in range(2):
        await counting.minutely()
    assert await sums(database) == (3, 3)


async def test_the_silent_are_looked_for_every_ten_minutes(database: Database) -> None:
    house = make_house(database)
    counting = Counting(database, house.time.clock)
    await house.say("a", "hello")
    house.time.at += SILENT - timedelta(minutes=1)
    await counting.minutely()
    house.time.at += timedelta(minutes=1)
    await counting.minutely()
    assert await sums(database) == (0, 0)
    house.time.at += LOOK
    await counting.minutely()
    assert await sums(database) == (0, 1)


async def test_two_processes_count_the_same_people_once(postgres_address: str) -> None:
    one, two = await Database.open(postgres_address), await Database.open(postgres_address)
    house = make_house(one)
    for number in range(60):
        await house.say(f"chat{number}", "hello")
        await house.say(f"chat{number}", "one")
    house.time.at += SILENT
    clock = house.time.clock
    await asyncio.gather(*[Counting(database, clock).minutely() for database in (one, two) * 3])
    await Counting(one, clock).minutely()
    assert await sums(one) == (60, 60)
    await one.close()
    await two.close()
