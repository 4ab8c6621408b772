"""What is known about waiting."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.mentors.rules.waiting import BACK, Past
from bot.mentors.store import history
from bot.storage.engine import Database
from bot.storage.tables.mentors import slots
from tests.bot.mentors.rows import NOON, handoff, mentor
from tests.bot.storage.rows import person

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


async def test_answered_and_given_up_count_the_others_do_not(database: Database) -> None:
    await person(database, 1)
    gone: dict[str, Any] = {"state": "left", "closed_at": NOON + 7 * MINUTE}
    async with database.write() as db:
        closed: dict[str, Any] = {"state": "closed", "claimed_at": NOON + 3 * MINUTE}
        await handoff(db, 1, **closed)
        await handoff(db, 1, languages=("fr", "ar"), **gone)
        await handoff(db, 1, languages=("en",), **closed)
        await handoff(db, 1)
        await handoff(db, 1, state="closed", claimed_at=NOON)
        await handoff(db, 1, **closed | {"asked_at": NOON - BACK - MINUTE})
        found = await history.past(db, ("fr", "ar"), NOON)
    assert sorted(found, key=lambda one: one.waited) == [
        Past(NOON, 3 * MINUTE, answered=True),
        Past(NOON, 7 * MINUTE, answered=False),
    ]


@pytest.mark.parametrize(
    ("hers", "there"),
    [
        ({}, "free"),
        ({"on_duty_until": NOON}, "away"),
        ({"paused_at": NOON}, "away"),
        ({"languages": ("en",)}, "away"),
        ({"topics": ("letter",)}, "away"),
        ({"level": "adults"}, "away"),
        ({"expires_at": NOON}, "away"),
        ({"capacity": 0}, "away"),
    ],
)
async def test_somebody_is_there(database: Database, hers: dict[str, Any], there: str) -> None:
    async with database.write() as db:
        await mentor(db, 1, **hers)
        assert await history.presence(db, "cv", ("fr",), "minors", NOON) == there


async def test_all_who_are_there_have_as_many_as_they_wanted(database: Database) -> None:
    await person(database, 1)
    async with database.write() as db:
        await mentor(db, 1, capacity=1)
        await mentor(db, 2, capacity=1, on_duty_until=None)
        await handoff(db, 1, state="held", mentor_id=1)
        assert await history.presence(db, "cv", ("fr",), "adults", NOON) == "full"
        await mentor(db, 3, capacity=1)
        assert await history.presence(db, "cv", ("fr",), "adults", NOON) == "free"


async def test_the_next_who_comes_and_free_windows(database: Database) -> None:
    async with database.write() as db:
        await mentor(db, 1)
        await mentor(db, 2, languages=("en",))
        assert await history.next_at(db, "cv", ("fr",), "adults", NOON) is None
        for key, (account, days, state) in enumerate(
            [(1, -1, "free"), (1, 1, "withdrawn"), (2, 2, "free"), (1, 3, "booked"), (1, 4, "free")]
        ):
            at = {"starts_at": NOON + days * DAY, "ends_at": NOON + days * DAY + MINUTE, "created_at": NOON}
            await db.execute(slots.insert().values(at | {"key": f"{key}", "account_id": account, "state": state}))
        assert await history.next_at(db, "cv", ("fr",), "adults", NOON) == NOON + 3 * DAY
        assert await history.has_slots(db, "cv", ("fr",), "adults", NOON)
        assert not await history.has_slots(db, "cv", ("ar",), "adults", NOON)
        assert not await history.has_slots(db, "cv", ("fr",), "adults", NOON + 5 * DAY)


async def test_languages_of_who_may_talk_to_them(database: Database) -> None:
    async with database.write() as db:
        await mentor(db, 1, languages=("fr", "ar"), level="adults", on_duty_until=None)
        await mentor(db, 2, languages=("en",))
        await mentor(db, 3, languages=("es",), trained_at=None)
        assert await history.languages(db, NOON, "adults") == ["ar", "en", "fr"]
        assert await history.languages(db, NOON, "minors") == ["en"]
