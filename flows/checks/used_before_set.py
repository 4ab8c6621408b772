"""A step's answer is used only where a way from that step leads."""

from __future__ import annotations

from collections.abc import Iterator

from flows.book import Book, Case, names_used, steps
from flows.paths import reached
from flows.problems import Problem

CODE = "used_before_set"


def check(book: Book) -> Iterator[Problem]:
    after: dict[tuple[str, str], set[str]] = {}
    for flow, step, path in book.steps():
        ways = book.ways(flow)
        for name, word in names_used(step):
            name = flow.acting(name) or name
            own = word in ("explain", "with", "retry") and name == step.id
            if name not in flow.index or own:
                continue
            if (flow.id, name) not in after:
                after[flow.id, name] = reached(ways, ways[name])
            if step.id not in after[flow.id, name]:
                sentence = f"Ici « {name} » n'a pas encore de réponse : cette étape vient plus tard."
                yield book.problem(flow.id, (*path, word), CODE, sentence)


CASES = (
    Case(steps("  - id: x\n    say: Salut {org.name}\n  - {id: org, do: people.org}"), 5),
    Case(steps("  - id: x\n    say: Salut {nom}\n  - {id: nom, ask: A, type: text}"), 5),
    Case(steps("  - id: x\n    say: A\n    when: nom is not empty\n  - {id: nom, ask: A, type: text}"), 6),
    Case(
        steps(
            "  - id: x\n    say: Salut {nom}\n  - {id: nom, ask: A, type: text}\n"
            "  - {id: z, ask: B, type: yes_no, go: {no: x}}"
        )
    ),
)
