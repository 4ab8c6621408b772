"""A mentor's words on a CV: one line of the version both looked at, and back again."""

from __future__ import annotations

from dataclasses import replace

import orjson
import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.cvs import store
from bot.cvs.actions.lines import Lines
from bot.cvs.actions.making import Making
from bot.cvs.model import RENDER
from bot.cvs.papers.rewording import Rewords
from bot.i18n import translator
from bot.ports import Turn
from bot.storage.engine import Database
from bot.storage.papers import Paper
from bot.storage.sealed import Identity
from bot.storage.tables.conversation import sessions
from cv_builder.model import CV, Line
from cv_builder.quiz import cv_from_answers
from flows.events import JsonValue
from tests.bot.cvs.answers import AMINA
from tests.bot.cvs.taken import suggested
from tests.fakes.clock import FakeTime

SEALER = Identity()
TASK, BETTER = "Prendre les commandes et les transmettre en cuisine", "Prendre 60 commandes par service"
LINE = "work 2 task 1"
ARABIC: dict[str, JsonValue] = {**AMINA, "school.level": ["cap"], "school.subject": ["خياطة"]}


def saved(state: bytes) -> dict[str, JsonValue]:
    found: dict[str, JsonValue] = orjson.loads(state)
    return found


REWORDS = Rewords(SEALER, saved)


def turn(db: AsyncConnection, person: int, time: FakeTime) -> Turn:
    return Turn(db, person, "fr", time.now(), time.new_id)


async def told(db: AsyncConnection, person: int, answers: dict[str, JsonValue]) -> None:
    await db.execute(sessions.delete())
    await db.execute(sessions.insert().values(person_id=person, state=orjson.dumps(answers)))


async def made(db: AsyncConnection, person: int, time: FakeTime, answers: dict[str, JsonValue]) -> int:
    """The CV of these answers, its papers handed out."""
    await told(db, person, answers)
    version = await store.save(db, SEALER, person, cv_from_answers(answers, "fr"), time.now())
    paper = (Paper("f1", "pdf", "cv.pdf", "application/pdf"), b"%PDF")
    assert await store.shelf(SEALER).keep(db, person, version, [paper], time.now())
    return version


async def stored(db: AsyncConnection, person: int) -> CV:
    found = await store.load(db, SEALER, person)
    assert found is not None
    return found.cv


async def test_one_line_changes_and_its_papers_are_made(database: Database, time: FakeTime, person: int) -> None:
    async with database.write() as db:
        version = await made(db, person, time, AMINA)
        before, here = await stored(db, person), turn(db, person, time)
        assert await REWORDS.says(here, LINE, TASK)
        [papers] = await REWORDS.take(here, LINE, TASK, BETTER)
        assert (papers.kind, papers.payload) == (RENDER, {"version": version + 1})
        after = await stored(db, person)
        assert after.work[1].tasks[0] == Line(BETTER)
        assert replace(after, work=before.work, updated=before.updated) == before
        assert not await REWORDS.says(here, LINE, TASK)


async def test_what_was_answered_meanwhile_is_not_on_it_before_they_ask_for_it(
    database: Database, time: FakeTime, person: int
) -> None:
    async with database.write() as db:
        await made(db, person, time, AMINA)
        await told(db, person, {**AMINA, "phone": "+33700000000"})
        await REWORDS.take(turn(db, person, time), LINE, TASK, BETTER)
        assert (await stored(db, person)).contact.phone == AMINA["phone"]


async def test_a_sketch_gets_no_papers_of_a_cv_that_is_not_done(
    database: Database, time: FakeTime, person: int
) -> None:
    async with database.write() as db:
        await store.save(db, SEALER, person, cv_from_answers(AMINA, "fr"), time.now())
        assert await REWORDS.take(turn(db, person, time), LINE, TASK, BETTER) == ()
        assert (await stored(db, person)).work[1].tasks[0] == Line(BETTER)


