"""Who looked in vain is counted once a person and month; who wants to hear of a workshop does, when there is one."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

from sqlalchemy import insert, select, update

from bot.storage import unasked
from bot.storage.engine import Database
from bot.storage.sealed import Identity, open_json
from bot.storage.tables.later import events
from bot.storage.tables.people import people
from bot.storage.tables.workshops import wishes, workshops
from bot.workshops.store import wishes as store
from bot.workshops.store.wishes import SHOWN_FROM, Demand, Place
from tests.bot.storage.rows import going
from tests.bot.workshops.rows import NOON, hold, talk
from tests.fakes.until import PATIENCE_S

SEALER = Identity()
HERE, ELSEWHERE = Place("93066", 48.9362, 2.3574), Place("48095", 44.5181, 3.5013)
DAY, MONTH = timedelta(days=1), timedelta(days=31)


async def house(database: Database, persons: int) -> None:
    async with database.write() as db:
        at = {"locale": "fr", "created_at": NOON, "last_seen_at": NOON}
        await db.execute(insert(people), [at | {"id": id} for id in range(1, persons + 1)])


async def looked(database: Database, person: int, now: datetime, place: Place = HERE) -> None:
    async with database.write() as db:
        await store.looked_in_vain(db, now, person, place, "fr")


async def test_demand_is_counted_once_a_person_and_month_and_shown_from_five_on(database: Database) -> None:
    await house(database, SHOWN_FROM)
    for person in range(1, SHOWN_FROM):
        for _ in range(3):
            await looked(database, person, NOON)
    async with database.read() as db:
        assert await store.demanded(db, 202611) == [], "four people could be told who they are"
    await looked(database, SHOWN_FROM, NOON)
    await looked(database, 1, NOON, ELSEWHERE)
    async with database.read() as db:
        assert await store.demanded(db, 202611) == [Demand("93066", 202611, SHOWN_FROM)]
        assert await store.demanded(db, 202612) == []
    await looked(database, 1, NOON + MONTH)
    async with database.read() as db:
        assert await store.demanded(db, 202612) == []


async def test_demand_stays_when_people_are_gone(database: Database) -> None:
    await house(database, SHOWN_FROM)
    for person in range(1, SHOWN_FROM + 1):
        await looked(database, person, NOON)
    async with database.write() as db:
        await db.execute(people.delete())
        assert (await db.execute(select(wishes))).all() == []
        assert await store.demanded(db, 202611) == [Demand("93066", 202611, SHOWN_FROM)]


async def spread(database: Database, now: datetime) -> list[tuple[int, object]]:
    async with database.write() as db:
        await store.spread(db, SEALER, now)
        rows = (await db.execute(select(events).order_by(events.c.id))).all()
    return [(row.person_id, open_json(SEALER, row.person_id, row.payload)["workshop"]) for row in rows]


async def test_who_wants_news_hears_of_what_is_new_and_near(database: Database) -> None:
    await house(database, 3)
    async with database.write() as db:
        await hold(db, talk(1, 48.94, 2.36, NOON + 5 * DAY))
        for person, place in ((1, HERE), (2, ELSEWHERE)):
            await store.wants_news(db, NOON + DAY, person, place, "fr")
        await store.looked_in_vain(db, NOON + DAY, 3, HERE, "fr")
    assert await spread(database, NOON + DAY) == [], "what was there they have seen"
    async with database.write() as db:
        await store.wants_news(db, NOON - DAY, 1, HERE, "fr")
    assert await spread(database, NOON + DAY) == [(1, 1)]
    assert await spread(database, NOON + 2 * DAY) == [(1, 1)], "once"
    async with database.write() as db:
        assert await store.still_wants(db, 1, "93066")
        assert await unasked.last(db, 1) is None
        await store.told(db, NOON + DAY, 1, "93066")
        assert not await store.still_wants(db, 1, "93066")
        assert await unasked.last(db, 1) == NOON + DAY


async def test_who_is_being_erased_holds_up_no_news_of_others(database: Database) -> None:
    await house(database, 2)
    async with database.write() as db:
        await hold(db, talk(1, 48.94, 2.36, NOON + 5 * DAY))
        for person in (1, 2):
            await store.wants_news(db, NOON - DAY, person, HERE, "fr")
    async with going(database, 1), asyncio.timeout(PATIENCE_S):
        assert await spread(database, NOON) == [(2, 1)]


async def test_full_far_or_in_another_language_is_no_news(database: Database) -> None:
    await house(database, 1)
    async with database.write() as db:
        await hold(
            db, talk(1, 48.94, 2.36, NOON + DAY, taken=8), talk(2, 48.94, 2.36, NOON + DAY, ("en",)),
            talk(3, 45.7, 4.8, NOON + DAY), talk(4, 48.94, 2.36, NOON - DAY),
        )  # fmt: skip
        await store.wants_news(db, NOON - DAY, 1, HERE, "fr")
    assert await spread(database, NOON) == []


async def test_who_speaks_other_languages_hears_of_all_they_would_be_shown(database: Database) -> None:
    await house(database, 3)
    async with database.write() as db:
        for person, spoken in ((1, "ar"), (2, "ar en"), (3, "uk")):
            await store.wants_news(db, NOON - DAY, person, HERE, spoken)
        await hold(db, talk(1, 48.937, 2.358, NOON + DAY, ("en",)))
    assert await spread(database, NOON) == [(2, 1)]
    async with database.write() as db:
        await hold(db, talk(2, 48.94, 2.36, NOON + DAY))
    assert await spread(database, NOON) == [(2, 1), (1, 2), (3, 2)], "French is better than nothing"


async def test_who_said_their_age_hears_of_what_is_for_them(database: Database) -> None:
    await house(database, 2)
    async with database.write() as db:
        older, young = talk(1, 48.937, 2.358, NOON + DAY), talk(2, 48.94, 2.36, NOON + DAY)
        await hold(db, older, young)
        await db.execute(update(workshops).where(workshops.c.id == 1).values(audience="26 ans et plus"))
        await db.execute(update(people).where(people.c.id == 1).values(age_band="18_25"))
        for person in (1, 2):
            await store.wants_news(db, NOON - DAY, person, HERE, "fr")
    assert await spread(database, NOON) == [(1, 2), (2, 1)]
