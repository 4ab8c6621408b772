"""What a flow may ask for about words, as an action: values from the answers alone, lines that keep their breaks."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.cvs.words import Words
from bot.ports import Turn
from bot.storage.engine import Database
from flows.events import JsonValue
from tests.bot.words import SourceWords

NOW = datetime(2026, 11, 21, tzinfo=UTC)
ANSWERS: dict[str, JsonValue] = {"informal.home": ["cooking"], "informal.cooking.people": 6}


@pytest.fixture
def words() -> Words:
    return Words(SourceWords())


async def test_the_skills_are_said_line_by_line_and_offered(words: Words, database: Database) -> None:
    async with database.read() as db:
        turn = Turn(db, 1, "fr", NOW, lambda: "id")
        assert (await words.follow_ups(turn, ANSWERS, {})).value == ["cooking_people", "cooking_often"]
        said = await words.skill_lines(turn, ANSWERS, {})
        assert said.value is True
        assert said.lines[0].text.split("\n")[0] == "• Préparer les repas pour six personnes"
        sources = await words.skill_sources(turn, ANSWERS, {})
        assert len(sources.lines[0].text.split("\n")) == len(said.lines[0].text.split("\n")) == 3
        offered = (await words.skills(turn, ANSWERS, {})).value
        assert isinstance(offered, list)
        assert len(offered) == 3


async def test_nothing_ticked_says_nothing(words: Words, database: Database) -> None:
    async with database.read() as db:
        turn = Turn(db, 1, "fr", NOW, lambda: "id")
        for action in (words.skill_lines, words.skill_sources):
            outcome = await action(turn, {}, {})
            assert (outcome.value, outcome.lines) == (False, ())
        assert (await words.skills(turn, {}, {})).value == []
        assert (await words.follow_ups(turn, {}, {})).value == []