async def test_what_stands_on_no_page_is_made_of_the_answers(database: Database, time: FakeTime, person: int) -> None:
    async with database.write() as db:
        await made(db, person, time, ARABIC)
        here = turn(db, person, time)
        assert await REWORDS.says(here, "school.subject:0", "خياطة")
        assert not await REWORDS.says(here, "school.subject:0", "طبخ")
        await suggested(db, person, "school.subject:0", "خياطة", "Couture")
        [papers] = await REWORDS.take(here, "school.subject:0", "خياطة", "Couture")
        assert papers.kind == RENDER
        assert (await stored(db, person)).education[0].subject == "Couture"
        assert not await REWORDS.says(here, "school.subject:0", "خياطة")


async def test_nobody_without_a_cv_is_given_one(database: Database, time: FakeTime, person: int) -> None:
    async with database.write() as db:
        here = turn(db, person, time)
        assert not await REWORDS.says(here, LINE, TASK)
        assert await REWORDS.take(here, LINE, TASK, BETTER) == ()
        assert await REWORDS.remake(here) == ()
        await told(db, person, AMINA)
        assert await REWORDS.remake(here) == ()


async def test_put_back_it_is_what_the_answers_say(database: Database, time: FakeTime, person: int) -> None:
    async with database.write() as db:
        await made(db, person, time, AMINA)
        here, before = turn(db, person, time), await stored(db, person)
        await REWORDS.take(here, LINE, TASK, BETTER)
        [papers] = await REWORDS.remake(here)
        assert papers.kind == RENDER
        assert replace(await stored(db, person), updated="") == replace(before, updated="")


# -- from then on ---------------------------------------------------------------------------------------------
async def test_the_cv_that_is_made_again_has_it_and_nothing_changed(
    database: Database, time: FakeTime, person: int
) -> None:
    making = Making(SEALER, translator)
    async with database.write() as db:
        await made(db, person, time, AMINA)
        here = turn(db, person, time)
        await suggested(db, person, LINE, TASK, BETTER)
        assert (await making.changed(here, AMINA, {})).value == "yes"
        await REWORDS.take(here, LINE, TASK, BETTER)
        assert (await making.changed(here, AMINA, {})).value is None
        await making.make(here, AMINA, {})
        assert (await stored(db, person)).work[1].tasks[0] == Line(BETTER)
        await making.make(here, {**AMINA, "cv_language": "en"}, {})
        assert BETTER not in {task.text for task in (await stored(db, person)).work[1].tasks}
        await making.make(here, AMINA, {})
        assert (await stored(db, person)).work[1].tasks[0] == Line(BETTER), "back in French"


async def test_a_line_answered_otherwise_since_is_theirs_again(database: Database, time: FakeTime, person: int) -> None:
    async with database.write() as db:
        await made(db, person, time, AMINA)
        await suggested(db, person, LINE, TASK, BETTER)
        here = turn(db, person, time)
        await Making(SEALER, translator).make(here, {**AMINA, "job.tasks": [["waiter_serve"], None]}, {})
        assert BETTER not in {task.text for task in (await stored(db, person)).work[1].tasks}


async def test_what_a_mentor_has_translated_is_no_longer_told_as_left(
    database: Database, time: FakeTime, person: int
) -> None:
    making = Making(SEALER, translator)
    async with database.write() as db:
        here = turn(db, person, time)
        [left] = (await making.make(here, ARABIC, {})).lines
        assert "خياطة" in left.text
        await suggested(db, person, "school.subject:0", "خياطة", "Couture")
        assert (await making.make(here, ARABIC, {})).lines == ()
        assert (await stored(db, person)).education[0].subject == "Couture"


@pytest.mark.parametrize("state", ["offered", "kept", "past"])
async def test_only_what_was_taken_counts(database: Database, time: FakeTime, person: int, state: str) -> None:
    async with database.write() as db:
        await suggested(db, person, LINE, TASK, BETTER, state)
        assert await store.taken(db, SEALER, person) == []


async def test_its_lines_still_open_their_questions(database: Database, time: FakeTime, person: int) -> None:
    """A job that only a translation put on the page counts in the rounds, too."""
    given: dict[str, JsonValue] = {**AMINA, "job.title": [{"label": "خياط"}, None], "job.employer": None}
    async with database.write() as db:
        await suggested(db, person, "job.title:0", "خياط", "Couturier")
        listed = (await Lines(SEALER, translator).lines(turn(db, person, time), given, {})).value
    assert isinstance(listed, list)
    assert any("Couturier" in str(one) for one in listed)
