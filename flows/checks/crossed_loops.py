"""Loops made by `repeat` lie beside each other: one inside or across another would mix up their rounds."""

from __future__ import annotations

from collections.abc import Iterator

from flows.book import Book, Case, steps
from flows.problems import Problem

CODE = "crossed_loops"


def check(book: Book) -> Iterator[Problem]:
    for flow in book.flows():
        for first, last in flow.loops:
            if any(start <= last and first <= end and (start, end) < (first, last) for start, end in flow.loops):
                sentence = "Deux « repeat » se croisent : mets la boucle intérieure dans un parcours à part (run)."
                yield book.problem(flow.id, ("steps", last, "repeat"), CODE, sentence)


_TWO = "  - {id: x, ask: A, type: text}\n  - {id: y, ask: B, type: yes_no, repeat: x}\n"
CASES = (
    Case(steps(_TWO + "  - id: z\n    ask: C\n    type: yes_no\n    repeat: x"), 9),
    Case(steps(_TWO + "  - id: z\n    ask: C\n    type: yes_no\n    repeat: z")),
)
