"""A condition compares a choice question with one of its choices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from flows.book import Book, Case, steps
from flows.model import Flow, Step
from flows.problems import Problem, corrected, did_you_mean

CODE = "unknown_value"


def check(book: Book) -> Iterator[Problem]:
    saved: dict[str, list[Step]] = {}
    for _, step in book.every_step():
        saved.setdefault(step.save, []).append(step)
    for flow, step, path in book.steps():
        for term in (term for group in step.when.groups for term in group) if step.when else ():
            known = _values(saved, flow, term.name) if term.operator in ("is", "is not", "any", "all", "none") else ()
            for value in term.values if known else ():
                if value not in known:
                    sentence = f"« {value} » n'est pas une réponse de « {term.name} ».{did_you_mean(value, known)}"
                    fix = corrected((*path, "when"), step.when.text, value, known) if step.when else None
                    yield book.problem(flow.id, (*path, "when"), CODE, sentence, fix=fix)


def _values(saved: Mapping[str, Sequence[Step]], flow: Flow, name: str) -> tuple[str, ...]:
    """The ids that an answer of this name can be; empty when it can be anything."""
    own = flow.step(name)
    asked = [own] if own else saved.get(name, ())
    found: list[str] = []
    for step in asked:
        ids = _ids(step)
        if not ids:
            return ()
        found += ids
    return tuple(found)


def _ids(step: Step) -> list[str]:
    if step.source or (step.kind is not None and step.kind.name != "yes_no"):
        return []
    return [choice.id for choice in step.choices] or (["yes", "no"] if step.kind else [])


CASES = (
    Case(steps("  - {id: q, ask: A, choices: {oui: Oui, non: Non}}\n  - id: x\n    say: B\n    when: q is ouii"), 7),
    Case(steps("  - {id: q, ask: A, type: yes_no}\n  - id: x\n    say: B\n    when: q is oui"), 7),
    Case(
        steps(
            "  - {id: q, ask: A, choices: {oui: Oui, non: Non}}\n  - id: x\n    say: B\n    when: q has any of oui, non"
        )
    ),
    Case(steps("  - {id: q, ask: A, type: text}\n  - id: x\n    say: B\n    when: q is Paris")),
)
