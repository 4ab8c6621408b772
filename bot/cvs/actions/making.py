"""The CV made of the answers and stored; its documents are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.cvs import store
from bot.cvs.model import RENDER
from bot.cvs.rules.cv import cv_locale, is_empty, to_translate, with_more
from bot.papers import asked
from bot.ports import Action, Line, Outcome, Translations, Turn
from bot.storage.sealed import Sealer
from cv_builder.model import CV
from cv_builder.quiz import cv_from_answers
from cv_builder.rewording import in_answers, on_page
from flows.events import JsonValue

Answers = Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Making:
    """`make`, `changed`: bound to what they need."""

    sealer: Sealer
    words: Translations

    async def make(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """Stores the CV and has its documents made. Value: the version, or None when nothing was answered."""
        told = await told_now(answers, turn, self.sealer)
        cv = told.cv
        if before := await store.load(turn.db, self.sealer, turn.person_id):
            cv = replace(cv, kept=before.cv.kept)
        if is_empty(cv):
            words = self.words(turn.locale)
            text = words.pgettext(
                "cvs/empty",
                "Je n’ai encore aucune réponse pour ton CV.",
            )
            return Outcome(lines=(Line(text),))
        version = await store.save(turn.db, self.sealer, turn.person_id, cv, turn.now)
        left = to_translate(told.answers, cv.locale, self.words(turn.locale))
        return Outcome(version, lines=(Line(left),) if left else (), effects=(asked(RENDER, turn, version),))

    async def changed(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """ "yes" when the answers say something else now than the CV that was made of them, or than no CV."""
        before = await store.load(turn.db, self.sealer, turn.person_id)
        now = (await told_now(answers, turn, self.sealer)).cv
        if is_empty(now):
            return Outcome()
        if before is None:
            return Outcome("yes")
        same = replace(now, kept=before.cv.kept, updated=before.cv.updated) == before.cv
        return Outcome(None if same else "yes")

    def actions(self) -> Mapping[str, Action]:
        return {"cvs.make": self.make, "cvs.changed": self.changed}


@dataclass(frozen=True, slots=True)
class Told:
    """`answers`: in the words that somebody took for what nobody could read. `cv`: what they give."""

    answers: Answers
    cv: CV


async def told_now(answers: Answers, turn: Turn, sealer: Sealer) -> Told:
    """What the answers give, with the workshops and quizzes that they want on it; those alone are no CV yet."""
    told = await reworded(answers, turn, sealer)
    if is_empty(told.cv):
        return told
    at = await store.attended(turn.db, turn.person_id)
    learned = await store.learned(turn.db, turn.person_id, told.cv.locale)
    return replace(told, cv=with_more(told.cv, (*at, *learned)))


async def reworded(answers: Answers, turn: Turn, sealer: Sealer) -> Told:
    """What the answers alone give, in the words that they took from a mentor."""
    taken = await store.taken(turn.db, sealer, turn.person_id)
    answers = in_answers(answers, taken)
    return Told(answers, on_page(cv_of(answers, turn), taken))


def cv_of(answers: Answers, turn: Turn) -> CV:
    """The CV that these answers give today."""
    return cv_from_answers(answers, cv_locale(answers), turn.now.date().isoformat())
