"""What can be supposed of an action, by name: its results as its room names them, then what the flow makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bot.studio.pretend.reader import deeds
from flows.events import JsonValue
from flows.model import Library
from flows.supposing import values_told_apart

LONGEST = 60
"""Letters of a value in words."""


class Possible(NamedTuple):
    """`name`: of a result; "" for a value that only the flow knows: its own words stand for it."""

    name: str
    value: JsonValue


def possible(library: Library, spot: str, action: str) -> list[Possible]:
    """Results of the action at `flow/step`, the usual first."""
    known = deeds().get(action)
    found = [Possible(name, value) for name, value in known.gives.items()] if known else []
    flow = library.flows.get(spot.partition("/")[0])
    step = flow.step(spot.partition("/")[2]) if flow else None
    if flow is None or step is None:
        return found
    more = values_told_apart(library, flow, step, found[0].value if found else None)
    return found + [Possible("", value) for value in more if all(not _same(value, one.value) for one in found)]


def name_of(found: list[Possible], value: JsonValue) -> str:
    """The name of this result, else the value in words."""
    return next((one.name for one in found if one.name and _same(one.value, value)), "") or in_words(value)


def in_words(value: JsonValue) -> str:
    """« state : gone », short; "" for nothing."""
    text = ", ".join(_parts(value))
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


def _parts(value: JsonValue) -> Iterator[str]:
    match value:
        case None | "":
            return
        case dict():
            yield from (f"{name} : {in_words(part)}" for name, part in value.items() if part is not None)
        case list():
            for item in value:
                yield _label(item)
        case _:
            yield str(value)


def _label(item: JsonValue) -> str:
    """An item of a list as it is offered."""
    match item:
        case {"label": str(label)} | [_, str(label)]:
            return label
        case _:
            return in_words(item)


def _same(one: JsonValue, other: JsonValue) -> bool:
    return one == other and isinstance(one, bool) == isinstance(other, bool)
