"""Occupations of the phrase bank and their tasks, in every language.

`jobs/<sector>.toml` holds them, all languages side by side, the most frequent jobs first. Codes: an occupation has a
short key ("waiter") and an ESCO code; a task is "<key>_<task>" ("waiter_orders"). Reading all of it takes 0.1 s:
`warm()` does it beside the event loop.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from cv_builder.kept import Kept
from cv_builder.model import Line
from cv_builder.wording.occupation import MOST, Count, Occupation, Task, Wording, split_count
from cv_builder.wording.phrases import LOCALES
from cv_builder.wording.tables import read, table

ANY = "any"
"""Key (and file) of the tasks that fit every occupation."""
LABELS_ONLY = ("es", "uk")
"""Languages in which a job is found, though no CV is worded in them."""
LIKELY = (10, 20, 30, 50, 100)
"""Counts offered where the bank names none."""
BEYOND = 5
"""How many times its highest likely answer a count can be, where the bank says no `most`: more is a slip."""
SHORT = 20
"""Characters of a button."""


def _entries() -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """(sector, key, entry), the sectors in the order in which they are shown."""
    return ((sector, key, entry) for sector in (*sectors(), ANY) for key, entry in read(f"jobs/{sector}").items())


@Kept
def bank() -> tuple[Occupation, ...]:
    """All of it, the catch-all included."""
    return tuple(_occupation(sector, key, entry) for sector, key, entry in _entries())


def _occupation(sector: str, key: str, entry: Mapping[str, Any]) -> Occupation:
    return Occupation(
        key=key,
        esco=entry.get("esco", ""),
        near=tuple(entry.get("near", ())),
        sector=sector,
        wording={locale: _wording(entry[locale]) for locale in (*LOCALES, *LABELS_ONLY) if locale in entry},
        tasks=tuple(_task(f"{key}_{task}", words) for task, words in entry["tasks"].items()),
    )


def _wording(entry: Mapping[str, Any]) -> Wording:
    title, f, m = (entry.get(part, "") for part in ("title", "f", "m"))
    both = f"{m}, {f}" if f != m and len(f"{m}, {f}") <= SHORT else m
    forms, words = (tuple(entry.get(part, ())) for part in ("forms", "words"))
    return Wording(title, f, m, entry.get("button") or both, forms, words)


def _task(code: str, entry: Mapping[str, Any]) -> Task:
    button, line = ({locale: entry[locale][part] for locale in LOCALES} for part in (0, 1))
    count = entry.get("count")
    if count is None:
        return Task(code, button, line)
    question, counted = ({locale: count[locale][part] for locale in LOCALES} for part in (0, 1))
    some = tuple(count.get("some", LIKELY))
    return Task(code, button, line, Count(question, counted, some, min(count.get("most", BEYOND * max(some)), MOST)))


def warm() -> None:
    """Reads the bank now."""
    _by_code()
    _tasks()


def occupations() -> tuple[Occupation, ...]:
    """Every occupation of the bank, sector by sector, the most frequent first, without the catch-all."""
    return tuple(job for job in bank() if job.key != ANY)


@cache
def _by_code() -> Mapping[str, Occupation]:
    return {code: job for job in occupations() for code in (job.key, job.esco) if code}


def find_occupation(code: str) -> Occupation | None:
    """By ESCO code or key; None for the thousands that the bank does not have."""
    return _by_code().get(code)


@cache
def _near() -> Mapping[str, Occupation]:
    """ESCO code of an occupation with the same tasks → ours."""
    return {esco: job for job in reversed(occupations()) for esco in job.near}


def tasks_for(code: str | None) -> tuple[Task, ...]:
    """Tasks to offer for an occupation; those that fit every job when the bank does not know it. Never empty."""
    known = find_occupation(code or "") or _near().get(code or "")
    return known.tasks if known else next(job.tasks for job in bank() if job.key == ANY)


@cache
def _tasks() -> Mapping[str, Task]:
    return {task.code: task for job in bank() for task in job.tasks}


def find_task(code: str) -> Task | None:
    """By its code, with or without a number ("waiter_serve=60")."""
    return _tasks().get(split_count(code)[0])


def task_line(code: str, locale: str, number: int | None = None) -> Line | None:
    """The CV sentence of a task code, with its number; None when unknown."""
    task = find_task(code)
    return task.worded(locale, number if number is not None else split_count(code)[1]) if task else None


@cache
def sectors() -> Mapping[str, Mapping[str, str]]:
    """Sector → its words by language, in the order in which they are shown."""
    return table("sectors")
