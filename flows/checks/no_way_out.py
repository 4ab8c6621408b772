"""From every step some way leads to the end of the flow, to another one or to a human."""

from __future__ import annotations

from collections.abc import Iterator

from flows.book import Book, Case, steps
from flows.paths import OUT, reached
from flows.problems import Problem

CODE = "no_way_out"


def check(book: Book) -> Iterator[Problem]:
    for flow in book.flows():
        ways = book.ways(flow)
        for step_id in sorted(reached(ways, [flow.steps[0].id]) - {OUT}, key=lambda id: flow.index.get(id, 0)):
            if OUT not in reached(ways, [step_id]):
                sentence = f"Une fois à « {step_id} », on ne sort plus de ce parcours : ajoute un choix qui en sort."
                yield book.problem(flow.id, ("steps", flow.index[step_id], "id"), CODE, sentence)
                break


CASES = (
    Case(steps("  - {id: x, ask: A, choices: {a: A, b: B}, go: x}"), 4),
    Case(steps("  - {id: x, say: A}\n  - {id: y, ask: B, type: yes_no, go: {yes: x, no: y, dontknow: y}}"), 4),
    Case(steps("  - {id: x, ask: A, choices: {a: A, b: B}, go: {a: x, b: '@menu'}}")),
    Case(steps("  - {id: x, ask: A, choices: {a: A, b: B}, go: {a: x}}")),
)
