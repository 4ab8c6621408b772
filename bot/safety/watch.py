"""Words of distress in what a person writes: a question is asked aside, or beside a human one line is said.

Law: never a verdict, never a wall. What was under way waits; « Non, tout va bien » goes on with the very words that
were taken for distress. While a human talks the bot asks nothing: two voices at once are none, and the human has read
the same words, with a mark beside them. Of somebody who has agreed to nothing, nothing is kept: they are asked each
time, and nobody is told. **Why**: to count to two is to keep; and to whom the team can't write, it can't be of help.
Who taps « Parler à quelqu’un » under the numbers is led there by the same flow, without its questions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.channels.model import Said
from bot.ports import Line, Outcome, Translations, Turn
from bot.safety import store, words
from bot.safety.alarm import last_told, raise_alert
from bot.safety.net.model import Hit
from bot.safety.rules import QUIET, is_twice
from bot.safety.safe_word import FLOW as OWN_WORD
from bot.storage.sealed import Sealer
from flows.events import Aside, JsonValue, Received, Tapped, Typed, Unsupported

FLOW = "filet"
"""The flow that asks."""


@dataclass(frozen=True, slots=True)
class Watching:
    """Implements `ports.Watch`. `notice`: the net."""

    notice: Callable[[str, str], Hit | None]
    translations: Translations
    sealer: Sealer

    async def __call__(self, turn: Turn, said: Said, seq: int) -> Outcome | None:
        if said == Tapped(words.HUMAN):
            return await _led(turn, FLOW, seq, {"what": "human", "seq": None})
        if said == Tapped(words.WORD):
            return await _led(turn, OWN_WORD, seq, "sos")
        hit = self._hit(said, turn.locale)
        if hit is None:
            return None
        standing = await store.standing(turn.db, turn.person_id)
        told = await self._keep(turn, standing, seq, hit) if standing.agreed else None
        if standing.mode == "human":
            return Outcome(lines=await self._beside(turn, told))
        lines = (Line(told),) if told else ()
        return Outcome(lines=lines, aside=Aside(FLOW, str(seq), {"what": hit.category, "seq": seq}))

    def hits(self, said: Said, locale: str) -> bool:
        return self._hit(said, locale) is not None

    def _hit(self, said: Said, locale: str) -> Hit | None:
        text = written(said)
        return self.notice(text, locale) if text else None

    async def _keep(self, turn: Turn, standing: store.Standing, seq: int, hit: Hit) -> str | None:
        """Noted; the second time in a day the team is told. What the person hears of that."""
        db, person = turn.db, turn.person_id
        await store.note(db, self.sealer, turn.now, person, seq, hit)
        since = await last_told(db, person)
        if not is_twice(await store.signs_of(db, self.sealer, person, since), turn.now):
            return None
        raised = await raise_alert(db, self.sealer, turn.now, person, "twice", standing.handoff_id)
        own = self.translations(turn.locale)
        if not raised.fresh:
            return None
        if not raised.reached:
            return words.team_finds(own)
        return words.team_told(own) if standing.handoff_id is None else words.team_told_beside(own)

    async def _beside(self, turn: Turn, told: str | None) -> tuple[Line, ...]:
        """Once in a while: who talks about it with a human need not hear it after every sentence."""
        own = self.translations(turn.locale)
        again = await store.noticed_before(turn.db, turn.person_id, turn.now - QUIET, turn.last_seq)
        if told is None and again:
            return ()
        text = told or words.beside_a_human(own)
        return (Line(text, choices=(words.numbers_button(own),), controls=(words.SOS,)),)


async def _led(turn: Turn, flow: str, seq: int, value: JsonValue = None) -> Outcome | None:
    """Where a button under the numbers leads, at once. Whoever talks with a human is told so by who hears them."""
    if (await store.standing(turn.db, turn.person_id)).mode == "human":
        return None
    return Outcome(aside=Aside(flow, str(seq), value))


def written(said: Said) -> str:
    """The words in what was said, also those under a file and those of an edited line; commands are none."""
    meant = said.meant if isinstance(said, Unsupported) else said
    text = meant.text if isinstance(meant, Typed) else meant.caption if isinstance(meant, Received) else ""
    return "" if text.startswith("/") else text
