"""A renderer for all tests of the room: starting one reads the fonts."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import insert

from bot.storage.engine import Database
from bot.storage.tables.people import people
from cv_builder.renderer import Renderer
from tests.fakes.clock import FakeTime

PERSON = 1


@pytest.fixture
async def renderer() -> AsyncIterator[Renderer]:
    renderer = Renderer()
    renderer.start()
    yield renderer
    renderer.close()


@pytest.fixture
def time() -> FakeTime:
    return FakeTime()


@pytest.fixture
async def person(database: Database, time: FakeTime) -> int:
    """Somebody who agreed."""
    async with database.write() as db:
        now = time.now()
        row = {"id": PERSON, "locale": "fr", "created_at": now, "last_seen_at": now, "consent_at": now}
        await db.execute(insert(people).values(row))
    return PERSON
