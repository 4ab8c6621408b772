"""`show:` names a picture that is there."""

from __future__ import annotations

from collections.abc import Iterator

from flows.book import Book, Case, steps
from flows.problems import Problem

CODE = "missing_picture"


def check(book: Book) -> Iterator[Problem]:
    if book.is_picture is None:
        return
    for flow, step, path in book.steps():
        if step.show and not book.is_picture(step.show):
            sentence = f"« {step.show} » n'est pas une image (.png, .jpg, .webp) du dossier des parcours."
            yield book.problem(flow.id, (*path, "show"), CODE, sentence)


SHOWN = steps("  - id: x\n    show: media/a.png\n    alt: Deux jeunes")
CASES = (
    Case(SHOWN, 5, pictures=("media/b.png",)),
    Case(SHOWN, None, pictures=("media/a.png",)),
    Case(SHOWN),
)
