"""A workshop that they were at stands on the CV when they said so, once, and goes through a file."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import insert, update

from bot.cvs import store
from bot.cvs.actions.lines import Lines
from bot.cvs.actions.making import Making
from bot.cvs.rules.cv import with_more
from bot.i18n import translator
from bot.ports import Turn
from bot.storage.engine import Database
from bot.storage.sealed import Identity
from bot.storage.tables.people import people
from bot.storage.tables.workshops import hosts, seats, workshops
from cv_builder.json_resume import to_json_resume
from cv_builder.model import CV, Extra, Line
from cv_builder.reading.resume import from_json_resume
from tests.fakes.clock import FakeTime

NOON = FakeTime().now()
THERE = Extra(Line("", store.WORKSHOPS), "Faire son CV", ("Le Pont",), "2026-11")


@pytest.fixture
async def house(database: Database) -> Database:
    """Person 1 was at workshop 1."""
    at = {"created_at": NOON}
    async with database.write() as db:
        await db.execute(insert(people).values(id=1, locale="fr", last_seen_at=NOON, **at))
        await db.execute(insert(hosts).values(id=1, name="Le Pont", **at))
        starts = {"starts_at": NOON, "ends_at": NOON.replace(hour=14), "zone": "Europe/Paris", "languages": "fr"}
        names = {"id": 1, "key": "k", "host_id": 1, "state": "closed", "title": "Faire son CV", "updated_at": NOON}
        await db.execute(insert(workshops).values(**names, **starts, **at))
        await db.execute(insert(seats).values(id=1, key="s", workshop_id=1, person_id=1, state="came", since=NOON))
    return database


async def test_only_what_they_want_and_were_at(house: Database) -> None:
    async with house.write() as db:
        assert await store.attended(db, 1) == []
        await db.execute(update(seats).values(on_cv=True))
        assert await store.attended(db, 1) == [THERE]
        await db.execute(update(seats).values(state="missed"))
        assert await store.attended(db, 1) == []


async def test_a_cv_that_is_made_has_it_and_one_without_answers_is_none(house: Database) -> None:
    actions = Making(Identity(), translator)
    async with house.write() as db:
        await db.execute(update(seats).values(on_cv=True))
        turn = Turn(db, 1, "fr", NOON, FakeTime().new_id)
        assert (await actions.make(turn, {}, {})).value is None
        assert (await actions.make(turn, {"name": "Amina K."}, {})).value == 1
        made = await store.load(db, Identity(), 1)
        assert made is not None
        assert made.cv.extras == (THERE,)
        assert (await actions.changed(turn, {"name": "Amina K."}, {})).value is None


async def test_an_empty_cv_has_no_lines_and_a_first_answer_makes_it(house: Database) -> None:
    making, lines, passed = Making(Identity(), translator), Lines(Identity(), translator), {"name": None}
    async with house.write() as db:
        turn = Turn(db, 1, "fr", NOON, FakeTime().new_id)
        assert (await lines.lines(turn, passed, {})).value == []
        assert (await lines.missing(turn, passed, {})).value == [{"id": "name", "label": "Mon nom"}]
        assert (await making.changed(turn, passed, {})).value is None
        assert (await lines.missing(turn, {"name": "Lina"}, {})).value == []
        assert (await making.changed(turn, {"name": "Lina"}, {})).value == "yes"
        await making.make(turn, {"name": "Lina"}, {})
        assert (await making.changed(turn, {"name": "Lina"}, {})).value is None
        assert (await lines.missing(turn, passed, {})).value == []


def test_once_and_through_a_file() -> None:
    cv = with_more(CV(name="Amina K."), [THERE])
    assert cv.extras == (THERE,)
    back = from_json_resume(to_json_resume(cv))
    assert back.extras == (THERE,)
    assert with_more(back, [THERE]) == back
    assert with_more(back, [replace(THERE, title="Autre")]).extras == (THERE, replace(THERE, title="Autre"))
