"""Typed figures are the rank of a choice: a choice that says another figure would never be taken by it."""

from __future__ import annotations

from collections.abc import Iterator

from flows.answers import digits
from flows.book import Book, Case, steps
from flows.problems import Problem
from flows.text import fold

CODE = "misread_number"


def check(book: Book) -> Iterator[Problem]:
    for flow, step, path in book.steps():
        if step.kind is not None or step.source:
            continue
        for rank, choice in enumerate(step.choices, 1):
            said = fold(digits(choice.label))
            if said.isdecimal() and int(said) != rank and int(said) <= len(step.choices):
                other = step.choices[int(said) - 1].label
                sentence = f"Qui tape « {said} » prend la réponse n° {said}, « {other} » : écris-la avec un mot."
                yield book.problem(flow.id, (*path, "choices", choice.id), CODE, sentence, warning=True)


_ASK = "  - id: x\n    ask: A\n    choices:\n      "
CASES = (
    Case(steps(_ASK + "a: '2'\n      b: '3'\n      c: '4'"), 7),
    Case(steps(_ASK + "a: '1'\n      b: '2'")),
    Case(steps(_ASK + "a: 2 ans\n      b: 3 ans")),
    Case(steps(_ASK + "a: '16'\n      b: '17'")),
)
