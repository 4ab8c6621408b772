"""A step as a card that is read at a glance: what is said, the buttons, where each leads. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from bot.studio.rules.form import shown
from flows.yamltext import Raw

Fields = Mapping[str, Raw]
Way = Literal["next", "step", "flow", "built_in", "lost", "end"]


class Target(NamedTuple):
    """Where something leads. `name`: a step of this flow, a flow, `@menu` …; "" for the next step and the end."""

    way: Way
    name: str = ""


class Tap(NamedTuple):
    """`target`: None where every answer goes the same way. `said`: just after it; `points`: what it counts."""

    id: str
    label: str
    target: Target | None
    said: str = ""
    points: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """`listed`: the name of the list its choices come from. `kind`: what may be typed. `then`: where it goes on."""

    id: str
    place: int
    when: str = ""
    say: str = ""
    show: str = ""
    alt: str = ""
    ask: str = ""
    taps: tuple[Tap, ...] = ()
    listed: str = ""
    kind: str = ""
    many: bool = False
    do: str = ""
    run: str = ""
    repeat: str = ""
    save: str = ""
    then: tuple[Target, ...] = ()


class Known(NamedTuple):
    """Names that a target may be."""

    steps: frozenset[str]
    flows: frozenset[str]
    built_in: frozenset[str]

    def target(self, name: str) -> Target:
        if name == "@end":
            return Target("end")
        if name in self.steps:
            return Target("step", name)
        if name in self.flows:
            return Target("flow", name)
        if name in self.built_in:
            return Target("built_in", name)
        return Target("lost", name)


def cards(steps: tuple[Fields, ...], flows: frozenset[str], built_in: frozenset[str]) -> list[Card]:
    known = Known(frozenset(_text(fields, "id") for fields in steps), flows, built_in)
    return [card(fields, place, known) for place, fields in enumerate(steps, 1)]


def card(fields: Fields, place: int, known: Known) -> Card:
    choices, go = fields.get("choices"), fields.get("go")
    own = choices if isinstance(choices, dict) else fields.get("also")
    ways = {id: to for id, to in go.items() if isinstance(to, str)} if isinstance(go, dict) else {}
    return Card(
        id=_text(fields, "id"),
        place=place,
        when=_text(fields, "when"),
        say=_text(fields, "say"),
        show=_text(fields, "show"),
        alt=_text(fields, "alt"),
        ask=_text(fields, "ask"),
        taps=tuple(_taps(own if isinstance(own, dict) else {}, ways, known, fields.get("explain"))),
        listed=choices.removeprefix("from ").strip() if isinstance(choices, str) else "",
        kind=_text(fields, "type"),
        many=_text(fields, "choose") == "many",
        do=_text(fields, "do"),
        run=_text(fields, "run"),
        repeat=_text(fields, "repeat"),
        save=_text(fields, "save"),
        then=tuple(_then(fields, ways, known)),
    )


def _taps(choices: Mapping[str, Raw], ways: Mapping[str, str], known: Known, explain: Raw | None) -> Iterator[Tap]:
    outside = explain if isinstance(explain, dict) else {}
    for id, value in choices.items():
        inside = value if isinstance(value, dict) else {"label": value}
        target = known.target(ways[id]) if id in ways else None
        said = _text(inside, "explain") or _text(outside, id)
        yield Tap(id, _text(inside, "label"), target, said, shown("score", inside.get("score")))
    for id, name in ways.items():
        if id not in choices:
            yield Tap(id, "", known.target(name))


def _then(fields: Fields, ways: Mapping[str, str], known: Known) -> Iterator[Target]:
    """Where the step as a whole leads."""
    go = fields.get("go")
    if _text(fields, "end") in ("yes", "oui", "true"):
        yield Target("end")
    elif isinstance(go, str):
        yield known.target(go)
    elif not _all_lead(fields, ways):
        yield Target("next")


def _all_lead(fields: Fields, ways: Mapping[str, str]) -> bool:
    """Whether every answer has a way of its own."""
    choices = fields.get("choices")
    told = _text(fields, "dontknow") in ("no", "non", "false") or "dontknow" in ways
    return isinstance(choices, dict) and told and all(id in ways for id in choices) and "type" not in fields


def _text(fields: Mapping[str, Raw], word: str) -> str:
    value = fields.get(word)
    return value if isinstance(value, str) else ""
