"""The site with the sign-in alone, and two browsers that visit it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.storage.engine import Database
from tests.bot.web.rooms import Visitor, visitor
from tests.bot.web.signed import site
from tests.fakes.clock import FakeTime


@pytest.fixture
def time() -> FakeTime:
    return FakeTime()


@pytest.fixture
async def base(database: Database, time: FakeTime) -> AsyncIterator[str]:
    async with site(database, time.clock) as address:
        yield address


@pytest.fixture
async def she(base: str) -> AsyncIterator[Visitor]:
    async with visitor(base) as somebody:
        yield somebody


@pytest.fixture
async def he(base: str) -> AsyncIterator[Visitor]:
    async with visitor(base) as somebody:
        yield somebody
