from __future__ import annotations

import pytest

from bot.storage.engine import Database
from tests.bot.conversation.house import House, make_house


@pytest.fixture
def house(database: Database) -> House:
    return make_house(database)
