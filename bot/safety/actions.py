"""What the flow `filet` may ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.ports import Action, Line, Outcome, Translations, Turn
from bot.safety import store
from bot.safety.model import Country
from bot.safety.sos import help_with
from bot.storage.sealed import Sealer
from flows.events import JsonValue, Typed

Answers = Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Actions:
    """Bound to what they need. `country`: whose numbers are said."""

    sealer: Sealer
    words: Translations
    country: Country

    def actions(self) -> Mapping[str, Action]:
        return {
            "safety.noticed": self.noticed,
            "safety.number": self.number,
            "safety.numbers": self.numbers,
            "safety.urgent": self.urgent,
            "safety.fine": self.fine,
        }

    async def noticed(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """`what` (a category) and `seq` of the line: the watch gives them. Whoever comes here otherwise: neither."""
        return Outcome({"what": None, "seq": None})

    async def number(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """Says the one number that helps most with `what`."""
        return Outcome(lines=self._lines(turn, args)[:1])

    async def numbers(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """Says all that help with `what`."""
        return Outcome(lines=self._lines(turn, args))

    def _lines(self, turn: Turn, args: Answers) -> tuple[Line, ...]:
        said = help_with(str(args.get("what") or ""), self.country, self.words(turn.locale))
        return tuple(Line(text) for text in said)

    async def urgent(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """They come before those who are not in a hurry, whether they wait for a human already or are about to ask."""
        await store.hurry(turn.db, turn.now, turn.person_id)
        return Outcome()

    async def fine(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """The words of line `seq` were no distress: they answer what was under way, as if nothing had come between."""
        seq = args.get("seq")
        if type(seq) is not int:
            return Outcome()
        await store.was_fine(turn.db, turn.now, turn.person_id, seq)
        text = await store.line(turn.db, self.sealer, turn.person_id, seq)
        return Outcome(heard=Typed(text) if text else None)
