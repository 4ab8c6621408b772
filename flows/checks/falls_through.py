"""An answer that was not meant never goes on as if it were one of the choices."""

from __future__ import annotations

from collections.abc import Iterator

from flows.book import Book, Case, steps
from flows.holding import DONTKNOW
from flows.model import Flow, Step
from flows.problems import Fix, Problem
from flows.yamltext import Path

CODE = "falls_through"


def check(book: Book) -> Iterator[Problem]:
    for flow, step, path in book.steps():
        yield from _unsure(book, flow, step, path)
        yield from _typed(book, flow, step, path)
        yield from _not(book, flow, step, path)


def _unsure(book: Book, flow: Flow, step: Step, path: Path) -> Iterator[Problem]:
    choice = _going_on(flow, step)
    if choice and step.dontknow and DONTKNOW not in step.go_by:
        sentence = f"« Je ne sais pas » continue ici comme « {choice} » : dis où ça mène, ou enlève ce bouton."
        fix = Fix((*path, "dontknow"), "set", "no", "Enlever « Je ne sais pas »")
        yield book.problem(flow.id, (*path, "go"), CODE, sentence, warning=True, fix=fix)


def _going_on(flow: Flow, step: Step) -> str:
    """The choice that goes on to the next step, while others lead elsewhere; of several one that says so itself."""
    at = flow.index[step.id] + 1
    if not step.go_by or step.source or step.end or step.repeat or at >= len(flow.steps):
        return ""
    yes_no = step.kind is not None and step.kind.name == "yes_no" and not step.choices
    ids = ("yes", "no") if yes_no else tuple(choice.id for choice in step.choices)
    following = flow.steps[at].id
    here = [id for id in ids if step.go_by.get(id, following) == following]
    named = [id for id in here if id in step.go_by]
    if len(here) == len(ids):
        return ""
    return named[0] if named else here[0] if len(here) == 1 else ""


def _typed(book: Book, flow: Flow, step: Step, path: Path) -> Iterator[Problem]:
    """**Why** only where the choice names the next step: else typed words are one more answer that goes on."""
    choice = _going_on(flow, step)
    if choice in step.go_by and step.kind is not None and step.kind.name != "yes_no":
        sentence = f"Ce qu'on tape ici continue comme « {choice} » : enlève « type », ou fais-en une étape à part."
        fix = Fix((*path, "type"), "remove", "", "Enlever « type »")
        yield book.problem(flow.id, (*path, "type"), CODE, sentence, warning=True, fix=fix)


def _not(book: Book, flow: Flow, step: Step, path: Path) -> Iterator[Problem]:
    for group in step.when.groups if step.when else ():
        known = {term.name for term in group if term.operator == "not empty"}
        for term in group:
            asked = flow.step(term.name)
            if term.operator == "is not" and term.name not in known and asked and asked.is_question and asked.dontknow:
                more = f" and {term.name} is not empty"
                sentence = f"« Je ne sais pas » passe aussi par là : ajoute «{more} »."
                text = step.when.text if step.when and len(step.when.groups) == 1 else ""
                fix = Fix((*path, "when"), "set", text + more, f"Ajouter «{more} »") if text else None
                yield book.problem(flow.id, (*path, "when"), CODE, sentence, warning=True, fix=fix)


_ASK = "  - id: x\n    ask: A\n    choices: {a: A, b: B}\n    go: {a: y, b: z}\n"
_MORE = "  - {id: y, say: C, go: '@menu'}\n  - {id: z, say: D}"
_WHEN = "  - {id: x, ask: A, type: yes_no}\n  - id: y\n    say: B\n    when: x is not no"
CASES = (
    Case(steps(_ASK + _MORE), 7),
    Case(steps(_ASK.replace("a: y, ", "") + _MORE), 7),
    Case(steps(_ASK + "    type: text\n    dontknow: no\n" + _MORE), 8),
    Case(steps("  - id: x\n    ask: A\n    type: yes_no\n    go: {yes: y, no: z}\n" + _MORE), 7),
    Case(steps(_WHEN), 7),
    Case(steps(_WHEN + " and x is not empty")),
    Case(steps(_WHEN.replace("yes_no", "yes_no, dontknow: no"))),
    Case(steps(_ASK + "    dontknow: no\n" + _MORE)),
    Case(steps(_ASK.replace("b: z", "b: z, dontknow: y") + _MORE)),
    Case(steps(_ASK.replace("b: B", "b: B, c: C").replace("a: y, ", "") + _MORE)),
)
