"""Where an answer leads, and whether a kept one still holds."""

from __future__ import annotations

from collections.abc import Sequence

from flows import answers
from flows.events import JsonValue
from flows.model import STAYING, Flow, Library, Option, Step

DONTKNOW = "dontknow"
"""Key of a `go` mapping for "je ne sais pas"."""


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
            return step.go_by.get(str(value), "")


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
    if leaves(library, flow, step, value):
        return False
    if value is None:
        return step.dontknow
    typed = step.kind is not None and step.kind.name != "yes_no" and answers.fits(step.kind, value)
    if not options:
        return typed
    known = [option.value for option in options]
    if step.many:
        return isinstance(value, list) and all(item in known for item in value)
    of = answers.counting(value)
    return value in known or (typed and any(answers.counting(option) == of for option in known))
