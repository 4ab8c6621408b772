from __future__ import annotations

import pytest

from bot.storage.engine import Database
from tests.bot.mentors.house import Room, make_room


@pytest.fixture
async def room(database: Database) -> Room:
    return await make_room(database)
