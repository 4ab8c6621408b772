"""The training of mentors is passed by its points: without any, nobody would ever be let in."""

from __future__ import annotations

from collections.abc import Iterator

from flows.book import Book, Case, steps
from flows.model import DEFAULT_SCORE, TRAINING
from flows.problems import Problem
from flows.scoring import best

CODE = "uncounted_training"


def check(book: Book) -> Iterator[Problem]:
    flow = book.library.flows.get(TRAINING)
    if flow is not None and not any(best(step) for step in flow.steps):
        sentence = (
            f"Aucune bonne réponse n'a de points (« {DEFAULT_SCORE}: 1 ») : personne ne pourrait réussir la formation."
        )
        yield book.problem(TRAINING, ("steps",), CODE, sentence)


_HEAD = f"flow: {TRAINING}\ntitle: A\nsteps:\n"
_ASK = "  - id: x\n    ask: A\n    choices:\n      a: A\n      b:\n        label: B\n"
_END = "  - id: fin\n    say: '{score} {autre}'\n"
CASES = (
    Case(_HEAD + _ASK, 3),
    Case(_HEAD + _ASK + "        score: -1\n" + _END, 3),
    Case(_HEAD + _ASK + "        score: {autre: 2}\n" + _END, 3),
    Case(_HEAD + _ASK + "        score: 1\n  - id: fin\n    say: '{score}'\n"),
    Case(steps(_ASK)),
)
