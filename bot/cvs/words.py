"""What a flow may ask for about words: the skills behind a life."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.cvs import rules
from bot.ports import Action, Line, Outcome, Translations, Turn
from cv_builder import strengths
from flows.events import JsonValue

Answers = Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Words:
    """Nothing here touches the database: values come from the answers alone."""

    words: Translations

    async def follow_ups(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """Which details to ask about, as "cooking_people"."""
        return Outcome([*strengths.follow_ups(answers)])

    async def skills(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """The skills behind what they do in their life, to confirm."""
        return Outcome(rules.skills(answers, turn.locale))

    async def skill_lines(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """Says them as they would stand on the page."""
        return _said(rules.skill_lines(answers, turn.locale))

    async def skill_sources(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """Says where each of them comes from."""
        return _said(rules.skill_sources(answers, turn.locale, self.words(turn.locale)))

    def actions(self) -> Mapping[str, Action]:
        return {
            "cvs.follow_ups": self.follow_ups,
            "cvs.skills": self.skills,
            "cvs.skill_lines": self.skill_lines,
            "cvs.skill_sources": self.skill_sources,
        }


def _said(text: str) -> Outcome:
    """**Why** not a text of the flow: a value put into one loses its line breaks."""
    return Outcome(bool(text), lines=(Line(text),) if text else ())
