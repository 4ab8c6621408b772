"""Points that nothing looks at are counted for nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flows.book import Book, Case, names_used, steps
from flows.model import Step
from flows.problems import Fix, Problem
from flows.yamltext import Path

CODE = "unused_score"


def check(book: Book) -> Iterator[Problem]:
    """One problem a name: where it is counted first."""
    if not book.complete:
        return
    used = {name for _, step in book.every_step() for name, _ in names_used(step)}
    told: set[str] = set()
    for flow, step, path in book.steps():
        for points, place in _scored(step, path):
            for name in points:
                if name not in used | told:
                    told.add(name)
                    sentence = f"Les points « {name} » ne servent nulle part : ni condition, ni texte « {{{name}}} »."
                    fix = Fix(place, "remove", "", "Enlever ces points") if len(points) == 1 else None
                    known = place in book.documents[flow.id].keys
                    yield book.problem(flow.id, place, CODE, sentence, warning=True, fix=fix if known else None)


def _scored(step: Step, path: Path) -> Iterator[tuple[Mapping[str, int], Path]]:
    yield step.score, (*path, "score")
    for choice in step.choices:
        yield choice.score, (*path, "also" if step.source else "choices", choice.id, "score")


_ASK = "  - id: x\n    ask: A\n    choices:\n      a:\n        label: A\n        score: "
CASES = (
    Case(steps("  - id: x\n    say: A\n    score: 2"), 6),
    Case(steps(_ASK + "{cuisine: 2}"), 9),
    Case(steps(_ASK + "2\n  - {id: y, say: B, when: score > 1}")),
    Case(steps(_ASK + "2\n  - id: y\n    say: |-\n      {score} points")),
    Case(steps(_ASK + "2\n  - id: y\n    do: a.b\n    with: {points: '{score}'}")),
)
