"""What the robot says itself, in one language: its own words, and what the team says better. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.offering import FLOWS, Shipped
from bot.storage.reviews import Review
from bot.studio.rules.translating import LONGEST, State, Wrong
from flows.checks.long_button import BEST, MOST
from flows.phrases import PHRASES
from flows.text import PLACEHOLDER, units


@dataclass(frozen=True, slots=True)
class Phrase:
    """`by`: who stands by it; "" for what comes with the service."""

    key: str
    french: str
    text: str
    state: State
    by: str = ""

    @property
    def name(self) -> str:
        return self.key.partition("/")[2]

    @property
    def is_button(self) -> bool:
        """**Why** by its length: what is short is shown on one, and nothing says which are not."""
        return len(self.french) <= BEST and "/" not in self.name


def phrases(ours: Shipped, done: Mapping[tuple[str, str], Review]) -> Sequence[Phrase]:
    """In the order in which the engine has them. `done`: (domain, key) → what was done with it here."""
    return [_phrase(key, french, ours, done.get((FLOWS, key))) for key, french in PHRASES.items()]


def _phrase(key: str, french: str, ours: Shipped, done: Review | None) -> Phrase:
    if done is not None and done.source == french and done.text:
        return Phrase(key, french, done.text, "reviewed" if done.reviewed else "review", done.name)
    text = ours.texts.get(FLOWS, {}).get(key, "")
    fresh = not ours.draft and key not in ours.unread.get(FLOWS, ())
    return Phrase(key, french, text, "new" if not text else "reviewed" if fresh else "review")


def wrong(phrase: Phrase, text: str, most: int = MOST) -> Wrong | None:
    """`most`: units that the channels show on a button."""
    wanted, given = sorted(PLACEHOLDER.findall(phrase.french)), sorted(PLACEHOLDER.findall(text))
    if wanted != given:
        return Wrong("values", ", ".join(sorted({f"{{{name}}}" for name in {*wanted} ^ {*given}} or {*wanted})))
    if phrase.is_button and units(text) > most:
        return Wrong("long", str(most))
    return Wrong("endless", str(LONGEST)) if len(text) > LONGEST else None
