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
from flows.events import JsonValue

Answers = Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Making:
    """`make`, `changed`: bound to what they need."""

    sealer: Sealer
    words: Translations

    async def make(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """Stores the CV and has its documents made. Value: the version, or None when nothing was answered."""
        cv = await cv_now(answers, turn)
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
        left = to_translate(answers, cv.locale, self.words(turn.locale))
        return Outcome(version, lines=(Line(left),) if left else (), effects=(asked(RENDER, turn, version),))

    async def changed(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """ "yes" when the answers say something else now than the CV that was made of them, or than no CV."""
        before = await store.load(turn.db, self.sealer, turn.person_id)
        now = await cv_now(answers, turn)
        if is_empty(now):
            return Outcome()
        if before is None:
            return Outcome("yes")
        same = replace(now, kept=before.cv.kept, updated=before.cv.updated) == before.cv
        return Outcome(None if same else "yes")

    def actions(self) -> Mapping[str, Action]:
        return {"cvs.make": self.make, "cvs.changed": self.changed}


async def cv_now(answers: Answers, turn: Turn) -> CV:
    """What the answers give, with the workshops that they want on it; those alone are no CV yet."""
    cv = cv_of(answers, turn)
    return cv if is_empty(cv) else with_more(cv, await store.attended(turn.db, turn.person_id))


def cv_of(answers: Answers, turn: Turn) -> CV:
    """The CV that these answers give today."""
    return cv_from_answers(answers, cv_locale(answers), turn.now.date().isoformat())
