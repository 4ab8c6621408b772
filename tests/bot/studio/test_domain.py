"""The studio keeps nothing of a person: it has pages, and forgets try-outs that nobody goes on with."""

from __future__ import annotations

from bot.releases.model import Written
from bot.releases.shelf import empty
from bot.storage.engine import Database
from bot.studio.domain import Studio
from bot.studio.model import Held
from bot.studio.store import tries
from tests.bot.studio.house import PARIS
from tests.fakes.clock import FakeTime


def test_it_has_pages_and_keeps_nothing_of_a_person(database: Database) -> None:
    room = Studio(database, FakeTime().clock, PARIS, empty).domain()
    assert room.name == "studio"
    assert room.routes is not None
    assert (room.export, room.erase, room.retain, dict(room.actions)) == (None, None, tries.retain, {})


def test_a_flow_nobody_wrote_yet_is_empty() -> None:
    assert Held("neuf", None, None, None).written == Written("neuf", "", {})
