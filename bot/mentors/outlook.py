"""What somebody who waits, or is about to, can be told now; and the one line that tells it, changed when it changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.i18n import Translator
from bot.mentors import waits
from bot.mentors import words as say
from bot.mentors.model import Handoff, Level, Wish
from bot.mentors.rules.waiting import truth
from bot.mentors.store import history
from bot.mentors.store.handoffs import told
from bot.mentors.store.tell import WAITING
from bot.mentors.telling.waiting import about
from bot.ports import Later, Line, Outcome, Turn
from bot.storage.types import micros

LOOK_EVERY = timedelta(minutes=5)
"""How often it is looked whether what was told still holds."""
LOOK_SELDOM = timedelta(hours=1)
"""The same for somebody who has waited longer than that."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """`zone`: the clocks of the people here."""

    words: Callable[[str], Translator]
    zone: ZoneInfo

    async def truth(self, turn: Turn, wish: Wish, needs: Level) -> str:
        """How long it takes, in their language."""
        db, now = turn.db, turn.now
        there = await history.presence(db, wish.topic, wish.languages, needs, now)
        away = there == "away"
        next_at = await history.next_at(db, wish.topic, wish.languages, needs, now) if away else None
        past = [] if away else await history.past(db, wish.languages, now)
        found = truth(past, now, self.zone, presence=there, next_at=next_at)
        return waits.truth(found, now, self.zone, self.words(turn.locale))

    async def tell(self, turn: Turn, handoff: Handoff, *, let_down: bool = False) -> Outcome:
        """The line that tells it, as the first of an outcome, and when it is looked at again."""
        words = self.words(turn.locale)
        found = await self.truth(turn, Wish(handoff.topic, handoff.languages), handoff.needs)
        text = say.requeued(found, words) if let_down else say.waits(found, words)
        await told(turn.db, handoff.id, turn.last_seq + 1, found)
        return Outcome(
            lines=(Line(text, choices=(say.stop_waiting(words),), controls=(say.SOS,)),),
            events=(self._again(turn, handoff),),
            effects=(about(turn, handoff),),
        )

    async def look_again(self, turn: Turn, handoff: Handoff) -> Outcome:
        """The same line with what is true now, in the place of the older one; nothing while nothing changed."""
        words = self.words(turn.locale)
        found = await self.truth(turn, Wish(handoff.topic, handoff.languages), handoff.needs)
        lines: tuple[Line, ...] = ()
        if found != handoff.told and handoff.told_seq is not None:
            await told(turn.db, handoff.id, turn.last_seq + 1, found)
            button = say.stop_waiting(words)
            lines = (Line(say.waits(found, words), choices=(button,), controls=(say.SOS,), replaces=handoff.told_seq),)
        return Outcome(lines=lines, events=(self._again(turn, handoff),), effects=(about(turn, handoff),))

    def _again(self, turn: Turn, handoff: Handoff) -> Later:
        pause = LOOK_SELDOM if turn.now - handoff.since >= LOOK_SELDOM else LOOK_EVERY
        due = turn.now + pause
        return Later(WAITING, {"handoff": handoff.id}, f"{WAITING}/{handoff.id}/{micros(due)}", due)
