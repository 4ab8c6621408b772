"""The nearest workshops, exactly: against looking at every one, on both databases."""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.engine import Database
from bot.workshops.model import Spot, State, Workshop
from bot.workshops.rules.grid import km_between, point
from bot.workshops.store.search import Wanted, nearest, place
from tests.bot.workshops.rows import NOON, hold, talk

SAINT_DENIS = (48.9362, 2.3574)
DAY = timedelta(days=1)


def wanted(lat: float, lon: float, languages: Collection[str] = ("fr",), *, with_full: bool = False) -> Wanted:
    return Wanted(lat, lon, languages, NOON, with_full=with_full)


async def ids(database: Database, asked: Wanted, most: int = 3) -> list[int]:
    async with database.read() as db:
        return [near.workshop_id for near in await nearest(db, asked, most)]


async def test_the_nearest_come_first_with_their_distance(database: Database) -> None:
    async with database.write() as db:
        await hold(
            db,
            talk(1, 45.764, 4.8357, NOON + DAY),
            talk(2, 48.9100, 2.3500, NOON + DAY),
            talk(3, 48.9362, 2.3574, NOON + DAY),
        )
    async with database.read() as db:
        found = await nearest(db, wanted(*SAINT_DENIS), 3)
    assert [near.workshop_id for near in found] == [3, 2, 1]
    assert [round(near.km, 1) for near in found] == [0.0, 3.0, 399.0]


async def test_what_is_past_full_cancelled_online_or_in_another_language_is_not_found(database: Database) -> None:
    good = talk(1, *SAINT_DENIS, NOON + DAY)
    states: tuple[State, ...] = ("draft", "pending", "cancelled", "closed")
    others = [
        talk(2, *SAINT_DENIS, NOON - DAY),
        talk(3, *SAINT_DENIS, NOON),
        talk(4, *SAINT_DENIS, NOON + DAY, taken=8),
        talk(5, *SAINT_DENIS, NOON + DAY, ("ar", "en")),
        *(replace(talk(6 + n, *SAINT_DENIS, NOON + DAY), state=state) for n, state in enumerate(states)),
    ]
    online = talk(20, *SAINT_DENIS, NOON + DAY)
    online = replace(online, draft=replace(online.draft, spot=Spot(lat=1.0, lon=1.0, online=True)))
    nowhere = replace(online, id=21, key="nowhere", draft=replace(online.draft, spot=Spot()))
    async with database.write() as db:
        await hold(db, good, *others, online, nowhere)
    assert await ids(database, wanted(*SAINT_DENIS), 9) == [1]
    assert await ids(database, wanted(*SAINT_DENIS, with_full=True), 9) == [1, 4]
    assert await ids(database, wanted(*SAINT_DENIS, ("fr", "ar", "en")), 9) == [1, 5]


async def test_one_in_two_languages_is_found_once(database: Database) -> None:
    async with database.write() as db:
        await hold(
            db,
            talk(1, *SAINT_DENIS, NOON + DAY, ("fr", "ar")),
            talk(2, 48.94, 2.36, NOON + DAY, ("fr", "ar")),
            talk(3, 48.95, 2.37, NOON + DAY, ("ar",)),
        )
    assert await ids(database, wanted(*SAINT_DENIS, ("ar", "fr"))) == [1, 2, 3]


async def test_the_search_is_in_step_with_a_change(database: Database) -> None:
    first = talk(1, *SAINT_DENIS, NOON + DAY)
    async with database.write() as db:
        await hold(db, first)
        await place(db, replace(first, taken=8))
    assert await ids(database, wanted(*SAINT_DENIS)) == []
    async with database.write() as db:
        await place(db, replace(first, draft=replace(first.draft, spot=Spot(lat=43.6, lon=1.44))))
    async with database.read() as db:
        (near,) = await nearest(db, wanted(*SAINT_DENIS), 3)
    assert round(near.km) == 598


def brute(held: Sequence[Workshop], asked: Wanted, most: int) -> list[tuple[float, int]]:
    here = point(asked.lat, asked.lon)
    fitting = [
        (km_between(here, point(one.draft.spot.lat or 0, one.draft.spot.lon or 0)), one.draft.starts_at, one.id)
        for one in held
        if set(one.draft.welcome.languages) & set(asked.languages)
        and one.draft.starts_at > asked.after
        and one.left != 0
    ]
    return [(round(km, 6), id) for km, _, id in sorted(fitting)[:most]]


@pytest.mark.parametrize("spread", [0.05, 0.5, 6.0, 180.0], ids=["a town", "a region", "a country", "the world"])
async def test_exact_against_brute_force(database: Database, spread: float) -> None:
    """Where hardly anything is near and where much is; at the date line and towards the poles."""
    chance = random.Random(f"grid{spread}")

    def somewhere() -> tuple[float, float]:
        lat, lon = 46.6 + chance.uniform(-1, 1) * min(spread, 43), 2.4 + chance.uniform(-1, 1) * spread
        return lat, (lon + 180) % 360 - 180

    languages = [("fr",), ("ar",), ("fr", "ar"), ("en",)]
    held = [
        talk(
            n, *somewhere(), NOON + chance.uniform(-0.2, 1) * 30 * DAY, chance.choice(languages),
            taken=chance.choice([0, 0, 8]),
        )
        for n in range(1, 301)
    ]  # fmt: skip
    async with database.write() as db:
        await hold(db, *held)
    for _ in range(25):
        asked = wanted(*somewhere(), chance.choice(languages))
        most = chance.choice([1, 3, 10])
        async with database.read() as db:
            found = [(round(near.km, 6), near.workshop_id) for near in await nearest(db, asked, most)]
        assert found == brute(held, asked, most)


async def plans(db: AsyncConnection, asked: Wanted) -> list[str]:
    """How the database answers each query of a search near a place, in its own words."""
    asked_for: list[tuple[str, Any]] = []

    def heard(connection: Any, cursor: Any, statement: str, parameters: Any, *rest: Any) -> None:
        asked_for.append((statement, parameters))

    connection = db.sync_connection
    assert connection is not None
    event.listen(connection, "before_cursor_execute", heard)
    await nearest(db, asked, 3)
    event.remove(connection, "before_cursor_execute", heard)
    explain = "EXPLAIN QUERY PLAN" if db.dialect.name == "sqlite" else "EXPLAIN"
    return [
        "\n".join(str(row[-1]) for row in await db.exec_driver_sql(f"{explain} {statement}", parameters))
        for statement, parameters in asked_for
    ]


async def test_a_search_near_a_place_reads_its_index_alone(database: Database) -> None:
    """Enough of them that looking at all would cost more; the table itself is never gone to."""
    chance = random.Random("covered")
    held = [
        talk(n, 46.6 + chance.uniform(-4, 4), 2.4 + chance.uniform(-4, 4), NOON + n % 90 * DAY + DAY)
        for n in range(1, 3001)
    ]  # fmt: skip
    near = [talk(4000 + n, *SAINT_DENIS, NOON + DAY) for n in range(3)]
    async with database.write() as db:
        await hold(db, *held, *near)
    async with database.read() as db:
        if db.dialect.name == "postgresql":
            # What autovacuum does: rows nobody changes any more are known to be seen by all.
            await db.exec_driver_sql("VACUUM ANALYZE spots")
        found = await plans(db, wanted(*SAINT_DENIS))
    assert len(found) == 1, "what is here is found in the first ring"
    if database.dialect == "postgresql":
        assert "Index Only Scan using pk_spots on spots" in found[0]
    else:
        assert "SEARCH spots USING PRIMARY KEY (language=? AND cell=? AND starts_at>?)" in found[0]
