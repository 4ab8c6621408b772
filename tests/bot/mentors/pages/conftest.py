"""The site with the sign-in and the pages of this room."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import App, compose, serving
from bot.config import load
from bot.mentors.pages.desk import Desk
from bot.mentors.pages.site import pages
from bot.mentors.pages.slots import SlotPages
from bot.storage.engine import Database
from tests.bot.mentors.pages.house import SEALER, House
from tests.bot.mentors.pages.office import team_site
from tests.bot.web.rooms import Visitor, visitor
from tests.bot.web.signed import PARIS, signed, site
from tests.fakes.team import FakePost


@pytest.fixture
def house(database: Database) -> House:
    return House(database)


@pytest.fixture
async def base(house: House) -> AsyncIterator[str]:
    slots = SlotPages(house.database, house.time.clock, SEALER, house.look)
    desk = Desk(house.database, house.time.clock, SEALER, house.look, house.sheets, PARIS)
    async with site(house.database, house.time.clock, pages(desk, slots)) as address:
        yield address


@pytest.fixture
async def lina(base: str) -> AsyncIterator[Visitor]:
    async with visitor(base) as somebody:
        yield somebody


@pytest.fixture
async def omar(base: str) -> AsyncIterator[Visitor]:
    async with visitor(base) as somebody:
        yield somebody


@pytest.fixture
def post() -> FakePost:
    return FakePost()


@pytest.fixture
async def team(house: House, post: FakePost) -> AsyncIterator[str]:
    """The pages of who may be a mentor and who answers for safety, with e-mail."""
    async with team_site(house, post) as address:
        yield address


@pytest.fixture
async def ana(team: str, house: House) -> AsyncIterator[Visitor]:
    """A coordinator, signed in."""
    async with signed(team, house.database, house.time.clock, "coordinator", "Ana Ruiz") as somebody:
        yield somebody


@pytest.fixture
async def leo(team: str, house: House) -> AsyncIterator[Visitor]:
    """A mentor who was just invited."""
    async with signed(team, house.database, house.time.clock, "mentor", "Léo Dupont-Martin") as somebody:
        yield somebody


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[tuple[App, str]]:
    """The whole service and its address."""
    settings = load(data_dir=tmp_path, port=0)
    async with compose(settings) as app, serving(app) as url:
        yield app, url
