from __future__ import annotations

import pytest
from sqlalchemy import insert

from bot.storage.engine import Database
from bot.storage.tables.people import people
from tests.fakes.clock import FakeTime

NOON = FakeTime().now()


@pytest.fixture
async def house(database: Database) -> Database:
    """Person 1 has agreed that we keep what they say, person 2 has not."""
    async with database.write() as db:
        for id, since in ((1, NOON), (2, None)):
            row = {"id": id, "locale": "fr", "created_at": NOON, "last_seen_at": NOON, "consent_at": since}
            await db.execute(insert(people).values(row))
    return database
