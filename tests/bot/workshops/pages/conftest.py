"""The site with these pages and the sign-in, and who visits it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest

from bot.accounts.domain import domain
from bot.i18n import translator
from bot.storage.engine import Database
from tests.bot.web.rooms import Visitor, rooms, visitor
from tests.bot.workshops.pages.house import PARIS, Shelf, sign_in


@pytest.fixture
def shelf(database: Database) -> Iterator[Shelf]:
    found = Shelf(database)
    found.renderer.start()
    yield found
    found.renderer.close()


@pytest.fixture
async def base(shelf: Shelf) -> AsyncIterator[str]:
    room = domain(database=shelf.database, clock=shelf.time.clock, zone=PARIS, root="", translations=translator)
    assert room.routes
    async with rooms(shelf.time.clock, room.routes, shelf.pages().routes) as address:
        yield address


@pytest.fixture
async def momo(base: str, shelf: Shelf) -> AsyncIterator[Visitor]:
    async with visitor(base) as somebody:
        await sign_in(somebody, shelf, "host", "Boulangerie Momo")
        yield somebody


@pytest.fixture
async def zoe(base: str, shelf: Shelf) -> AsyncIterator[Visitor]:
    async with visitor(base) as somebody:
        await sign_in(somebody, shelf, "host", "Chez Zoé")
        yield somebody


@pytest.fixture
async def team(base: str, shelf: Shelf) -> AsyncIterator[Visitor]:
    async with visitor(base) as somebody:
        await sign_in(somebody, shelf, "admin", "Équipe")
        yield somebody


@pytest.fixture
async def she(base: str) -> AsyncIterator[Visitor]:
    """Nobody in particular."""
    async with visitor(base) as somebody:
        yield somebody
