"""Texts in one language, line by line: what stands there, for which French it was made, who stands by it. Pure.

What flows say, what the robot says itself in all of them (`engine/…`), what code and pages say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Literal, NamedTuple

from bot.catalogs import placeholders
from bot.offering import CODE, FLOWS, Read, Shipped
from bot.releases.model import Written
from bot.releases.reworded import Flaw, flaw, most, numbers
from bot.releases.shelf import ENGINE
from bot.storage.reviews import Review
from flows.checks.long_button import BEST, MOST
from flows.text import units

State = Literal["new", "review", "reviewed"]
"""new: nothing is there · review: a draft, or made for another French sentence · reviewed: somebody stands by it."""
LONGEST = 2000
"""Characters of one translation; what people read has a few hundred."""
BUTTONS = ("choices", "menu", "label")
LISTS = ("synonyms", "words")


class Source(NamedTuple):
    """One French text: of a flow, of the robot itself, of code."""

    key: str
    text: str
    domain: str = FLOWS

    @property
    def is_spoken(self) -> bool:
        """It comes with the service: no flow holds it, nothing is published for it to be said."""
        return self.domain == CODE or self.key.startswith(ENGINE)

    @property
    def name(self) -> str:
        """Of one that no flow holds."""
        return self.key.removeprefix(ENGINE)

    @property
    def step(self) -> str:
        return self.key.split("/", 2)[1]

    @property
    def place(self) -> str:
        """Which of the step's texts: `say`, `choices/oui`."""
        return self.key.split("/", 2)[2]

    @property
    def is_button(self) -> bool:
        """**Why** by its length where no flow says so: what is short is shown on one."""
        if self.is_spoken:
            return self.domain == FLOWS and len(self.text) <= BEST and "/" not in self.name
        return self.place.split("/")[0] in BUTTONS

    @property
    def is_list(self) -> bool:
        """Words that people type, separated by commas: nobody reads them."""
        return not self.is_spoken and self.place.split("/")[0] in LISTS


@dataclass(frozen=True, slots=True)
class Line:
    """`was`: the French it was made for, where that is another one than today's. `by`: "" for what we ship."""

    source: Source
    text: str
    state: State
    was: str = ""
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the texts of one language. `before`: key → (French, translation), as they are published."""

    ours: Shipped
    reviews: Mapping[tuple[str, str], Review] = field(default_factory=dict)
    before: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def line(self, source: Source, text: str) -> Line:
        if not text:
            return Line(source, "", "new")
        done = self.reviews.get((FLOWS, source.key))
        done = done if done is not None and done.text == text else None
        read = {(FLOWS, self.ours.locale, source.key): Read(done.text, done.reviewed)} if done else {}
        reviewed = self.ours.reviewed(FLOWS, source.key, text, read)
        was = done.source if done else self._made_for(source, text)
        state: State = "reviewed" if reviewed and was == source.text else "review"
        shown = was if was != source.text else ""
        return Line(source, text, state, shown, done.name if done else "", done.at if done else None)

    def _made_for(self, source: Source, text: str) -> str:
        if self.ours.texts.get(FLOWS, {}).get(source.key) == text:
            return self.ours.sources[FLOWS][source.key]
        french, translation = self.before.get(source.key, ("", ""))
        return french if translation == text and french else source.text


def lines(sources: Iterable[Source], texts: Mapping[str, str], known: Known) -> list[Line]:
    return [known.line(source, texts.get(source.key, "")) for source in sources]


class Count(NamedTuple):
    """Of one flow in one language."""

    new: int
    review: int
    all: int

    @property
    def percent(self) -> int:
        """Of texts that are there."""
        return (self.all - self.new) * 100 // self.all if self.all else 100


def count(found: Iterable[Line]) -> Count:
    states = [line.state for line in found]
    return Count(states.count("new"), states.count("review"), len(states))


# -- what is wrong with a translation -------------------------------------------------------------------------
class Wrong(NamedTuple):
    """values: `what` are the placeholders that it lacks or adds · long: a button nobody can show · endless.

    Of what code says, too: empty · numbers: not those of its French · loud: words of distress with a « ! » ·
    lines: more than one, where its French has one.
    """

    code: Flaw | Literal["long"]
    what: str = ""


def wrong(source: Source, text: str, most: int = MOST) -> Wrong | None:
    """`most`: units that the channels show on a button."""
    wanted, given = placeholders(source.text), placeholders(text)
    if different := sorted(name for name in {*wanted, *given} if wanted.get(name) != given.get(name)):
        return Wrong("values", ", ".join(different))
    if source.domain == CODE:
        found = flaw(source.key, source.text, text)
        return Wrong(found, _about(found, source)) if found else None
    if source.is_button and units(text) > most:
        return Wrong("long", str(most))
    if len(text) > LONGEST:
        return Wrong("endless", str(LONGEST))
    return None


def _about(found: Flaw, source: Source) -> str:
    match found:
        case "endless":
            return str(most(source.text))
        case "numbers":
            return ", ".join(numbers(source.text))
        case "values":
            return "{ }"
        case _:
            return ""


def is_long(source: Source, text: str) -> bool:
    """A button that is shown, but cut on a small phone."""
    return source.is_button and not source.is_list and len(text) > BEST


# -- putting them into a draft --------------------------------------------------------------------------------
class Wish(NamedTuple):
    """`seen`: the mark of what stood there when it was typed; None takes whatever stands there."""

    text: str
    seen: str | None = None


def mark(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def clashes(written: Written, locale: str, wishes: Mapping[str, Wish]) -> dict[str, str]:
    """key → what somebody else wrote there meanwhile."""
    there = written.texts.get(locale, {})
    return {
        key: there.get(key, "")
        for key, wish in wishes.items()
        if wish.seen is not None and there.get(key, "") != wish.text and mark(there.get(key, "")) != wish.seen
    }


def put(written: Written, locale: str, wishes: Mapping[str, Wish]) -> Written | None:
    """The flow with these translations ("" takes one out); None when somebody changed one of them meanwhile."""
    if clashes(written, locale, wishes):
        return None
    after = {**written.texts.get(locale, {}), **{key: wish.text for key, wish in wishes.items()}}
    kept = {key: text for key, text in after.items() if text}
    texts = {**written.texts, locale: kept}
    return Written(written.flow, written.source, {name: held for name, held in texts.items() if held})
