"""A choice that is read as a place or an occupation keeps no id: nothing can hang on it."""

from __future__ import annotations

from collections.abc import Iterator

from flows.book import Book, Case, steps
from flows.model import NAMED
from flows.problems import Problem

CODE = "lost_choice"
SENTENCE = "La réponse devient un lieu ou un métier, sans identifiant : « {word} » par réponse n'y sert à rien."


def check(book: Book) -> Iterator[Problem]:
    for flow, step, path in book.steps():
        if step.kind is None or step.kind.name not in NAMED:
            continue
        ids = {choice.id for choice in step.choices}
        found = {
            "go": bool(ids & set(step.go_by)),
            "explain": any(choice.explain for choice in step.choices),
            "score": any(choice.score for choice in step.choices),
        }
        for word in (word for word, lost in found.items() if lost):
            place = (*path, word)
            known = place in book.documents[flow.id].keys
            yield book.problem(flow.id, place if known else (*path, "choices"), CODE, SENTENCE.format(word=word))


CASES = (
    Case(steps("  - id: q\n    ask: A\n    type: occupation\n    choices: {c: Cuisine}\n    go: {c: '@menu'}"), 8),
    Case(steps("  - id: q\n    ask: A\n    type: place\n    choices: {l: Lyon}\n    explain: {l: Oui}"), 8),
    Case(steps("  - id: q\n    ask: A\n    type: place\n    choices:\n      l: {label: Lyon, score: 2}"), 7),
    Case(steps("  - id: q\n    ask: A\n    type: occupation\n    choices: {c: Cuisine}\n    go: {dontknow: '@menu'}")),
    Case(steps("  - id: q\n    ask: A\n    type: text\n    choices: {c: Cuisine}\n    go: {c: '@menu'}")),
)
