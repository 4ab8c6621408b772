"""The ways through a flow, as a graph of step ids; `OUT` is any way out of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flows.holding import DONTKNOW
from flows.model import Flow, Library, Step

OUT = "@out"
Graph = Mapping[str, frozenset[str]]


def graph(library: Library, flow: Flow) -> Graph:
    return {step.id: frozenset(_ways(library, flow, at, step)) for at, step in enumerate(flow.steps)}


def _ways(library: Library, flow: Flow, at: int, step: Step) -> Iterable[str]:
    following = flow.steps[at + 1].id if at + 1 < len(flow.steps) else OUT
    if step.when is not None or step.source:
        yield following
    if step.repeat in flow.index and flow.index[step.repeat] <= at:
        yield step.repeat
        if not step.is_question and step.when is None:
            return
    if step.end:
        yield OUT
        return
    for target in _targets(step):
        if target in flow.index:
            yield target
        elif target in ("@again", "@back"):
            yield step.id
        elif target == "@open" and not step.is_question:
            yield from (following, OUT)
        elif target in library.flows or target.startswith("@"):
            yield OUT
        else:
            yield following


def _targets(step: Step) -> Iterable[str]:
    """Targets of `go`, "" for the next step when an answer has no target of its own."""
    if not step.go_by:
        return (step.go,)
    ids = {choice.id for choice in step.choices}
    if step.kind is not None and step.kind.name == "yes_no" and not step.choices:
        ids = {"yes", "no"}
    if step.dontknow and step.is_question:
        ids.add(DONTKNOW)
    covered = bool(ids) and not step.source and ids <= set(step.go_by)
    typed = step.kind is not None and step.kind.name != "yes_no"
    return (*step.go_by.values(), *(() if covered and not typed and step.is_question else ("",)))


def reached(ways: Graph, first: Iterable[str]) -> set[str]:
    """All that can be come to from these steps, themselves included."""
    found: set[str] = set()
    todo = list(first)
    while todo:
        step = todo.pop()
        if step not in found:
            found.add(step)
            todo.extend(ways.get(step, ()))
    return found
