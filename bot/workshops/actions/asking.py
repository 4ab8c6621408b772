"""A place that our list does not know, asked of a geocoder on the network: only where there is one, and with a yes.

Law: the turn only notes that it is to be asked; the answer comes as an event, and is a question, never a town in
silence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.errors import Unavailable
from bot.ports import Action, Later, Line, Outcome, Turn
from bot.workshops.actions.looking import ASKED, part
from bot.workshops.cards import Words
from bot.workshops.rules.asking import askable
from flows.events import Adopted, Aside, JsonValue

Answers = Mapping[str, JsonValue]
LOCATE = "workshops.locate"
"""Kind of the effect."""
FLOW, WHERE = "atelier_carte", "atelier_ou"
"""Asks whether it is there; asks where to look, and goes on from there."""
OFFERED = 3
"""Towns to choose from."""


class Geocoder(Protocol):
    """`name`: as people read it."""

    @property
    def name(self) -> str: ...

    async def find(self, text: str) -> Sequence[Mapping[str, JsonValue]]:
        """Communes as the place resolver gives them, the likeliest first. Raises `errors.Unavailable`."""
        ...


@dataclass(frozen=True, slots=True)
class Asking:
    """`maps`, `locate`, `located`, `there`; `ask` is the effect, `told` its event. `geocoder`: None for no map."""

    words: Words
    geocoder: Geocoder | None

    async def maps(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """Value: who could be asked for the place they typed; null for nobody, or where it must not go there."""
        may = self.geocoder is not None and askable(part(answers, "name"))
        return Outcome(self.geocoder.name if self.geocoder and may else None)

    async def locate(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        text = part(answers, "name")
        if self.geocoder is None or not askable(text):
            return Outcome(None)
        key = f"{LOCATE}/{turn.person_id}/{turn.last_seq}"
        return Outcome("yes", effects=(Later(LOCATE, {"text": text}, key),))

    async def located(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """What the event gives in its place."""
        return Outcome([])

    async def there(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """They said yes to `place`: as if they had typed it. **Why** so: what is asked aside is kept nowhere."""
        return Outcome(adopt=Adopted(WHERE, {ASKED: args.get("place")}))

    async def ask(self, person_id: int, payload: Answers) -> Answers:
        """Value: `{"state": found · none · down, "towns": […]}`. **Why** not tried again: somebody waits for it now."""
        text = payload.get("text")
        if self.geocoder is None or not isinstance(text, str):
            return {"state": "none"}
        try:
            towns = await self.geocoder.find(text)
        except Unavailable:
            return {"state": "down"}
        return {"state": "found" if towns else "none", "towns": [dict(town) for town in towns[:OFFERED]]}

    async def told(self, turn: Turn, payload: Answers) -> Outcome:
        towns, key = payload.get("towns"), str(turn.last_seq)
        options = [_option(town) for town in towns if isinstance(town, dict)] if isinstance(towns, list) else []
        if options:
            return Outcome(aside=Aside(FLOW, key, options))
        if payload.get("state") not in ("none", "down"):
            return Outcome()
        words = self.words(turn.locale)
        said = (
            words.pgettext("workshops/maps_down", "La carte ne répond pas.")
            if payload.get("state") == "down"
            else words.pgettext("workshops/maps_none", "La carte non plus ne connaît pas.")
        )
        return Outcome(lines=(Line(said),), aside=Aside(FLOW, key, []))

    def actions(self) -> Mapping[str, Action]:
        return {
            "workshops.maps": self.maps,
            "workshops.locate": self.locate,
            "workshops.located": self.located,
            "workshops.there": self.there,
        }


def _option(town: Answers) -> JsonValue:
    label = f"{town.get('name')} ({town.get('dep')})"
    return {"id": f"i{town.get('insee')}", "label": label, "value": dict(town)}
