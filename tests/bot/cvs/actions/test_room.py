"""What had no room on the page: told, offered, had back, and something else goes instead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from bot.cvs import store
from bot.cvs.actions.room import MOST_KEPT, Room
from bot.cvs.rules.room import LONGEST_LABEL, MOST_OFFERED
from bot.ports import Outcome, Turn
from bot.storage.engine import Database
from cv_builder.renderer import Renderer
from flows.events import JsonValue
from tests.bot.cvs import printing
from tests.bot.cvs.answers import AMINA
from tests.bot.cvs.printing import SEALER
from tests.bot.words import SourceWords
from tests.fakes.clock import FakeTime

TITLES: list[JsonValue] = [{"label": f"Travail numéro {n} avec un titre assez long"} for n in range(30)]
TASKS: list[JsonValue] = [["waiter_orders", "waiter_serve", "waiter_pay", "waiter_setup"] for _ in TITLES]
LONG: dict[str, JsonValue] = {**AMINA, "job.title": TITLES, "job.tasks": TASKS, "job.employer": None}


async def turned(database: Database, time: FakeTime, person: int, action: str, **args: JsonValue) -> Any:
    async with database.write() as db:
        turn = Turn(db, person, "fr", time.now(), time.new_id)
        return (await Room(SEALER, SourceWords()).actions()[action](turn, {}, args)).value


async def make(
    database: Database, time: FakeTime, person: int, renderer: Renderer, answers: Mapping[str, JsonValue] = LONG
) -> Outcome:
    """The CV made, rendered and handed over."""
    (later,) = (await printing.make(database, time, person, answers)).effects
    kind = printing.main(renderer)
    done = await printing.render(database, time, person, kind, later.payload)
    return await printing.hand(database, time, person, kind, done)


async def test_what_had_no_room_is_told_and_offered(
    database: Database, time: FakeTime, person: int, renderer: Renderer
) -> None:
    said = await make(database, time, person, renderer)
    assert said.lines[-1].text.startswith("Pour tenir sur une page")
    offered = await turned(database, time, person, "cvs.left_out")
    assert len(offered) == MOST_OFFERED
    assert all(len(option["label"]) <= LONGEST_LABEL for option in offered)


async def test_what_is_kept_is_there_and_something_else_goes_and_is_told(
    database: Database, time: FakeTime, person: int, renderer: Renderer
) -> None:
    await make(database, time, person, renderer)
    (first, second, *_) = await turned(database, time, person, "cvs.left_out")
    assert await turned(database, time, person, "cvs.keep", keys=[second["id"]]) == 1
    said = await make(database, time, person, renderer)
    assert said.lines[-1].text.startswith("J’ai gardé ce que tu voulais.")
    offered = [option["id"] for option in await turned(database, time, person, "cvs.left_out")]
    assert second["id"] not in offered
    assert first["id"] in offered


async def test_two_pages_hold_more(database: Database, time: FakeTime, person: int, renderer: Renderer) -> None:
    await make(database, time, person, renderer)
    one = await turned(database, time, person, "cvs.left_out")
    said = await make(database, time, person, renderer, {**LONG, "pages": "two"})
    assert said.lines[-1].text.startswith("Même sur deux pages")
    two = await turned(database, time, person, "cvs.left_out")
    assert one != two


async def test_who_is_fine_with_it_is_not_asked_again_until_something_else_goes(
    database: Database, time: FakeTime, person: int, renderer: Renderer
) -> None:
    await make(database, time, person, renderer)
    await turned(database, time, person, "cvs.left_out_fine")
    await make(database, time, person, renderer, {**LONG, "phone": "+33755512345"})
    assert await turned(database, time, person, "cvs.left_out") is None
    await make(database, time, person, renderer, {**LONG, "job.title": TITLES[2:], "job.tasks": TASKS[2:]})
    assert await turned(database, time, person, "cvs.left_out")


async def test_a_cv_that_fits_offers_nothing(
    database: Database, time: FakeTime, person: int, renderer: Renderer
) -> None:
    await make(database, time, person, renderer)
    await make(database, time, person, renderer, AMINA)
    assert await turned(database, time, person, "cvs.left_out") is None


@pytest.mark.parametrize("keys", [None, [], "work.1", [3], [None], {"a": 1}])
async def test_no_wish_changes_nothing(database: Database, time: FakeTime, person: int, keys: JsonValue) -> None:
    assert await turned(database, time, person, "cvs.keep", keys=keys) is None
    assert await turned(database, time, person, "cvs.keep", keys=["work.1"]) is None, "without a CV"


async def test_wishes_do_not_grow_for_ever(database: Database, time: FakeTime, person: int, renderer: Renderer) -> None:
    await make(database, time, person, renderer)
    for number in range(3):
        await turned(database, time, person, "cvs.keep", keys=[f"work.{number}.{n}" for n in range(MOST_KEPT)])
    async with database.read() as db:
        stored = await store.load(db, SEALER, person)
    assert stored is not None
    assert len(stored.cv.kept) == MOST_KEPT
    assert stored.cv.kept[0] == "work.2.0", "the newest first"
