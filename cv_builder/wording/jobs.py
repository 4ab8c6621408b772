"""Occupations of the starter bank and their tasks, in every CV language.

Codes: an occupation has a short key ("waiter") and an ESCO code; a task is "<key>_<task>" ("waiter_orders").
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from cv_builder.model import Line
from cv_builder.wording.phrases import FALLBACK, LOCALES
from cv_builder.wording.tables import table

ANY = "any"
"""Key of the tasks that fit every occupation."""


@dataclass(frozen=True)
class Wording:
    """One occupation in one language; `title` is neutral in gender, `forms` are what a person may call themself."""

    title: str
    button: str
    forms: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Task:
    """`button[locale]`: plain words, ≤ 40 characters. `line[locale]`: what the CV says."""

    code: str
    button: Mapping[str, str]
    line: Mapping[str, str]


@dataclass(frozen=True)
class Occupation:
    """`esco` is the part after …/esco/occupation/, "" where ESCO has none; `code` is what answers may hold."""

    key: str
    esco: str
    wording: Mapping[str, Wording]
    tasks: tuple[Task, ...]

    @property
    def code(self) -> str:
        return self.esco or self.key

    def title(self, locale: str, typed: str = "") -> Line:
        """The CV title: the person's own form ("Serveuse") if they gave one in this language, else the neutral one."""
        wording = self.wording.get(locale) or self.wording[FALLBACK]
        own = next((form for form in wording.forms if fold(form) == fold(typed)), "")
        return Line(own or wording.title, self.code)


def fold(text: str) -> str:
    """For comparing what people type: no case, no accent, ’ and hyphen as a space, final letters of Arabic alike."""
    text = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(" " if c in "'’-‐·/," else c for c in text if not unicodedata.combining(c))
    return " ".join(kept.replace("ة", "ه").replace("ى", "ي").split())


@cache
def _all() -> tuple[Occupation, ...]:
    banks = {locale: table(f"jobs_{locale}") for locale in LOCALES}
    return tuple(_occupation(key, esco, banks) for key, esco in table("jobs")["codes"].items())


def _occupation(key: str, esco: str, banks: Mapping[str, Mapping[str, Any]]) -> Occupation:
    entries = {locale: bank[key] for locale, bank in banks.items()}
    wording = {
        locale: Wording(entry["title"], entry["button"], tuple(entry["forms"]), tuple(entry["words"]))
        for locale, entry in entries.items()
    }
    tasks = tuple(
        Task(
            code=f"{key}_{task}",
            button={locale: entry["tasks"][task][0] for locale, entry in entries.items()},
            line={locale: entry["tasks"][task][1] for locale, entry in entries.items()},
        )
        for task in entries[FALLBACK]["tasks"]
    )
    return Occupation(key, esco, wording, tasks)


def occupations() -> tuple[Occupation, ...]:
    """Every occupation of the bank, most frequent first, without the catch-all."""
    return tuple(job for job in _all() if job.key != ANY)


@cache
def _by_code() -> Mapping[str, Occupation]:
    return {code: job for job in occupations() for code in (job.key, job.esco) if code}


def find_occupation(code: str) -> Occupation | None:
    """By ESCO code or key; None for the thousands that the bank does not have."""
    return _by_code().get(code)


@cache
def _near() -> Mapping[str, str]:
    """ESCO code of an occupation with the same tasks → key of ours."""
    return {esco: key for key, codes in table("jobs")["near"].items() for esco in codes}


def tasks_for(code: str | None) -> tuple[Task, ...]:
    """Tasks to offer for an occupation; those that fit every job when the bank does not know it. Never empty."""
    known = find_occupation(_near().get(code or "", code or ""))
    return known.tasks if known else next(job.tasks for job in _all() if job.key == ANY)


@cache
def _tasks() -> Mapping[str, Task]:
    return {task.code: task for job in _all() for task in job.tasks}


def task_line(code: str, locale: str) -> Line | None:
    """The CV sentence of a task code; None when unknown."""
    task = _tasks().get(code)
    return Line(task.line.get(locale) or task.line[FALLBACK], code) if task else None
