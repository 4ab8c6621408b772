"""What is wrong with a draft is looked for once, until something is published; a form does not wait for it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.releases.model import Written
from bot.releases.shelf import Shelf
from bot.storage.engine import Database
from bot.studio.pages.checks import REMEMBERED, Checks, by_step, place_of
from bot.studio.pages.desk import Desk
from bot.studio.rules.reading import reading
from flows.loader import load
from tests.bot.studio.house import CV, WELCOME
from tests.fakes.clock import FakeTime

BROKEN = Written("cv", CV.replace("{none: fin}", "{none: nulle_part}"), {})


def shelf() -> Shelf:
    library = load({"cv.yaml": CV, "welcome.yaml": WELCOME}).library
    assert library
    return Shelf(library)


async def test_looked_for_once_until_something_is_published(database: Database) -> None:
    served = [shelf()]
    checks = Checks(Desk(database, FakeTime().clock, ZoneInfo("Europe/Paris"), lambda: served[0]))
    assert checks.known(BROKEN) is None
    found = await checks.of(BROKEN)
    assert found.stops
    assert checks.known(BROKEN) is found
    assert await checks.of(BROKEN) is found
    served[0] = shelf()
    assert checks.known(BROKEN) is None
    assert (await checks.of(BROKEN)).mine == found.mine
    for at in range(REMEMBERED + 1):
        await checks.of(Written("cv", f"{CV}# {at}\n", {}))
    assert checks.known(BROKEN) is None


async def test_each_problem_at_its_step(database: Database) -> None:
    served = shelf()
    checks = Checks(Desk(database, FakeTime().clock, ZoneInfo("Europe/Paris"), lambda: served))
    found = by_step(reading("cv", BROKEN.source), (await checks.of(BROKEN)).mine)
    (problem,) = [one for one in found["travail"] if one.code == "missing_target"]
    assert place_of(problem) == "steps/1/go/none"
    head = Written("cv", CV.replace("title: Mon CV", "title: |-\n"), {})
    assert "" in by_step(reading("cv", head.source), (await checks.of(head)).mine)
