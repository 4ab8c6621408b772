"""A way that comes back to itself without asking anything never ends."""

from __future__ import annotations

from collections.abc import Iterator

from flows.book import Book, Case, steps
from flows.model import Flow, Library, Step
from flows.paths import Graph, reached
from flows.problems import Problem

CODE = "endless_loop"


def check(book: Book) -> Iterator[Problem]:
    silent = {flow.id: _silent(book, flow) for flow in book.flows()}
    for flow, step, path in book.steps():
        ways = silent[flow.id]
        if step.id in ways and step.id in reached(ways, ways[step.id]):
            sentence = f"« {step.id} » revient à elle-même sans poser de question : le robot parlerait sans fin."
            yield book.problem(flow.id, (*path, "id"), CODE, sentence)
        if step.run and flow.id in _runs(book.library, step.run):
            sentence = f"« run: {step.run} » : ce parcours se lance lui-même."
            yield book.problem(flow.id, (*path, "run"), CODE, sentence)


def _silent(book: Book, flow: Flow) -> Graph:
    """The ways between steps that wait for nothing."""
    ways = book.ways(flow)
    return {step.id: ways[step.id] for step in flow.steps if not _waits(book.library, step)}


def _waits(library: Library, step: Step) -> bool:
    inner = (library.flows[id] for id in _runs(library, step.run)) if step.run else ()
    return step.is_question or step.wait or any(other.is_question for flow in inner for other in flow.steps)


def _runs(library: Library, first: str) -> set[str]:
    """This flow and all it runs."""
    ways = {id: frozenset(step.run for step in flow.steps if step.run) for id, flow in library.flows.items()}
    return reached(ways, [first]) & set(library.flows)


CASES = (
    Case(steps("  - {id: x, say: A}\n  - {id: y, say: B, go: x}"), 4),
    Case(steps("  - {id: x, say: A, repeat: x}"), 4),
    Case(steps("  - {id: x, say: A}\n  - {id: y, run: a}"), 5),
    Case(steps("  - {id: x, ask: A, type: yes_no, go: {no: z}}\n  - {id: y, say: B, go: x}\n  - {id: z, say: C}")),
    Case(steps("  - {id: x, ask: A, type: yes_no, go: {no: x}}")),
    Case(steps("  - {id: x, say: A, wait: yes}\n  - {id: y, when: x is yes, go: x}")),
)
