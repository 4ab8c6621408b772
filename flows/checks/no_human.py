"""Where a flow `menu` stands for the built-in list, one of its buttons still leads to a person."""

from __future__ import annotations

from collections.abc import Iterator

from flows.book import Book, Case
from flows.model import Flow
from flows.paths import reached
from flows.problems import Problem

CODE = "no_human"
MENU, HUMAN = "menu", "human"


def check(book: Book) -> Iterator[Problem]:
    if not book.complete or MENU not in book.library.flows:
        return
    ways = {id: frozenset(_leads(flow)) for id, flow in book.library.flows.items()}
    if not {HUMAN, "@human"} & reached(ways, [MENU]):
        sentence = f"Aucun bouton de « {MENU} » ne mène à une personne : ajoute un choix vers « @human »."
        yield book.problem(MENU, ("flow",), CODE, sentence, warning=True)


def _leads(flow: Flow) -> Iterator[str]:
    for step in flow.steps:
        yield from (step.go, step.run, *step.go_by.values())


_MENU = "flow: menu\ntitle: A\nsteps:\n  - id: x\n    ask: A\n    choices: {a: A, b: B}\n"
CASES = (
    Case(_MENU, 1),
    Case(_MENU + "    go: {a: '@lang', b: '@menu'}", 1),
    Case(_MENU + "    go: {a: '@human'}"),
    Case(_MENU.replace("flow: menu", "flow: welcome")),
)
