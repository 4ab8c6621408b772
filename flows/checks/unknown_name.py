"""Conditions, placeholders and lists speak of steps, saves and scores that exist."""

from __future__ import annotations

from collections.abc import Iterator

from flows.book import Book, Case, names_used, steps, text_of
from flows.place import HEARD
from flows.problems import Problem, corrected, did_you_mean

CODE = "unknown_name"


def check(book: Book) -> Iterator[Problem]:
    if not book.complete:
        return
    shared = book.saves() | book.scores() | {"progress", HEARD}
    for flow, step, path in book.steps():
        known = shared | set(flow.index)
        for name, word in names_used(step):
            if name not in known and not flow.acting(name):
                meant = did_you_mean(name, sorted(known))
                text = text_of(step, word)
                fix = corrected((*path, word), text, name, sorted(known)) if text else None
                sentence = f"« {name} » n'est ni une étape de ce parcours, ni un nom gardé par « save: ».{meant}"
                yield book.problem(flow.id, (*path, word), CODE, sentence, fix=fix)


CASES = (
    Case(steps("  - id: nom\n    ask: A\n    type: text\n  - id: x\n    say: |-\n      Salut {non}"), 8),
    Case(steps("  - id: x\n    say: A\n    when: age >= 18"), 6),
    Case(steps("  - id: x\n    ask: A\n    choices: from jobs"), 6),
    Case(steps("  - {id: nom, ask: A, type: text, save: p.nom}\n  - id: x\n    say: Salut {nom} {p.nom}")),
    Case(steps("  - {id: org, do: people.org}\n  - id: x\n    say: Salut {org.name}")),
    Case(steps("  - {id: nom, ask: A, type: text, save: p.nom}\n  - {id: x, say: A, when: heard has p.nom}")),
    Case(steps("  - {id: org, ask: A, type: text}\n  - id: x\n    say: Salut {org.name}"), 6),
)
