"""Who goes on writing is asked again, not too often, and only while there is something to change their mind about."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.people import leaving
from bot.ports import Outcome, Turn
from bot.storage.engine import Database
from flows.events import Aside
from tests.bot.storage.rows import NOON, person
from tests.fakes.clock import FakeTime

HOUR = timedelta(hours=1)


async def ask(database: Database, at: datetime) -> Outcome:
    async with database.write() as db:
        return await leaving.ask(Turn(db, 1, "fr", at, FakeTime().new_id), {})


async def test_once_an_hour_with_the_hours_that_are_left(database: Database) -> None:
    await person(database, erase_at=NOON + 24 * HOUR, erase_told_at=NOON)
    told = [(await ask(database, NOON + timedelta(minutes=minutes))).aside for minutes in (5, 60, 90, 125)]
    assert [one.value if isinstance(one, Aside) else None for one in told] == [None, 23, None, 22]


@pytest.mark.parametrize("columns", [{}, {"erase_at": NOON}])
async def test_nothing_is_asked_when_nothing_is_to_go_or_it_is_too_late(
    database: Database, columns: dict[str, Any]
) -> None:
    await person(database, **columns)
    assert await ask(database, NOON) == Outcome()
