"""Where an answer leads, and whether a kept one still holds."""

from __future__ import annotations

from collections.abc import Sequence

from flows import answers, counted
from flows.events import JsonValue
from flows.model import STAYING, Choice, Flow, Library, Option, Step

DONTKNOW = "dontknow"
"""Key of a `go` mapping for "je ne sais pas"."""
LISTED = "from"
"""Key of a `go` mapping for every choice of an action's list that has no key of its own."""


def target_of(step: Step, value: JsonValue) -> str:
    """Where a step leads for this answer ("" is the next step)."""
    if not step.go_by:
        return step.go
    match value:
        case None:
            return step.go_by.get(DONTKNOW, "")
        case bool():
            return step.go_by.get("yes" if value else "no", "")
        case list():
            return next((step.go_by[item] for item in value if isinstance(item, str) and item in step.go_by), "")
        case dict():
            return step.go_by.get(str(value.get("id") or value.get("code") or ""), "")
        case _:
            return step.go_by.get(str(value), step.go_by.get(LISTED, "") if step.source else "")


def stays(library: Library, step: Step, value: JsonValue) -> str:
    """The built-in list this answer opens over the question, which then stays open; "" for an answer."""
    target = target_of(step, value)
    if target == "@human" and "human" in library.flows:
        return ""
    return target if target in STAYING or (target == "@menu" and "menu" not in library.flows) else ""


def leaves(library: Library, flow: Flow, step: Step, value: JsonValue) -> bool:
    """Whether this answer leads out of the root flow."""
    target = target_of(step, value)
    if target in flow.index or target in ("", "@end"):
        return False
    return target.startswith("@") or target in library.flows


def holds(library: Library, flow: Flow, step: Step, options: Sequence[Option], value: JsonValue) -> bool:
    """Whether a kept answer is still one of this question and doesn't lead away."""
    return not leaves(library, flow, step, value) and is_answer(step, options, value)


def is_answer(step: Step, options: Sequence[Option], value: JsonValue) -> bool:
    if value is None:
        return step.dontknow
    typed = step.kind is not None and step.kind.name != "yes_no" and answers.fits(step.kind, value)
    if not options:
        return typed
    known = [option.value for option in options]
    if step.many:
        return isinstance(value, list) and all(item in known for item in value)
    return value in known or (typed and counted.holds(value, options))


def named_by(value: JsonValue) -> str:
    """The question that an answer leading to `@open` names: `save`, or `save:round`."""
    first = value[0] if isinstance(value, list) and value else value
    return first if isinstance(first, str) else ""


def listed(value: JsonValue) -> list[JsonValue]:
    return value if isinstance(value, list) else []


def taken(step: Step, value: JsonValue) -> list[Choice]:
    """The written choices that this answer took."""
    chosen = value if isinstance(value, list) else [value]
    return [choice for choice in step.choices if choice.id in chosen]


def is_among(key: str, gone: Sequence[str]) -> bool:
    """Whether this is the key of one of these steps, of its action, or of what it ran."""
    return any(key in (old, old + "!") or key.startswith(old + "/") for old in gone)
