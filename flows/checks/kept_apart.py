"""A flow for the team stays on its pages: no chat leads there, and it leads into none."""

from __future__ import annotations

from collections.abc import Iterator

from flows.book import Book, Case, steps
from flows.model import TEAM, Step, for_team
from flows.problems import Problem
from flows.yamltext import Path

CODE = "kept_apart"


def check(book: Book) -> Iterator[Problem]:
    for flow in filter(lambda flow: for_team(flow.id), book.library.flows.values()):
        for word in ("menu", "words"):
            if getattr(flow, word):
                sentence = f"« {word} » : ce parcours est pour l'équipe, personne ne l'ouvre dans le chat."
                yield book.problem(flow.id, (word,), CODE, sentence)
    for flow, step, path in book.steps():
        for target, place in _targets(step, path):
            if target in book.library.flows and target not in flow.index and for_team(target) != for_team(flow.id):
                yield book.problem(flow.id, place, CODE, _SENTENCES[for_team(target)].format(target=target))


_SENTENCES = {
    True: f"« {{target}} » est pour l'équipe (son nom commence par « {TEAM} ») : le chat n'y mène pas.",
    False: "« {target} » est pour le chat : un parcours de l'équipe n'y mène pas.",
}


def _targets(step: Step, path: Path) -> Iterator[tuple[str, Path]]:
    yield step.go, (*path, "go")
    yield step.run, (*path, "run")
    for id, target in step.go_by.items():
        yield target, (*path, "go", id)


_TEAM = "flow: equipe_a\ntitle: A\n"
CASES = (
    Case(_TEAM + "menu: A\nsteps:\n  - {id: x, say: A}\n", 3),
    Case(_TEAM + "words: a, b\nsteps:\n  - {id: x, say: A}\n", 3),
    Case(_TEAM + "steps:\n  - {id: x, say: A}\n"),
    Case(steps("  - {id: x, say: A}")),
)
