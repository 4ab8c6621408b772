"""`do:` names an action that exists."""

from __future__ import annotations

from collections.abc import Iterator

from flows.book import Book, Case, steps
from flows.problems import Problem, corrected, did_you_mean

CODE = "unknown_action"


def check(book: Book) -> Iterator[Problem]:
    if book.actions is None:
        return
    known = sorted(book.actions)
    for flow, step, path in book.steps():
        if step.do and step.do not in known:
            sentence = f"L'action « {step.do} » n'existe pas.{did_you_mean(step.do, known)}"
            fix = corrected((*path, "do"), step.do, step.do, known)
            yield book.problem(flow.id, (*path, "do"), CODE, sentence, fix=fix)


CASES = (
    Case(steps("  - id: x\n    do: cv.mak"), 5, actions=("cv.make",)),
    Case(steps("  - id: x\n    do: cv.make"), None, actions=("cv.make",)),
    Case(steps("  - id: x\n    do: cv.anything")),
)
