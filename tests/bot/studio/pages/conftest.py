"""Who most tests of these pages are: an editor, in a studio on SQLite."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.storage.engine import Database
from tests.bot.studio.house import House, house
from tests.bot.web.rooms import Visitor


@pytest.fixture
async def studio(database: Database) -> AsyncIterator[House]:
    async with house(database) as made:
        yield made


@pytest.fixture
async def she(studio: House) -> AsyncIterator[Visitor]:
    async with studio.someone("editor") as visitor:
        yield visitor
