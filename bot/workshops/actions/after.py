"""After a workshop: whether they came, what it brought, and whether it goes on the CV."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.ports import Action, Line, Outcome, Turn
from bot.workshops import cards
from bot.workshops.actions.seats import workshop_id
from bot.workshops.cards import Words
from bot.workshops.store import after, seats
from bot.workshops.store.workshops import load
from flows.events import JsonValue

Answers = Mapping[str, JsonValue]

POINTS = {"beaucoup": 2, "un_peu": 1, "pas": 0}
"""Answers to whether it helped."""


@dataclass(frozen=True, slots=True)
class After:
    """`attend`, `useful`, `to_cv`."""

    words: Words

    async def attend(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """Notes whether they came (`came`: oui, non)."""
        came = args.get("came") == "oui"
        await seats.attended(turn.db, turn.now, turn.person_id, workshop_id(args), came=came)
        return Outcome("came" if came else "missed")

    async def useful(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """`answer`: beaucoup, un_peu, pas; null is an answer, too, and notes nothing."""
        points = POINTS.get(str(args.get("answer")))
        if points is not None:
            await after.useful(turn.db, turn.person_id, workshop_id(args), points)
        return Outcome(points)

    async def cv_line(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """Says what would stand on the CV."""
        found = (await load(turn.db, [workshop_id(args)])).get(workshop_id(args))
        if found is None:
            return Outcome(None)
        text = " · ".join(part for part in (cards.title(found.draft), cards.cut(found.draft.host, cards.TITLE)) if part)
        words = self.words(turn.locale)
        sentence = words.pgettext("workshops/cv_line", "Sur ton CV, ça donnerait\u00a0: «\u00a0{line}\u00a0».")
        return Outcome("yes", (Line(sentence.format(line=text)),))

    async def to_cv(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """They confirmed: it is on the CV from the next time that it is made."""
        return Outcome("yes" if await after.to_cv(turn.db, turn.person_id, workshop_id(args)) else None)

    def actions(self) -> Mapping[str, Action]:
        return {
            "workshops.attend": self.attend,
            "workshops.useful": self.useful,
            "workshops.cv_line": self.cv_line,
            "workshops.to_cv": self.to_cv,
        }
