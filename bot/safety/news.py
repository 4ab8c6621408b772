"""What a person hears of an alert: that a mentor has raised it, that the team has seen it, or that nobody has yet.

Law: said as lines beside whatever goes on, with a human or with the bot; nothing is asked, nothing waits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from bot.ports import EventHandler, Line, Outcome, Translations, Turn
from bot.safety import words as say
from bot.safety.alarm import FLAGGED, SEEN, UNSEEN
from bot.safety.model import Country
from bot.safety.sos import sos
from bot.storage.tables.mentors import mentors
from bot.storage.tables.safety import alerts
from flows.events import JsonValue


@dataclass(frozen=True, slots=True)
class News:
    """`country`: whose numbers are said."""

    words: Translations
    country: Country

    def handlers(self) -> Mapping[str, EventHandler]:
        return {SEEN: self.seen, UNSEEN: self.unseen, FLAGGED: self.flagged}

    async def seen(self, turn: Turn, payload: Mapping[str, JsonValue]) -> Outcome:
        return Outcome(lines=(Line(say.team_saw(self.words(turn.locale))),), resume=True)

    async def unseen(self, turn: Turn, payload: Mapping[str, JsonValue]) -> Outcome:
        """Nothing when somebody has seen it meanwhile."""
        id = payload.get("alert")
        if not isinstance(id, int):
            return Outcome()
        open = select(alerts.c.id).where(
            alerts.c.id == id, alerts.c.person_id == turn.person_id, alerts.c.seen_at.is_(None)
        )
        if await turn.db.scalar(open) is None:
            return Outcome()
        numbers = sos(self.words, self.country)(turn.locale)
        return Outcome(lines=(Line(say.nobody_saw(self.words(turn.locale))), *numbers), resume=True)

    async def flagged(self, turn: Turn, payload: Mapping[str, JsonValue]) -> Outcome:
        """A mentor is worried: the person hears who knows, and what they can read."""
        account = payload.get("account")
        alias = await turn.db.scalar(select(mentors.c.alias).where(mentors.c.account_id == account))
        words = self.words(turn.locale)
        line = Line(say.mentor_is_worried(str(alias or ""), words), choices=(say.numbers_button(words),))
        return Outcome(lines=(line,))
