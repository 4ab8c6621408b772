"""The CV changed from its picture: its lines to choose from, and the questions behind each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.cvs import store
from bot.cvs.actions.making import told_now
from bot.cvs.rules import lines as rules
from bot.cvs.rules.cv import is_empty
from bot.ports import Action, Outcome, Translations, Turn
from bot.storage.sealed import Sealer
from flows.events import JsonValue

Answers = Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Lines:
    """`lines`, `missing`, `parts`, `part`: bound to what they need."""

    sealer: Sealer
    words: Translations

    async def lines(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """The lines of the CV by number, to choose the one that is wrong."""
        before = await store.load(turn.db, self.sealer, turn.person_id)
        told = await told_now(answers, turn, self.sealer)
        if is_empty(told.cv):
            return Outcome([])
        return Outcome(rules.lines(told.answers, replace(told.cv, kept=before.cv.kept) if before else told.cv))

    async def missing(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """The questions that an empty CV begins with, for `@open`; an empty list when there is something on it."""
        before = await store.load(turn.db, self.sealer, turn.person_id)
        empty = before is None and is_empty((await told_now(answers, turn, self.sealer)).cv)
        return Outcome(rules.missing(answers, self.words(turn.locale)) if empty else [])

    async def parts(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """The questions behind the line `line`, when there are several."""
        found = rules.parts(str(args.get("line")), answers, self.words(turn.locale), turn.locale)
        return Outcome(found if len(found) > 1 else None)

    async def part(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """The first question behind the line `line`, for `@open`."""
        found = rules.parts(str(args.get("line")), answers, self.words(turn.locale), turn.locale)
        first = found[0] if found else None
        return Outcome(first["id"] if isinstance(first, dict) else None)

    def actions(self) -> Mapping[str, Action]:
        return {
            "cvs.lines": self.lines,
            "cvs.missing": self.missing,
            "cvs.parts": self.parts,
            "cvs.part": self.part,
        }
