"""Where a flow `menu` or `welcome` stands for the built-in list, one of its buttons still leads to a person."""

from __future__ import annotations

from collections.abc import Iterator

from flows.book import Book, Case
from flows.model import Flow, Library
from flows.paths import reached
from flows.problems import Problem

CODE = "no_human"
DOORS = ("welcome", "menu")
HUMAN = "human"


def check(book: Book) -> Iterator[Problem]:
    if not book.complete:
        return
    library = book.library
    ways = {id: frozenset(_leads(library, flow)) for id, flow in library.flows.items()}
    for door in DOORS:
        if door in library.flows and not {HUMAN, "@human"} & reached(ways, [door]):
            sentence = f"Aucun bouton de « {door} » ne mène à une personne : ajoute un choix vers « @human »."
            yield book.problem(door, ("flow",), CODE, sentence, warning=True)


def _leads(library: Library, flow: Flow) -> Iterator[str]:
    """Flows this one leads to; the built-in menu has a button for a person."""
    for step in flow.steps:
        for target in (step.go, step.run, *step.go_by.values()):
            if target == "@menu":
                yield "menu" if "menu" in library.flows else HUMAN
            elif target in library.flows or target == "@human":
                yield target


_MENU = "flow: menu\ntitle: A\nsteps:\n  - id: x\n    ask: A\n    choices: {a: A, b: B}\n"
CASES = (
    Case(_MENU, 1),
    Case(_MENU + "    go: {a: '@lang', b: '@menu'}", 1),
    Case(_MENU + "    go: {a: '@human'}"),
    Case(_MENU.replace("menu", "welcome") + "    go: {a: '@menu'}"),
    Case(_MENU.replace("menu", "cv")),
)
