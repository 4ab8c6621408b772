"""What a flow may ask for about words: the skills behind a life, names and texts in other letters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.cvs.rules import names, offers
from bot.cvs.rules.cv import cv_locale
from bot.cvs.rules.listing import last
from bot.ports import Action, Line, Outcome, Translations, Turn
from cv_builder import strengths
from cv_builder.foreign import EMPLOYER, unread
from cv_builder.scripts import script_of
from cv_builder.wording import phrases
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
        return Outcome(offers.skills(answers, turn.locale))

    async def skill_sources(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """Each as it would stand on the page, and where it comes from, one a line."""
        return Outcome(offers.skill_sources(answers, turn.locale, self.words(turn.locale)) or None)

    async def script(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """The script of the name just typed; None for Latin letters."""
        name = answers.get("name")
        return Outcome(script_of(name) or None if isinstance(name, str) else None)

    async def latin(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """Latin forms of the name, to choose from; says so when they are a guess."""
        forms, guess = names.name_forms(answers.get("name"))
        words = self.words(turn.locale)
        text = words.pgettext("cvs/guess", "Je devine d’après les lettres\u00a0: regarde bien.")
        return Outcome(forms, lines=(Line(text),) if guess else ())

    async def own_name(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """The name as typed, in its own script; says so when no font of ours has that."""
        name = answers.get("name")
        words = self.words(turn.locale)
        text = words.pgettext(
            "cvs/no_font", "Je n’ai pas ces lettres pour le CV\u00a0: ton nom y sera en lettres latines."
        )
        return Outcome(names.own_name(name), lines=(Line(text),) if names.is_unprintable(name) else ())

    async def latin_name(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """The name in Latin letters, as chosen."""
        return Outcome(names.latin_name(answers.get("name_latin")))

    async def foreign(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """The employer just typed, when the readers of the CV can't read it; else None."""
        typed = last(answers.get(EMPLOYER))
        return Outcome(typed if unread(typed, cv_locale(answers)) else None)

    async def other_language(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """The language of the chat when the CV is in another; else None."""
        chat = phrases(turn.locale).locale
        return Outcome(chat if chat != cv_locale(answers) else None)

    def actions(self) -> Mapping[str, Action]:
        return {
            "cvs.script": self.script,
            "cvs.latin": self.latin,
            "cvs.own_name": self.own_name,
            "cvs.latin_name": self.latin_name,
            "cvs.foreign": self.foreign,
            "cvs.other_language": self.other_language,
            "cvs.follow_ups": self.follow_ups,
            "cvs.skills": self.skills,
            "cvs.skill_sources": self.skill_sources,
        }
