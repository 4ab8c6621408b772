"""Ideas for the CV in the chat: said in every language, done by one tap or by opening the very question."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from bot.cvs import store
from bot.cvs.actions.advice import FINE, FLOW, Advice
from bot.cvs.actions.making import Making
from bot.cvs.model import Remarks
from bot.ports import Outcome, Turn
from bot.storage.engine import Database
from bot.storage.sealed import Identity
from flows.events import JsonValue
from tests.bot.cvs.answers import AMINA
from tests.bot.words import SourceWords
from tests.fakes.clock import FakeTime

SEALER = Identity()
WHOLE: dict[str, JsonValue] = {**AMINA, "job.tasks": [["waiter_orders"], ["bakery_sell"]]}
ALONE: dict[str, JsonValue] = {**WHOLE, "name": "Amina Konaté, célibataire", "phone": None}


async def do(
    database: Database, time: FakeTime, person: int, action: str, answers: Mapping[str, JsonValue], **args: JsonValue
) -> Outcome:
    async with database.write() as db:
        turn = Turn(db, person, "fr", time.now(), time.new_id)
        return await Advice(SEALER, SourceWords()).actions()[action](turn, answers, args)


@pytest.fixture
async def made(database: Database, time: FakeTime, person: int) -> None:
    """The CV exists."""
    async with database.write() as db:
        turn = Turn(db, person, "fr", time.now(), time.new_id)
        await Making(SEALER, SourceWords()).make(turn, ALONE, {})


@pytest.mark.usefixtures("made")
async def test_two_ideas_with_their_buttons_and_sentences(database: Database, time: FakeTime, person: int) -> None:
    offered = await do(database, time, person, "cvs.advice", ALONE)
    assert offered.value == [
        {"id": "no_phone", "label": "Ajouter mon numéro"},
        {"id": "family", "label": "Enlever ma situation"},
    ]
    told = await do(database, time, person, "cvs.advice_words", ALONE)
    assert told.value == {
        "one": "Ton numéro\u00a0: sans lui, on ne peut pas t’appeler.",
        "two": "«\u00a0célibataire\u00a0»\u00a0: un patron n’a pas à le savoir.",
    }


async def test_a_good_cv_hears_nothing(database: Database, time: FakeTime, person: int) -> None:
    assert (await do(database, time, person, "cvs.advice", WHOLE)).value is None


@pytest.mark.usefixtures("made")
async def test_one_tap_takes_the_words_away_and_makes_the_cv_anew(
    database: Database, time: FakeTime, person: int
) -> None:
    outcome = await do(database, time, person, "cvs.advised", ALONE, two="family")
    assert outcome.adopt is not None
    assert outcome.adopt.flow == FLOW
    assert outcome.adopt.answers == {**ALONE, "name": "Amina Konaté"}
    assert outcome.lines


@pytest.mark.usefixtures("made")
async def test_one_tap_opens_the_very_question_and_does_not_ask_for_it_again(
    database: Database, time: FakeTime, person: int
) -> None:
    assert (await do(database, time, person, "cvs.advised", ALONE, two="no_phone")).value == "phone"
    left = await do(database, time, person, "cvs.advice", ALONE)
    assert left.value == [{"id": "family", "label": "Enlever ma situation"}]


async def test_the_question_of_a_job_is_named_with_its_round(database: Database, time: FakeTime, person: int) -> None:
    second: dict[str, JsonValue] = {**AMINA, "job.tasks": [["waiter_orders"], None]}
    assert (await do(database, time, person, "cvs.advised", second, one="no_tasks")).value == "job.tasks:1"


@pytest.mark.usefixtures("made")
async def test_what_was_waved_away_does_not_come_back(database: Database, time: FakeTime, person: int) -> None:
    assert await do(database, time, person, "cvs.advised", ALONE, two=FINE) == Outcome()
    assert (await do(database, time, person, "cvs.advice", ALONE)).value is None
    async with database.write() as db:
        turn = Turn(db, person, "fr", time.now(), time.new_id)
        await Making(SEALER, SourceWords()).make(turn, ALONE, {})
    assert (await do(database, time, person, "cvs.advice", ALONE)).value is None, "nor for another version"
    async with database.write() as db:
        said = await store.remarks(db, SEALER, person)
        await store.erase(db, SEALER, person)
        assert "célibataire" not in str(said)
        assert await store.remarks(db, SEALER, person) == Remarks()


@pytest.mark.parametrize("idea", ["gone", "", None, 3, ["family"], {"a": 1}])
async def test_an_idea_of_yesterday_does_nothing(
    database: Database, time: FakeTime, person: int, idea: JsonValue
) -> None:
    assert await do(database, time, person, "cvs.advised", ALONE, one=idea) == Outcome()
    assert (await do(database, time, person, "cvs.advice", ALONE)).value is not None
