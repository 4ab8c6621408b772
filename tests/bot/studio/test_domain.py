"""The studio keeps nothing of a person: it has pages, and forgets try-outs that nobody goes on with."""

from __future__ import annotations

import pytest
from aiohttp import web

from bot.config import load
from bot.releases.model import Written
from bot.releases.shelf import empty
from bot.rooms import Behind, domains
from bot.storage.engine import Database
from bot.storage.sealed import Identity
from bot.studio.domain import Studio
from bot.studio.model import Held
from bot.studio.store import tries
from bot.web import guard
from cv_builder.renderer import Renderer
from tests.bot.studio.house import PARIS, Cookies, served
from tests.bot.web.rooms import rooms, visitor
from tests.fakes.clock import FakeTime


def test_it_has_pages_and_keeps_nothing_of_a_person(database: Database) -> None:
    room = Studio(database, FakeTime().clock, PARIS, empty).domain()
    assert room.name == "studio"
    assert room.routes is not None
    assert (room.export, room.erase, room.retain, dict(room.actions)) == (None, None, tries.retain, {})


def test_a_flow_nobody_wrote_yet_is_empty() -> None:
    assert Held("neuf", None, None, None).written == Written("neuf", "", {})


@pytest.mark.parametrize(("token", "most"), [(None, "200"), ("123:abc", "34")])
async def test_it_knows_which_channels_are_on(database: Database, token: str | None, most: str) -> None:
    time = FakeTime()
    behind = Behind(shelf=await served(database, time))
    made = domains(load(telegram_token=token), database, Renderer(), time.clock, Identity(), behind)
    (studio,) = [one for one in made if one.name == "studio"]

    def routes(app: web.Application) -> None:
        app[guard.ACCOUNTS] = Cookies()
        assert studio.routes
        studio.routes(app)

    async with rooms(time.clock, routes) as base, visitor(base) as she:
        she.session.cookie_jar.update_cookies({guard.COOKIE: "editor"})
        assert await she.open("/staff/flows/cv/texts/en") == 200
        assert f'data-most="{most}"' in she.html
