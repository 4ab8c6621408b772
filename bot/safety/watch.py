"""Words of distress in what a person writes: a question is asked aside, or beside a human one line is said.

Law: never a verdict, never a wall. What was under way waits; « Non, tout va bien » goes on with the very words that
were taken for distress. While a human talks the bot asks nothing: two voices at once are none, and the human has read
the same words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.channels.model import Said
from bot.ports import Line, Outcome, Translations, Turn
from bot.safety import store, words
from bot.safety.net.model import Hit
from flows.events import Aside, Received, Typed, Unsupported

FLOW = "filet"
"""The flow that asks."""


@dataclass(frozen=True, slots=True)
class Watching:
    """Implements `ports.Watch`. `notice`: the net."""

    notice: Callable[[str, str], Hit | None]
    translations: Translations

    async def __call__(self, turn: Turn, said: Said, seq: int) -> Outcome | None:
        text = written(said)
        hit = self.notice(text, turn.locale) if text else None
        if hit is None:
            return None
        if await store.mode(turn.db, turn.person_id) == "human":
            own = self.translations(turn.locale)
            line = Line(words.beside_a_human(own), choices=(words.numbers_button(own),), controls=(words.SOS,))
            return Outcome(lines=(line,))
        return Outcome(aside=Aside(FLOW, str(seq), {"what": hit.category, "seq": seq}))


def written(said: Said) -> str:
    """The words in what was said, also those under a file and those of an edited line; commands are none."""
    meant = said.meant if isinstance(said, Unsupported) else said
    text = meant.text if isinstance(meant, Typed) else meant.caption if isinstance(meant, Received) else ""
    return "" if text.startswith("/") else text
