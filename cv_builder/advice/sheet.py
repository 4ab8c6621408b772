"""What a check looks at: the answers of one person, each with the name and round of its question."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from cv_builder import brought, own
from cv_builder.chars import clean
from cv_builder.model import CV
from cv_builder.quiz import NO_EXPERIENCE, cv_from_answers
from cv_builder.wording import phrases
from cv_builder.wording.jobs import task_line

Answers = Mapping[str, object]

SUMMARY = "summary"
"""What came with a file and no question asks for: it can be put right, not asked again."""
TYPED = (
    "name", "looking", "town", SUMMARY, "job.title", "job.employer", "job.town", "job.tasks", "school.level",
    "school.subject", "school.place", "informal_skills", "qualities", own.QUALITIES, "licence", "interests",
    own.INTERESTS, own.LANGUAGES,
)  # fmt: skip
"""Questions that may be answered in one's own words."""
ABOUT_ME = (SUMMARY, "qualities", own.QUALITIES, "interests", own.INTERESTS)
"""Where a bare word speaks of the person; elsewhere it may be a name (Christian) or a school."""
KINDS = {"qualities": "qualities", "licence": "licences", "interests": "interests", "school.subject": "subjects"}
"""Answers that are words of the phrase bank, unless somebody typed."""
_EDGES = " ,;.:·|/–-،؛"
_EMPTY = re.compile(r"\(\s*\)|\(\s*$|^\s*\)|(?<=[,;·|/–-])\s*[,;·|/–-]")


@dataclass(frozen=True, slots=True)
class Typed:
    """Own words of a person; `round`: which job or school, 0 outside of those."""

    save: str
    round: int
    text: str


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing that would make the CV better.

    `save`, `round`: the question to open again. `found`: the words concerned. `better`: what one tap can put in the
    place of `whole`; "" takes that away.
    """

    check: str
    save: str
    round: int = 0
    found: str = ""
    better: str | None = None
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """Answers and what the check says about them: at which question, with which better text; `save` "": nothing."""

    answers: Answers
    save: str = ""
    round: int = 0
    better: str | None = None


@dataclass(frozen=True)
class Sheet:
    """`today`: ISO date."""

    answers: Answers
    today: str

    @cached_property
    def cv(self) -> CV:
        locale = self.answers.get("cv_language")
        return cv_from_answers(self.answers, locale if isinstance(locale, str) else "fr", self.today)

    def rounds(self, save: str) -> list[object]:
        """The answers to a question that comes once a job or a school."""
        value = self.answers.get(save)
        if value is None or self._unsaid(save):
            return []
        return list(value) if isinstance(value, list | tuple) else [value]

    def brought_job(self, round: int) -> Answers:
        """What a file told about that job and no question asks for: exact dates, tasks in own words."""
        jobs = brought.of(self.answers).get("jobs")
        found = jobs[round] if isinstance(jobs, list | tuple) and round < len(jobs) else None
        return found if isinstance(found, Mapping) else {}

    def text(self, save: str) -> str:
        value = self.answers.get(save)
        return clean(value) if isinstance(value, str) else ""

    @cached_property
    def typed(self) -> tuple[Typed, ...]:
        """Everything in the person's own words, in the order of the questions."""
        return tuple(found for save in TYPED for found in self._typed(save))

    def _typed(self, save: str) -> Iterator[Typed]:
        if save == SUMMARY:
            values = [brought.of(self.answers).get(SUMMARY)]
        elif is_repeated(save):
            values = self.rounds(save)
        else:
            values = [self.answers.get(save)]
        for round, value in enumerate(values):
            for text in _words(value):
                if not self._coded(save, text):
                    yield Typed(save, round, text)

    def _coded(self, save: str, text: str) -> bool:
        bank = phrases("fr")
        match save:
            case "job.tasks":
                return task_line(text, bank.locale) is not None
            case "informal_skills":
                return bank.skill(text) is not None
            case "school.level":
                return text in bank.levels
            case "qualities" | "interests" if text == own.OTHER:
                return True
            case _:
                return save in KINDS and bool(bank.word(KINDS[save], text))

    def _unsaid(self, save: str) -> bool:
        """Jobs answered before somebody said that they have not worked are not shown."""
        return save.startswith("job.") and self.answers.get("had_job") == NO_EXPERIENCE


def is_repeated(save: str) -> bool:
    """Whether its question comes once a job or once a school."""
    return save.startswith(("job.", "school."))


def about(text: str) -> Answers:
    """Answers of somebody whose file told this about them."""
    return {brought.SAVE: {SUMMARY: text}}


def _words(value: object) -> Iterator[str]:
    """Texts of an answer: itself, its label or name when it has no code, or each of a list."""
    match value:
        case str():
            if text := clean(value):
                yield text
        case list() | tuple():
            for part in value:
                yield from _words(part)
        case {"code": str()} | {"insee": str()}:
            return
        case {"label": str(text)} | {"name": str(text)}:
            yield from _words(text)


def spotted(
    sheet: Sheet, check: str, pattern: re.Pattern[str], where: Callable[[str], bool] = lambda save: True
) -> Iterator[Advice]:
    """Words that better are not there, with the text less them."""
    for typed in sheet.typed:
        found = pattern.search(typed.text) if where(typed.save) else None
        if found:
            better = less(typed.text, *found.span())
            yield Advice(check, typed.save, typed.round, found[0].strip(_EDGES), better, typed.text)


def spotted_or_bare(sheet: Sheet, check: str, pattern: re.Pattern[str], bare: re.Pattern[str]) -> Iterator[Advice]:
    """The same; a bare word (`bare`) only where it can but speak of the person, and not beside a sentence that does."""
    told = list(spotted(sheet, check, pattern))
    known = {advice.whole for advice in told}
    alone = spotted(sheet, check, bare, lambda save: save in ABOUT_ME)
    yield from (*told, *(advice for advice in alone if advice.whole not in known))


def less(text: str, start: int, end: int) -> str:
    """`text` less that part and the signs that would be left over."""
    left = f"{text[:start].rstrip(_EDGES)}{_between(text[:start], text[end:])}{text[end:].lstrip(_EDGES)}"
    return " ".join(_EMPTY.sub("", left).split()).strip(_EDGES)


def _between(before: str, after: str) -> str:
    sign = next((char for char in before[::-1] if char != " "), "")
    if not before.strip(_EDGES) or not after.strip(_EDGES):
        return ""
    return f"{sign} " if sign in ",;،؛" else " "
