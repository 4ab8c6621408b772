"""Nobody is stuck: who has no mail can still answer, and nothing is waited for that nobody promised."""

from __future__ import annotations

from collections.abc import Iterator

from flows.book import Book, Case, steps
from flows.model import Flow, Step
from flows.paths import reached
from flows.problems import Fix, Problem

CODE = "dead_end"
THINGS = {
    "phone": "un numéro",
    "email": "un mail",
    "file": "un fichier",
    "place": "une ville",
    "occupation": "un métier",
    "date": "une date",
    "month": "un mois",
}
"""What not everybody has, or knows."""


def check(book: Book) -> Iterator[Problem]:
    for flow, step, path in book.steps():
        if step.is_question and (thing := _needed(step)):
            sentence = f"Sans {thing}, on reste bloqué ici : laisse « Je ne sais pas », ou ajoute un choix."
            fix = Fix((*path, "dontknow"), "remove", "", "Laisser « Je ne sais pas »")
            yield book.problem(flow.id, (*path, "dontknow"), CODE, sentence, warning=True, fix=fix)
        if step.wait and not _promised(book, flow, step):
            sentence = (
                "On attend ici quelque chose qu'aucune action n'a promis : ajoute « do » avant, ou enlève « wait »."
            )
            fix = Fix((*path, "wait"), "remove", "", "Enlever « wait »")
            yield book.problem(flow.id, (*path, "wait"), CODE, sentence, warning=True, fix=fix)


def _needed(step: Step) -> str:
    """What the only possible answer is, in words; "" where there is another."""
    if step.dontknow or step.choices or step.source or step.kind is None:
        return ""
    return THINGS.get(step.kind.name, "")


def _promised(book: Book, flow: Flow, step: Step) -> bool:
    """Whether some way leads here from an action, of this flow or of one it was run or come to from."""
    ways = book.ways(flow)
    acting = [other.id for other in flow.steps if other.do or other.run]
    if any(step.id in reached(ways, [id]) for id in acting):
        return True
    others = (other for one in book.library.flows.values() if one is not flow for other in one.steps)
    return any(flow.id in (other.run, other.go, *other.go_by.values()) for other in others)


_ASK = "  - id: x\n    ask: A\n    type: email\n    dontknow: no\n"
CASES = (
    Case(steps(_ASK), 7),
    Case(steps("  - id: x\n    say: A\n    wait: yes"), 6),
    Case(steps("  - {id: x, say: A, wait: yes}\n  - {id: y, do: cv.make}"), 4),
    Case(steps("  - {id: y, do: cv.make}\n  - {id: x, say: A, wait: yes}")),
    Case(steps(_ASK + "    choices: {non: Pas de mail}")),
    Case(steps("  - {id: x, ask: A, type: email}")),
    Case(steps("  - {id: x, ask: A, type: text, dontknow: no}")),
)
