"""A picture has words for those who can't see it."""

from __future__ import annotations

from collections.abc import Iterator

from flows.book import Book, Case, steps
from flows.problems import Fix, Problem

CODE = "no_alt"


def check(book: Book) -> Iterator[Problem]:
    for flow, step, path in book.steps():
        if step.show and not step.alt:
            yield book.problem(flow.id, (*path, "show"), CODE, "Décris l'image pour qui ne la voit pas : alt: …")
        elif step.alt and not step.show:
            fix = Fix((*path, "alt"), "remove", "", "Enlever « alt »")
            yield book.problem(flow.id, (*path, "alt"), CODE, "« alt » décrit une image : ajoute show.", fix=fix)


CASES = (
    Case(steps("  - id: x\n    say: A\n    show: a.png"), 6),
    Case(steps("  - id: x\n    say: A\n    alt: B"), 6),
    Case(steps("  - id: x\n    show: a.png\n    alt: Deux jeunes")),
)
