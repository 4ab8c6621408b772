"""What a flow may ask for about words, as an action: values from the answers alone, lines that keep their breaks."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.cvs.actions.making import Making
from bot.cvs.actions.words import Words
from bot.ports import Turn
from bot.storage.engine import Database
from bot.storage.sealed import Identity
from flows.events import JsonValue
from tests.bot.words import SourceWords

NOW = datetime(2026, 11, 21, tzinfo=UTC)
ANSWERS: dict[str, JsonValue] = {"informal.home": ["cooking"], "informal.cooking.people": 6}


@pytest.fixture
def words() -> Words:
    return Words(SourceWords())


async def test_the_skills_are_offered_and_traced_line_by_line(words: Words, database: Database) -> None:
    async with database.read() as db:
        turn = Turn(db, 1, "fr", NOW, lambda: "id")
        assert (await words.follow_ups(turn, ANSWERS, {})).value == ["cooking_people", "cooking_often"]
        sources = await words.skill_sources(turn, ANSWERS, {})
        assert str(sources.value).startswith("«\u00a0Préparer les repas pour six personnes\u00a0»")
        assert str(sources.value).count("\n") == 2
        offered = (await words.skills(turn, ANSWERS, {})).value
        assert isinstance(offered, list)
        assert len(offered) == 3


async def test_nothing_ticked_says_nothing(words: Words, database: Database) -> None:
    async with database.read() as db:
        turn = Turn(db, 1, "fr", NOW, lambda: "id")
        outcome = await words.skill_sources(turn, {}, {})
        assert (outcome.value, outcome.lines) == (None, ())
        assert (await words.skills(turn, {}, {})).value == []
        assert (await words.follow_ups(turn, {}, {})).value == []


@pytest.mark.parametrize(
    ("name", "beside", "says_why"),
    [("أمينة قاسي", "أمينة قاسي", False), ("ⵜⴰⵏⵉⵔⵜ", None, True), ("Amina Konaté", None, False), (None, None, False)],
)
async def test_a_name_in_letters_that_we_have_none_of_is_not_dropped_in_silence(
    words: Words, database: Database, name: JsonValue, beside: str | None, says_why: bool
) -> None:
    async with database.read() as db:
        outcome = await words.own_name(Turn(db, 1, "fr", NOW, lambda: "id"), {"name": name}, {})
    assert outcome.value == beside
    assert ["lettres latines" in line.text for line in outcome.lines] == ([True] if says_why else [])


@pytest.mark.parametrize(
    ("name", "script", "forms", "guess"),
    [
        ("Amina Konaté", None, [], False),
        ("أمينة قاسي", "arabic", ["Amina Kaci", "Amina Kassi"], False),
        ("بوشناق", "arabic", ["Bouchnak"], True),
        ("王伟", "cjk", [], False),
        (None, None, [], False),
        (["أمينة"], None, [], False),
    ],
)
async def test_a_name_in_other_letters_gets_latin_forms(
    words: Words, database: Database, name: JsonValue, script: str | None, forms: list[str], guess: bool
) -> None:
    async with database.read() as db:
        turn = Turn(db, 1, "fr", NOW, lambda: "id")
        assert (await words.script(turn, {"name": name}, {})).value == script
        found = await words.latin(turn, {"name": name}, {})
        assert found.value == [{"id": form, "label": form} for form in forms]
        assert [line.text for line in found.lines] == ["Je devine d’après les lettres\u00a0: regarde bien."] * guess


async def test_both_forms_of_a_name_stand_as_names_do(words: Words, database: Database) -> None:
    async with database.read() as db:
        turn = Turn(db, 1, "fr", NOW, lambda: "id")
        answers: dict[str, JsonValue] = {"name": "оксана шевченко", "name_latin": "oksana shevchenko"}
        assert (await words.own_name(turn, answers, {})).value == "Оксана Шевченко"
        assert (await words.latin_name(turn, answers, {})).value == "Oksana Shevchenko"
        assert (await words.own_name(turn, {"name": "Oksana"}, {})).value is None
        assert (await words.own_name(turn, {"name": "ሰላም ተስፋይ"}, {})).value is None, "our fonts can't print it"
        assert (await words.latin_name(turn, {}, {})).value is None


@pytest.mark.parametrize(
    ("answers", "chat", "foreign", "other"),
    [
        ({"job.employer": ["Chez Momo", "مطعم النور"]}, "ar", "مطعم النور", "ar"),
        ({"job.employer": ["مطعم النور", "Chez Momo"]}, "fr", None, None),
        ({"job.employer": ["مطعم النور"], "cv_language": "ar"}, "ar_MA", None, None),
        ({"job.employer": "Кафе", "cv_language": "ar"}, "en", "Кафе", "en"),
        ({"job.employer": []}, "en", None, "en"),
        ({"cv_language": 3}, "uk", None, None),
    ],
)
async def test_what_the_readers_of_the_cv_can_read(
    words: Words, database: Database, answers: dict[str, JsonValue], chat: str, foreign: JsonValue, other: JsonValue
) -> None:
    async with database.read() as db:
        turn = Turn(db, 1, chat, NOW, lambda: "id")
        assert (await words.foreign(turn, answers, {})).value == foreign
        assert (await words.other_language(turn, answers, {})).value == other


async def test_what_is_left_to_translate_is_told_with_each_cv(database: Database, person: int) -> None:
    answers: dict[str, JsonValue] = {"job.employer": ["مطعم النور", "مطعم النور"], "town": {"name": "حلب"}, "name": "A"}
    actions = Making(Identity(), SourceWords())
    async with database.write() as db:
        turn = Turn(db, person, "fr", NOW, lambda: "id")
        told = await actions.make(turn, answers, {})
        assert [line.text for line in told.lines] == [
            "Pas encore sur ton CV, à traduire avec quelqu’un\u00a0: "
            "«\u00a0حلب\u00a0», «\u00a0مطعم النور\u00a0». C’est gardé."
        ]
        assert (await actions.make(turn, answers | {"cv_language": "ar"}, {})).lines == ()
