"""A choice of the question under way: what it is worth, and how it joins those already ticked."""

from __future__ import annotations

from collections.abc import Sequence

from flows import answers
from flows.answers import Resolvers
from flows.events import JsonValue
from flows.model import NAMED, Option, Step
from flows.turn import Turn


def value_of(step: Step, option: Option, locale: str, resolvers: Resolvers) -> JsonValue:
    """What a choice is worth: its id; where something is named or counted, what its id or its words stand for."""
    kind, value = step.kind, option.value
    if kind is None or answers.fits(kind, value):
        return value
    if kind.name == "number" and isinstance(value, str) and value.isdecimal():
        return int(value)
    if kind.name in NAMED:
        label = next((choice.label for choice in step.choices if choice.id == option.id), option.label)
        return answers.of_choice(kind, option.id, label, locale, resolvers)
    return value


def with_ticked(turn: Turn, step: Step, taken: Sequence[Option]) -> list[Option]:
    """Choices typed join those already ticked; one of `alone` clears the others."""
    ticked = turn.ticked
    for option in taken:
        if option.id not in ticked:
            ticked = toggled(step, ticked, option.id)
    return [option for option in turn.walk.options() if option.id in ticked]


def toggled(step: Step, ticked: tuple[str, ...], id: str) -> tuple[str, ...]:
    """A choice ticked or unticked; one of `alone` clears the others, and the others clear it; of `either` one stays."""
    if id in ticked:
        return tuple(other for other in ticked if other != id)
    if id in step.alone:
        return (id,)
    gone = step.alone | (step.either if id in step.either else frozenset())
    return (*(other for other in ticked if other not in gone), id)
