"""Who is told that somebody waits: the conditions of the claim, once in a quarter of an hour, not who sees it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from bot.mentors.store import calls
from bot.storage import team
from bot.storage.engine import Database
from bot.storage.tables import mentors as t
from bot.storage.team import EMAIL, TELEGRAM
from tests.bot.mentors.rows import NOON, handoff, mentor
from tests.bot.storage.rows import person

MINUTE = timedelta(minutes=1)


async def asked(database: Database, **columns: Any) -> None:
    """Person 1 waits for French; mentor 1 has asked to be told by e-mail."""
    await person(database, 1)
    async with database.write() as db:
        await mentor(db, 1, **columns)
        await handoff(db, 1)
        await team.want(db, NOON, 1, EMAIL, "Europe/Paris", "lina@example.org")


async def due(database: Database) -> Sequence[int]:
    async with database.read() as db:
        return await calls.due(db, 1, NOON)


async def test_who_asked_for_it_and_may_take_them_is_called(database: Database) -> None:
    await asked(database, languages=("ar", "fr"))
    assert await due(database) == [1]
    async with database.write() as db:
        call = await calls.take(db, 1, NOON)
        assert call is not None
        assert (call.waiting, call.languages) == (1, ("fr",))
        assert await calls.take(db, 1, NOON) is None
    assert await due(database) == []


@pytest.mark.parametrize(
    "columns",
    [
        {"languages": ("ar",)},
        {"topics": ("letter",)},
        {"level": None},
        {"expires_at": NOON},
        {"capacity": 0},
        {"paused_at": NOON},
        {"trained_at": None},
        {"seen_at": NOON - MINUTE},
    ],
)
async def test_who_could_not_take_them_or_sees_them_is_not(database: Database, columns: dict[str, object]) -> None:
    await asked(database, **columns)
    assert await due(database) == []


async def test_nobody_is_called_about_who_waits_no_more(database: Database) -> None:
    await asked(database, seen_at=NOON - 3 * MINUTE)
    assert await due(database) == [1]
    async with database.write() as db:
        await db.execute(t.handoffs.update().values(state="left"))
        assert await calls.take(db, 1, NOON) is None
    assert await due(database) == []


@pytest.mark.parametrize(("minutes", "again"), [(14, False), (16, True)])
async def test_once_in_a_quarter_of_an_hour_by_all_channels(database: Database, minutes: int, again: bool) -> None:
    await asked(database)
    async with database.write() as db:
        await team.want(db, NOON, 1, TELEGRAM, "Europe/Paris")
        assert await calls.take(db, 1, NOON - minutes * MINUTE) is not None
    assert (await due(database) == [1]) is again


async def test_who_takes_nothing_any_more_is_not_called(database: Database) -> None:
    await asked(database)
    async with database.write() as db:
        await team.refused(db, NOON, 1, EMAIL)
        assert await calls.take(db, 1, NOON) is None
    assert await due(database) == []


async def test_a_call_that_could_not_be_made_is_still_to_be_made(database: Database) -> None:
    await asked(database)
    async with database.write() as db:
        call = await calls.take(db, 1, NOON)
        assert call is not None
        await calls.untake(db, call)
    assert await due(database) == [1]
