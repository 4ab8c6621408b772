"""A step that no way leads to is never said."""

from __future__ import annotations

from collections.abc import Iterator

from flows.book import Book, Case, steps
from flows.paths import reached
from flows.problems import Problem

CODE = "unreachable_step"


def check(book: Book) -> Iterator[Problem]:
    known: dict[str, set[str]] = {}
    for flow, step, path in book.steps():
        if flow.id not in known:
            known[flow.id] = reached(book.ways(flow), [flow.steps[0].id])
        if step.id not in known[flow.id]:
            sentence = f"Aucun chemin ne mène à l'étape « {step.id} » : ajoute un « go: {step.id} » ou enlève-la."
            yield book.problem(flow.id, (*path, "id"), CODE, sentence)


CASES = (
    Case(steps("  - {id: x, say: A, go: z}\n  - {id: y, say: B}\n  - {id: z, say: C}"), 5),
    Case(steps("  - {id: x, say: A, end: yes}\n  - {id: y, say: B}"), 5),
    Case(
        steps(
            "  - {id: n, ask: B, type: number}\n  - {id: x, say: A, when: n is 1, go: z}\n"
            "  - {id: y, say: B}\n  - {id: z, say: C}"
        )
    ),
)
