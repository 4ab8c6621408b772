"""`/staff/data`: every kind of what is held, by numbers; nobody is named, and not everybody may look."""

from __future__ import annotations

import re
from typing import get_args
from zoneinfo import ZoneInfo

import pytest

from bot.accounts import store
from bot.accounts.domain import domain
from bot.accounts.model import Role
from bot.i18n import translator
from bot.people.holdings import KINDS
from bot.people.pages.data import PATH, DataPages
from bot.storage.engine import Database
from bot.storage.keeping import DEFAULTS
from tests.bot.test_rooms import TIME, WORD, fill
from tests.bot.web.rooms import Visitor, rooms, visitor

PARIS = ZoneInfo("Europe/Paris")
FAR = 900
"""Also the number of an account, which that of somebody invited must not meet."""


async def open_page(database: Database, role: Role, lang: str = "fr", filled: int = 0) -> Visitor:
    """What somebody of that role sees; `filled`: the number of a person who is there then."""
    room = domain(database=database, clock=TIME.clock, zone=PARIS, root="", translations=translator)
    assert room.routes
    pages = DataPages(database, TIME.clock, PARIS, DEFAULTS)
    async with rooms(TIME.clock, room.routes, pages.routes) as base, visitor(base) as who:
        async with database.write() as db:
            opened = await store.invite(db, role, f"The {role}", TIME.now(), TIME.new_id)
        assert opened
        if filled:
            await fill(database, filled, WORD)
        await who.open(f"/sign-in?code={opened.code}")
        await who.send("/sign-in", {"code": opened.code})
        await who.open(PATH, lang)
        return who


@pytest.mark.parametrize("lang", ["fr", "en", "ar"])
async def test_staff_read_how_much_and_how_long(database: Database, lang: str) -> None:
    page = await open_page(database, "admin", lang, filled=FAR)
    assert page.status == 200
    assert page.html.count('<th scope="row">') == len(KINDS)
    for days_or_months in (7, 30, 90, 12, 24):
        assert re.search(rf"\b{days_or_months}\b", page.text), days_or_months
    assert not re.search(r"\b(365|730)\b", page.text)
    assert WORD not in page.html
    assert "{" not in page.text


async def test_who_may_look(database: Database) -> None:
    allowed = {role for role in get_args(Role) if (await open_page(database, role)).status == 200}
    assert allowed == {"admin", "coordinator"}
