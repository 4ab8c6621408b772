"""`@open` asks again the question that the answer names: a choice of an action's list, or a name kept by `save`."""

from __future__ import annotations

from collections.abc import Iterator

from flows.book import Book, Case, steps
from flows.model import Flow, Step
from flows.problems import Problem, did_you_mean
from flows.yamltext import Path

CODE = "open_what"
OPEN = "@open"


def check(book: Book) -> Iterator[Problem]:
    if not book.complete:
        return
    saves = book.saves()
    for flow, step, path in book.steps():
        for id, place in _opening(step, path):
            if id and id not in saves:
                sentence = f"« {OPEN} » repose une question par son « save » : « {id} » n'en est pas un."
                yield book.problem(flow.id, place, CODE, sentence + did_you_mean(id, tuple(saves)))
            elif not id and not _names(flow, step):
                sentence = f"« {OPEN} » a besoin d'une réponse qui nomme une question : une liste d'une action."
                yield book.problem(flow.id, place, CODE, sentence)


def _opening(step: Step, path: Path) -> Iterator[tuple[str, Path]]:
    """Ids of written choices that open what they name; "" for whatever else leads there."""
    if step.go == OPEN:
        yield from ((choice.id, (*path, "go")) for choice in step.choices)
        if not step.choices or step.source:
            yield "", (*path, "go")
    for id, target in step.go_by.items():
        if target == OPEN:
            yield id if any(choice.id == id for choice in step.choices) else "", (*path, "go", id)


def _names(flow: Flow, step: Step) -> bool:
    """Whether a value that an action made can stand here."""
    return bool(step.source) or (bool(step.do) and not step.is_question)


_SAVED = "  - {id: p, ask: A, type: phone, save: phone}\n"
CASES = (
    Case(steps(_SAVED + "  - {id: x, say: B, go: '@open'}"), 5),
    Case(steps(_SAVED + "  - {id: x, ask: B, type: text, go: '@open'}"), 5),
    Case(steps(_SAVED + "  - id: x\n    ask: B\n    choices: {phon: C, non: D}\n    go: {phon: '@open'}"), 8),
    Case(steps(_SAVED + "  - id: x\n    ask: B\n    choices: {phone: C, non: D}\n    go: {phone: '@open'}")),
    Case(steps(_SAVED + "  - {id: l, do: a.list}\n  - id: x\n    ask: B\n    choices: from l\n    go: '@open'")),
    Case(
        steps(
            _SAVED + "  - {id: l, do: a.list}\n  - id: x\n    ask: B\n    choices: from l\n    also: {non: D}\n"
            "    go: {from: '@open', non: '@menu'}"
        )
    ),
    Case(steps(_SAVED + "  - {id: x, do: a.which, go: '@open'}")),
)
