"""Ids mean one thing: no two steps alike in a flow, no step named like a flow that is jumped to."""

from __future__ import annotations

from collections.abc import Iterator

from flows.book import Book, Case, steps
from flows.problems import Problem

CODE = "same_name"


def check(book: Book) -> Iterator[Problem]:
    for flow, step, path in book.steps():
        position = path[-1]
        if flow.index[step.id] != position:
            sentence = f"Deux étapes s'appellent « {step.id} » : change l'un des deux noms."
            yield book.problem(flow.id, (*path, "id"), CODE, sentence)
    for flow, step, path in book.steps():
        for target in {step.go, *step.go_by.values()}:
            if target in flow.index and target in book.library.flows:
                sentence = f"« {target} » est une étape et un parcours : renomme l'étape."
                yield book.problem(flow.id, (*path, "go"), CODE, sentence)


CASES = (
    Case(steps("  - {id: x, say: A}\n  - {id: x, say: B}"), 5),
    Case(steps("  - id: a\n    ask: A\n    type: text\n  - id: y\n    say: B\n    go: a"), 9),
    Case(steps("  - {id: x, say: A}\n  - {id: y, say: B}")),
)
