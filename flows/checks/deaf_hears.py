"""`hears` names questions to come that can be answered by some words and not by all; `heard` is a choice.

A text can be heard where `heard` says which choice it means: its answer is then what is none of the choices.
"""

from __future__ import annotations

from collections.abc import Iterator

from flows.book import Book, Case, steps
from flows.model import Flow, Step
from flows.problems import Problem, corrected, did_you_mean

CODE = "deaf_hears"
READ = ("number", "phone", "email", "place", "occupation", "yes_no")
"""Types of which words say whether they answer; a text or a file is anything."""


def check(book: Book) -> Iterator[Problem]:
    for flow, step, path in book.steps():
        known = tuple(choice.id for choice in step.choices) or ("yes", "no")
        if step.heard and step.heard not in known:
            sentence = f"« {step.heard} » n'est pas un choix de cette question.{did_you_mean(step.heard, known)}"
            fix = corrected((*path, "heard"), step.heard, step.heard, known)
            yield book.problem(flow.id, (*path, "heard"), CODE, sentence, fix=fix)
        for save in step.hears if book.complete else ():
            if problem := _problem(book, flow, step, save):
                yield book.problem(flow.id, (*path, "hears"), CODE, problem)


def _problem(book: Book, flow: Flow, step: Step, save: str) -> str:
    asked = [(other, one) for other, one in book.every_step() if one.save == save and one.is_question]
    if not asked:
        return f"Aucune question ne garde sa réponse sous « {save} ».{did_you_mean(save, tuple(book.saves()))}"
    if not any(_can_be_heard(one) or (step.heard and _is_text(one)) for _, one in asked):
        return f"« {save} » : n'importe quels mots y répondent, ou sa liste n'est pas encore connue."
    here = [one for other, one in asked if other is flow]
    if len(here) == len(asked) and not any(_comes_later(flow, step, one) for one in here):
        return f"« {save} » est demandé avant : ces mots arriveraient trop tard."
    return ""


def _can_be_heard(step: Step) -> bool:
    """**Why** bounds: any number would be an answer without."""
    if step.kind is not None and step.kind.name == "number":
        return step.kind.low is not None
    return bool(step.choices) or (step.kind is not None and step.kind.name in READ)


def _is_text(step: Step) -> bool:
    return step.kind is not None and step.kind.name == "text" and not step.source


def _comes_later(flow: Flow, step: Step, other: Step) -> bool:
    here, there = flow.index[step.id], flow.index[other.id]
    return there > here or bool(step.repeat and flow.index.get(step.repeat, here) <= there)


_YES = "  - {id: x, ask: A, type: yes_no, hears: "
_LATER = "  - {id: y, ask: B, type: occupation, save: job}\n"
CASES = (
    Case(steps(_YES + "jov}\n" + _LATER), 4),
    Case(steps(_YES + "job, heard: oui}\n" + _LATER), 4),
    Case(steps(_LATER + "  - {id: x, ask: A, type: yes_no, hears: job}"), 5),
    Case(steps(_YES + "nom}\n  - {id: y, ask: B, type: text, save: nom}"), 4),
    Case(steps(_YES + "age}\n  - {id: y, ask: B, type: number, save: age}"), 4),
    Case(steps(_YES + "job, heard: yes}\n" + _LATER)),
    Case(steps(_YES + "nom, heard: yes}\n  - {id: y, ask: B, type: text, save: nom}")),
    Case(steps(_YES + "age}\n  - {id: y, ask: B, type: number 14..30, save: age}")),
    Case(steps(_LATER + "  - {id: x, ask: A, type: yes_no, repeat: y, hears: job}")),
)
