"""`go`, `repeat`, `run` name steps and flows that exist; `go`, `alone`, `either`, `explain` name choices that exist."""

from __future__ import annotations

from collections.abc import Iterator

from flows.book import Book, Case, steps
from flows.holding import DONTKNOW
from flows.model import BUILT_IN, Flow, Step
from flows.problems import Fix, Problem, corrected, did_you_mean, nearest
from flows.yamltext import Document, Path

CODE = "missing_target"


def check(book: Book) -> Iterator[Problem]:
    for flow, step, path in book.steps():
        if book.complete:
            yield from _go(book, flow, step, path)
        yield from _repeat(book, flow, step, path)
        yield from _choices(book, flow, step, path)
        yield from _instead(book, flow, step, path)


def _go(book: Book, flow: Flow, step: Step, path: Path) -> Iterator[Problem]:
    known = (*flow.index, *book.library.flows, *BUILT_IN)
    places = [(step.go, (*path, "go"))] + [(target, (*path, "go", id)) for id, target in step.go_by.items()]
    for target, place in places:
        if target and target not in known:
            sentence = f"« {target} » n'est ni une étape, ni un parcours.{did_you_mean(target, known)}"
            yield book.problem(flow.id, place, CODE, sentence, fix=corrected(place, target, target, known))
    if step.run and step.run not in book.library.flows:
        flows = tuple(book.library.flows)
        sentence = f"Le parcours « {step.run} » n'existe pas.{did_you_mean(step.run, flows)}"
        fix = corrected((*path, "run"), step.run, step.run, flows)
        yield book.problem(flow.id, (*path, "run"), CODE, sentence, fix=fix)


def _repeat(book: Book, flow: Flow, step: Step, path: Path) -> Iterator[Problem]:
    if not step.repeat:
        return
    place = (*path, "repeat")
    earlier = tuple(flow.index)[: flow.index[step.id] + 1]
    if step.repeat not in earlier:
        sentence = f"« {step.repeat} » n'est pas une étape d'avant.{did_you_mean(step.repeat, earlier)}"
        yield book.problem(flow.id, place, CODE, sentence, fix=corrected(place, step.repeat, step.repeat, earlier))
    yes = step.kind is not None and step.kind.name == "yes_no"
    if step.is_question and not yes and all(choice.id != "yes" for choice in step.choices):
        yield book.problem(flow.id, place, CODE, "« repeat » attend un oui : type: yes_no, ou un choix « yes ».")


def _instead(book: Book, flow: Flow, step: Step, path: Path) -> Iterator[Problem]:
    """**Why** a type: words are no answer to a question that has only buttons."""
    known = tuple(other.id for other in flow.steps[: flow.index[step.id]] if other.kind is not None)
    if step.instead and step.instead not in known:
        sentence = (
            f"« {step.instead} » n'est pas une question d'avant qui a un type.{did_you_mean(step.instead, known)}"
        )
        fix = corrected((*path, "instead"), step.instead, step.instead, known)
        yield book.problem(flow.id, (*path, "instead"), CODE, sentence, fix=fix)


def _choices(book: Book, flow: Flow, step: Step, path: Path) -> Iterator[Problem]:
    known = tuple(choice.id for choice in step.choices) or ("yes", "no")
    if not step.is_question or step.source:
        return
    document = book.documents[flow.id]
    explained = document.under((*path, "explain"))
    named = [(id, "go") for id in step.go_by if id != DONTKNOW] + [(id, "explain") for id in explained]
    named += [(id, "alone") for id in step.alone] + [(id, "either") for id in step.either]
    for id, word in named:
        if id not in known:
            place = (*path, word) if word in ("alone", "either") else (*path, word, id)
            sentence = f"« {id} » n'est pas un choix de cette question.{did_you_mean(id, known)}"
            yield book.problem(flow.id, place, CODE, sentence, fix=_fix(document, place, id, known))


def _fix(document: Document, place: Path, id: str, known: tuple[str, ...]) -> Fix | None:
    """The choice that was meant, where none of the same name stands beside it."""
    best = nearest(id, known)
    fits = best and place in document.keys and (*place[:-1], best) not in document.keys
    return Fix(place, "rename", best, f"Écrire « {best} »") if fits else None


_ASK = "  - id: x\n    ask: A\n    choices: {oui: Oui, non: Non}\n"
CASES = (
    Case(steps("  - {id: x, say: A, go: y}"), 4),
    Case(steps("  - {id: x, say: A}\n  - {id: z, run: b}"), 5),
    Case(steps(_ASK + "    go: {oiu: '@menu'}"), 7),
    Case(steps(_ASK + "    alone: nom"), 7),
    Case(steps(_ASK + "    either: oui, nom"), 7),
    Case(steps(_ASK + "    explain: {nin: B}"), 7),
    Case(steps(_ASK + "    repeat: x"), 7),
    Case(steps("  - {id: n, ask: A, choices: {a: A}}\n" + _ASK + "    instead: n"), 8),
    Case(steps("  - {id: n, ask: A, type: text}\n" + _ASK + "    instead: n")),
    Case(steps("  - {id: x, ask: A, type: yes_no, repeat: y}\n  - {id: y, say: B}"), 4),
    Case(steps(_ASK + "    go: {oui: '@menu', non: x, dontknow: a}\n    explain: {oui: B}\n    alone: non")),
)
