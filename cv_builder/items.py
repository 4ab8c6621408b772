"""What can be left out of a CV as one thing: a job, one of its tasks, a skill, the summary …

A key names a thing by what it says in codes, so that a wish ("keep this job") outlives another wording or order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from cv_builder.model import CV, Extra, Job, Language, Line, School

LISTS = ("seeking", "work", "education", "skills", "qualities", "languages", "licences", "interests", "extras")
"""Fields of the CV whose entries can be left out one by one."""
FIELDS = (*LISTS, "tasks", "summary")
WHOLE = -1
"""`Item.task` of what is no task."""
_DIGEST = 6
"""Bytes: a CV has some fifty things to tell apart."""
_LEAF = {
    "work": "work",
    "education": "school",
    "skills": "skill",
    "qualities": "quality",
    "languages": "language",
    "licences": "licence",
    "interests": "interest",
    "extras": "extra",
}


class Item(NamedTuple):
    """`field` of `FIELDS`, `at`: place in its list from 0; for a task: of its job, and `task` the place in that."""

    field: str
    at: int = 0
    task: int = WHOLE


def items(cv: CV, field: str) -> tuple[Item, ...]:
    """All things of that field, in the order of the page."""
    if field == "tasks":
        return tuple(Item(field, i, j) for i, job in enumerate(cv.work) for j in range(len(job.tasks)))
    if field == "summary":
        return (Item(field),) if cv.summary else ()
    return tuple(Item(field, i) for i in range(len(getattr(cv, field))))


def all_items(cv: CV) -> Iterator[Item]:
    for field in FIELDS:
        yield from items(cv, field)


def job_of(item: Item) -> Item:
    """The job that a task belongs to; anything else is itself."""
    return Item("work", item.at) if item.field == "tasks" else item


def without(cv: CV, gone: Collection[Item]) -> CV:
    """`cv` less these things; a job takes its tasks along."""
    if not gone:
        return cv
    gone = frozenset(gone)
    fields = {item.field for item in gone}
    work = tuple(
        replace(job, tasks=tuple(task for j, task in enumerate(job.tasks) if Item("tasks", i, j) not in gone))
        if "tasks" in fields
        else job
        for i, job in enumerate(cv.work)
    )
    cv = replace(cv, work=work, summary="" if Item("summary") in gone else cv.summary)
    left: dict[str, Any] = {
        field: tuple(entry for i, entry in enumerate(getattr(cv, field)) if Item(field, i) not in gone)
        for field in LISTS
        if field in fields
    }
    return replace(cv, **left)


def key(cv: CV, item: Item) -> str:
    """ "work.5f0c…": the same for the same thing whatever language the CV is worded in and wherever it stands."""
    said = "\n".join(_names(cv, item))
    return f"{item.field}.{hashlib.blake2b(said.encode('utf-8', 'replace'), digest_size=_DIGEST).hexdigest()}"


def said(cv: CV, item: Item) -> str:
    """The words by which its owner knows it again."""
    match _entry(cv, item):
        case Job(title=title, employer=employer, town=town):
            return _both(title.text, employer or town)
        case School(level=level, subject=subject, place=place):
            return _both(level.text, subject or place)
        case Language(name=name, fluency=fluency):
            return name.text or fluency
        case Extra(title=title, details=details, lines=lines):
            return title or ", ".join(details or lines)
        case Line(text=text):
            return text
        case summary:
            return str(summary)


def holds(item: Item, where: str) -> bool:
    """Whether the leaf at `where` ("work 2 task 1") belongs to this thing."""
    match item.field:
        case "tasks":
            return where == f"work {item.at + 1} task {item.task + 1}"
        case "summary" | "seeking":
            return where == (item.field if item.field == "summary" else f"seeking {item.at + 1}")
        case field:
            return f"{where} ".startswith(f"{_LEAF[field]} {item.at + 1} ")


def _both(first: str, second: str) -> str:
    return f"{first} ({second})" if first and second else first or second


def _entry(cv: CV, item: Item) -> object:
    if item.field == "tasks":
        return cv.work[item.at].tasks[item.task]
    return cv.summary if item.field == "summary" else getattr(cv, item.field)[item.at]


def _names(cv: CV, item: Item) -> tuple[str, ...]:
    """**Why** the job before its task: "Encaisser" at the bakery is not "Encaisser" at the market."""
    match _entry(cv, item):
        case Job() as job:
            return (_name(job.title), job.employer, job.start)
        case School() as school:
            return (_name(school.level), school.place, school.year)
        case Language(name=name):
            return (_name(name),)
        case Extra(section=section, title=title, details=details, lines=lines):
            return (_name(section), title, *details, *lines)
        case Line() as line:
            return (*(_names(cv, job_of(item)) if item.field == "tasks" else ()), _name(line))
        case summary:
            return (str(summary),)


def _name(line: Line) -> str:
    return line.code or line.text
