"""The site with these pages and the sign-in, and who visits it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest

from bot.storage.engine import Database
from tests.bot.web.rooms import Visitor, visitor
from tests.bot.web.signed import signed, site
from tests.bot.workshops.pages.house import Shelf


@pytest.fixture
def shelf(database: Database) -> Iterator[Shelf]:
    found = Shelf(database)
    found.renderer.start()
    yield found
    found.renderer.close()


@pytest.fixture
async def base(shelf: Shelf) -> AsyncIterator[str]:
    async with site(shelf.database, shelf.time.clock, shelf.pages().routes) as address:
        yield address


@pytest.fixture
async def momo(base: str, shelf: Shelf) -> AsyncIterator[Visitor]:
    async with signed(base, shelf.database, shelf.time.clock, "host", "Boulangerie Momo") as somebody:
        yield somebody


@pytest.fixture
async def zoe(base: str, shelf: Shelf) -> AsyncIterator[Visitor]:
    async with signed(base, shelf.database, shelf.time.clock, "host", "Chez Zoé") as somebody:
        yield somebody


@pytest.fixture
async def team(base: str, shelf: Shelf) -> AsyncIterator[Visitor]:
    async with signed(base, shelf.database, shelf.time.clock, "admin", "Équipe") as somebody:
        yield somebody


@pytest.fixture
async def she(base: str) -> AsyncIterator[Visitor]:
    """Nobody in particular."""
    async with visitor(base) as somebody:
        yield somebody
