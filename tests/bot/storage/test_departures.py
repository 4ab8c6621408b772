"""What stays of somebody who was erased is one row of numbers."""

from __future__ import annotations

import pytest
from sqlalchemy import insert, select

from bot.storage.departures import department, note
from bot.storage.engine import Database
from bot.storage.tables.people import departures, people
from tests.fakes.clock import FakeTime

NOW = FakeTime().now()


@pytest.mark.parametrize(
    ("insee", "expected"), [("93066", "93"), ("97411", "974"), ("2A004", "2A"), ("98818", "988"), ("", "")]
)
def test_the_department_of_a_commune(insee: str, expected: str) -> None:
    assert department(insee) == expected


async def test_somebody_who_said_nothing(database: Database) -> None:
    async with database.write() as db:
        await db.execute(insert(people).values(id=1, locale="fr", created_at=NOW, last_seen_at=NOW))
        await note(db, 1, NOW)
        row = (await db.execute(select(departures))).one()
    assert tuple(row) == (1, NOW.year * 100 + NOW.month, "", 0, 0, 0, 0, "talk")
