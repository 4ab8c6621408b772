"""Where each step of a flow leads, with the answers that lead there: what a picture of the flow is drawn from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from flows.holding import DONTKNOW, LISTED
from flows.model import Flow, Library, Step

END = "@end"
SKIPPED = "@skipped"
"""Stands for an answer where a step that was passed by leads on."""


class Arrow(NamedTuple):
    """`target`: a step of this flow, another flow, or `@menu` and the like. `answers`: ids of choices (also `yes`,
    `no`, `dontknow`, `from`) or `SKIPPED`; none where every answer goes there."""

    source: str
    target: str
    answers: tuple[str, ...] = ()


def arrows(library: Library, flow: Flow) -> list[Arrow]:
    """In the order of the steps; of one step each target once."""
    found: list[Arrow] = []
    for at, step in enumerate(flow.steps):
        following = flow.steps[at + 1].id if at + 1 < len(flow.steps) else END
        ways: dict[str, list[str]] = {}
        for answer, target in _ways(step, at, flow):
            ways.setdefault(_place(library, flow, target) or following, []).append(answer)
        if (step.when is not None or step.source) and following not in ways:
            ways[following] = [SKIPPED]
        alone = len(ways) == 1
        found += [Arrow(step.id, target, () if alone else _named(answers)) for target, answers in ways.items()]
    return found


def _ways(step: Step, at: int, flow: Flow) -> Iterator[tuple[str, str]]:
    """(answer, target) of each; "" for every other answer, and for the next step."""
    if step.repeat in flow.index and flow.index[step.repeat] <= at:
        yield "yes", step.repeat
        if not step.is_question:
            return
    if step.end:
        yield "", END
    elif not step.go_by:
        yield "", step.go
    else:
        yield from step.go_by.items()
        if step.is_question:
            yield from ((id, "") for id in _answers(step) if id not in step.go_by)
        else:
            yield "", ""


def _answers(step: Step) -> tuple[str, ...]:
    """All that can be answered, as a key of `go`."""
    yes_no = step.kind is not None and step.kind.name == "yes_no" and not step.choices
    ids = ("yes", "no") if yes_no else tuple(choice.id for choice in step.choices)
    typed = (LISTED,) if step.source or (step.kind is not None and not yes_no) else ()
    return (*typed, *ids, *((DONTKNOW,) if step.dontknow else ()))


def _place(library: Library, flow: Flow, target: str) -> str:
    """ "" for the next step."""
    known = target in flow.index or target in library.flows or target.startswith("@")
    return target if known else ""


def _named(answers: list[str]) -> tuple[str, ...]:
    """**Why** not "je ne sais pas" beside others: it goes where they go."""
    named = [answer for answer in answers if answer and answer != DONTKNOW]
    return tuple(named or [answer for answer in answers if answer])
