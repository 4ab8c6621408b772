"""Who went silent in the middle: counted once, where they stood, with the others of that week."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.storage.engine import Database
from bot.storage.stops import add_up
from bot.storage.tables.conversation import sessions
from bot.storage.tables.people import people
from bot.storage.tables.stops import stops
from bot.studio.store.silence import SILENT, count_silent
from tests.bot.conversation.house import House, make_house


@pytest.fixture
def house(database: Database) -> House:
    return make_house(database)


async def gone(house: House) -> dict[tuple[str, str, str, int], int]:
    async with house.database.write() as db:
        await count_silent(db, house.time.now())
        await add_up(db)
        rows = await db.execute(select(stops).where(stops.c.gone > 0))
        return {(f"{row.flow}/{row.step}", row.locale, row.channel, row.month): row.gone for row in rows}


async def test_whoever_is_silent_for_a_day_has_left_once(house: House) -> None:
    await house.say("a", "hello")
    await house.say("b", "hello", channel="telegram")
    house.time.at += SILENT
    here = {("small/echo", "fr", "web", 202611): 1, ("small/echo", "fr", "telegram", 202611): 1}
    assert await gone(house) == here
    house.time.at += timedelta(days=3)
    assert await gone(house) == here, "once is enough"
    await house.say("a", "back")
    house.time.at += SILENT
    assert await gone(house) == here, "also when they came back to the same step"


async def test_nobody_has_left_before(house: House) -> None:
    await house.say("a", "hello")
    house.time.at += SILENT - timedelta(seconds=1)
    assert await gone(house) == {}


@pytest.mark.parametrize("values", [{"mode": "waiting"}, {"mode": "human"}, {"erase_at": None}])
async def test_who_waits_for_a_human_or_is_being_erased_has_not_left(house: House, values: dict[str, object]) -> None:
    await house.say("a", "hello")
    if "erase_at" in values:
        values = {"erase_at": house.time.now()}
    async with house.database.write() as db:
        await db.execute(update(people).values(values))
    house.time.at += SILENT
    assert await gone(house) == {}


async def test_who_stands_nowhere_has_left_nothing(house: House) -> None:
    await house.say("a", "hello")
    async with house.database.write() as db:
        await db.execute(update(sessions).values(spot=""))
    house.time.at += SILENT
    assert await gone(house) == {}


async def test_counts_stay_when_a_person_is_erased(house: House) -> None:
    await house.say("a", "hello")
    house.time.at += SILENT
    assert len(await gone(house)) == 1
    async with house.database.write() as db:
        await db.execute(people.delete())
    assert len(await gone(house)) == 1
