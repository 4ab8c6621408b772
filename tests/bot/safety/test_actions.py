"""What the flow `filet` asks for: the numbers that help, being in a hurry, and words that were no distress."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.ports import Outcome, Turn
from bot.safety import store
from bot.safety.actions import Actions
from bot.safety.model import Country
from bot.safety.net.model import CATEGORIES
from bot.safety.rules import DAY
from bot.storage.engine import Database
from bot.storage.tables.mentors import handoffs
from bot.storage.tables.people import people
from flows.events import JsonValue, Typed
from tests.bot.safety.rows import NOW, SEALER, handoff, person, said
from tests.bot.words import SourceWords


async def did(
    db: AsyncConnection, name: str, args: Mapping[str, JsonValue] | None = None, country: Country = "fr"
) -> Outcome:
    turn = Turn(db, 1, "fr", NOW, lambda: "id")
    return await Actions(SEALER, SourceWords(), country).actions()[f"safety.{name}"](turn, {}, args or {})


def dialled(outcome: Outcome) -> list[str]:
    return [line.text.split("\u00a0:")[0] for line in outcome.lines]


@pytest.mark.parametrize(
    ("what", "numbers"),
    [
        ("suicide", ["3114", "112"]),
        ("violence", ["119", "3919", "112"]),
        ("no_roof", ["115", "112"]),
        ("medical", ["15", "112"]),
        ("sextortion", ["17", "119"]),
        (None, ["112", "3114", "119"]),
        ("unheard of", ["112", "3114", "119"]),
    ],
)
async def test_the_best_number_comes_first(database: Database, what: str | None, numbers: list[str]) -> None:
    async with database.read() as db:
        assert dialled(await did(db, "numbers", {"what": what})) == numbers
        assert dialled(await did(db, "number", {"what": what})) == numbers[:1]


@pytest.mark.parametrize(
    ("country", "what", "numbers"),
    [
        ("be", "suicide", ["0800\u00a032\u00a0123", "112"]),
        ("be", "violence", ["0800\u00a030\u00a0030", "107", "112"]),
        ("be", "minor_alone", ["0800\u00a099\u00a0340", "116\u00a0000"]),
        ("ch", None, ["112", "147", "144"]),
        ("ch", "suicide", ["147", "112"]),
        ("ch", "sextortion", ["117", "147"]),
        ("ch", "medical", ["144", "112"]),
    ],
)
async def test_each_country_has_its_own(
    database: Database, country: Country, what: str | None, numbers: list[str]
) -> None:
    async with database.read() as db:
        assert dialled(await did(db, "numbers", {"what": what}, country)) == numbers


@pytest.mark.parametrize("country", ["fr", "be", "ch"])
async def test_no_category_is_without_a_number_anywhere(database: Database, country: Country) -> None:
    async with database.read() as db:
        for category in CATEGORIES:
            assert dialled(await did(db, "numbers", {"what": category}, country)), category


async def test_words_that_were_fine_are_heard_as_they_were_written(database: Database) -> None:
    async with database.write() as db:
        await person(db)
        await person(db, 2)
        await said(db, 3, "je veux mourir lol")
        await said(db, 4, "Tu veux quoi ?", "bot")
        await said(db, 3, "d'une autre personne", person_id=2)
        assert (await did(db, "fine", {"seq": 3})).heard == Typed("je veux mourir lol")
        for seq in (4, 99, None, "3", True):
            assert (await did(db, "fine", {"seq": seq})).heard is None, seq


async def test_whoever_waits_is_in_a_hurry_from_now_on(database: Database) -> None:
    async with database.write() as db:
        await person(db)
        await person(db, 2)
        await did(db, "urgent")
        for id, person_id, state in ((1, 1, "closed"), (2, 1, "waiting"), (3, 2, "waiting")):
            await handoff(db, id, person_id, state=state)
        await did(db, "urgent")
        rows = await db.execute(select(handoffs.c.id, handoffs.c.urgent).order_by(handoffs.c.id))
        assert [tuple(row) for row in rows] == [(1, False), (2, True), (3, False)]


async def test_who_asks_for_somebody_at_once_is_remembered_until_they_are_erased(database: Database) -> None:
    async with database.write() as db:
        for id in (1, 2):
            await person(db, id)
        assert await store.export(db, SEALER, 1) == {}
        await did(db, "urgent")
        assert await store.export(db, SEALER, 1) == {"asked_for_somebody_at_once": NOW.isoformat()}
        assert await store.export(db, SEALER, 2) == {}
        await store.retain(db, NOW - DAY)
        assert await db.scalar(select(people.c.called_at).where(people.c.id == 1)) == NOW
        await store.retain(db, NOW)
        assert await db.scalar(select(people.c.called_at).where(people.c.id == 1)) is None
        await did(db, "urgent")
        await store.erase(db, 1)
        assert await store.export(db, SEALER, 1) == {}


async def test_without_the_watch_nothing_was_noticed(database: Database) -> None:
    async with database.read() as db:
        assert (await did(db, "noticed")).value == {"what": None, "seq": None}
