"""Reads the training; every problem of every file at once, as `file:line:col: sentence`."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from bot.errors import Misconfigured
from flows.yamltext import Document
from flows.yamltext import read as read_yaml

SHIPPED = Path(__file__).parent / "data"
SOURCE = "fr"
FIELDS = {"id", "say", "ask", "choices", "right", "explain"}
LEAST = 12
"""Questions: fewer show nothing."""


@dataclass(frozen=True, slots=True)
class Text:
    id: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """`choices`: id → what it says. `right`: the id of the good one."""

    id: str
    ask: str
    choices: Mapping[str, str]
    right: str
    explain: str


@dataclass(frozen=True, slots=True)
class Course:
    """`share`: of the questions answered well, in percent, from which on it is passed."""

    title: str
    share: int
    steps: tuple[Text | Question, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(step for step in self.steps if isinstance(step, Question))

    @property
    def enough(self) -> int:
        """Questions that have to be right."""
        return math.ceil(len(self.questions) * self.share / 100)

    def unanswered(self, answers: Mapping[str, str]) -> tuple[Question, ...]:
        """What was left out, or answered by something that can't be chosen."""
        return tuple(one for one in self.questions if answers.get(one.id) not in one.choices)

    def score(self, answers: Mapping[str, str]) -> int:
        return sum(answers.get(one.id) == one.right for one in self.questions)


def in_language(courses: Mapping[str, Course], locale: str) -> tuple[str, Course]:
    """The course nearest to a language, and which one that is; the source where there is none."""
    found = next((tag for tag in (locale, locale.split("_")[0]) if tag in courses), SOURCE)
    return found, courses[found]


@cache
def load(folder: Path) -> Mapping[str, Course]:
    """Language → course; raises `Misconfigured` with every problem."""
    if problems := lint(folder):
        raise Misconfigured(problems)
    read = {path.stem: _document(path)[0] for path in _files(folder)}
    return {language: _course(document) for language, document in read.items() if document is not None}


# -- what staff can get wrong ---------------------------------------------------------------------------------
def lint(folder: Path = SHIPPED) -> Sequence[str]:
    """Every problem of every file; all languages hold the same steps with the same right answers."""
    found: list[str] = []
    shapes: dict[str, list[tuple[str, ...]]] = {}
    for path in _files(folder):
        document, lines = _document(path)
        found += lines
        if document is not None and not lines:
            found += (wrong := list(_wrong(document)))
            shapes |= {} if wrong else {path.stem: [_shape(step) for step in _course(document).steps]}
    if not (folder / f"{SOURCE}.yaml").is_file():
        return [*found, f"{folder.name}: il manque {SOURCE}.yaml."]
    ours = shapes.get(SOURCE)
    return found + [
        f"{language}.yaml:1:1: les étapes, les choix ou les bonnes réponses ne sont pas ceux de {SOURCE}.yaml."
        for language, theirs in shapes.items()
        if ours is not None and theirs != ours
    ]


def _document(path: Path) -> tuple[Document | None, list[str]]:
    document, problems = read_yaml(path.name, path.read_text("utf-8"))
    return document, [str(one) for one in problems if one.severity == "error"]


def _wrong(document: Document) -> Iterator[str]:
    def problem(path: tuple[str | int, ...], sentence: str) -> str:
        return str(document.problem(path, "training", sentence))

    top = _mapping(document.value)
    share = str(top.get("share", ""))
    if not str(top.get("title", "")).strip():
        yield problem((), "Il manque « title ».")
    if not (share.isascii() and share.isdigit() and 1 <= int(share) <= 100):
        yield problem(("share",), "« share » est la part de bonnes réponses, de 1 à 100.")
    steps = [_mapping(one) for one in _list(top.get("steps"))]
    ids = [str(step.get("id", "")) for step in steps]
    for number, step in enumerate(steps):
        at = ("steps", number)
        if extra := sorted(step.keys() - FIELDS):
            yield problem((*at, extra[0]), f"« {extra[0]} » n'existe pas ici.")
        if not ids[number] or ids.index(ids[number]) != number:
            yield problem(at, "Chaque étape a son « id », une seule fois.")
        for sentence in _step_wrong(step):
            yield problem(at, sentence)
    if sum("ask" in step for step in steps) < LEAST:
        yield problem(("steps",), f"Il faut au moins {LEAST} questions.")


def _step_wrong(step: Mapping[str, object]) -> Iterator[str]:
    if "ask" not in step:
        if not str(step.get("say", "")).strip():
            yield "Une étape a « say » ou « ask »."
        return
    choices = _mapping(step.get("choices"))
    if len(choices) < 2 or not all(str(text).strip() for text in choices.values()):
        yield "Une question a au moins deux choix, et aucun n'est vide."
    if step.get("right") not in choices:
        yield "« right » est l'un des choix."
    if not str(step.get("explain", "")).strip() or not str(step["ask"]).strip():
        yield "Une question a son texte et « explain », le pourquoi."


def _course(document: Document) -> Course:
    top = _mapping(document.value)
    steps = tuple(_step(_mapping(one)) for one in _list(top.get("steps")))
    return Course(str(top["title"]), int(str(top["share"])), steps)


def _step(step: Mapping[str, object]) -> Text | Question:
    id = str(step["id"])
    if "ask" not in step:
        return Text(id, tuple(line.strip() for line in str(step["say"]).splitlines() if line.strip()))
    choices = {key: str(text) for key, text in _mapping(step["choices"]).items()}
    return Question(id, str(step["ask"]).strip(), choices, str(step["right"]), str(step["explain"]).strip())


def _shape(step: Text | Question) -> tuple[str, ...]:
    return (step.id,) if isinstance(step, Text) else (step.id, *step.choices, "=", step.right)


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yaml"))


def _mapping(value: object) -> Mapping[str, object]:
    return cast("Mapping[str, object]", value) if isinstance(value, dict) else {}


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()
