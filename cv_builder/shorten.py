"""What is left out, in which order, when a CV does not fit: stated here, reported always.

Law: what the person asked to keep goes last, in the same order; what is left out is told, every leaf of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from cv_builder.chars import clean
from cv_builder.items import Item, all_items, holds, items, job_of, key, said
from cv_builder.leaves import leaves, map_leaves
from cv_builder.model import CV
from cv_builder.notes import Note

ORDER = (
    ("extras", 8),
    ("interests", 5),
    ("tasks", 5),
    ("qualities", 5),
    ("skills", 8),
    ("tasks", 4),
    ("education", 3),
    ("extras", 4),
    ("skills", 6),
    ("work", 6),
    ("tasks", 3),
    ("interests", 0),
    ("extras", 0),
    ("education", 2),
    ("skills", 4),
    ("work", 4),
    ("tasks", 2),
    ("languages", 5),
    ("licences", 3),
    ("qualities", 0),
    ("work", 3),
    ("skills", 2),
    ("tasks", 0),
    ("education", 1),
    ("licences", 0),
    ("languages", 2),
    ("summary", 0),
    ("work", 1),
    ("seeking", 0),
    ("skills", 0),
    ("languages", 0),
    ("education", 0),
    ("work", 0),
)
"""(field, how many of it stay): one entry at a time, the last (the oldest) first. Name, job sought and contact stay.

Of "tasks" each job keeps so many; the oldest job is shortened first.
"""

MOST = {
    "seeking": 4,
    "work": 12,
    "tasks": 10,
    "education": 8,
    "skills": 20,
    "qualities": 12,
    "languages": 12,
    "licences": 12,
    "interests": 20,
    "extras": 20,
}
"""Entries taken into account at all: more than fit on any page. Two pages take twice as many."""

LONGEST = {"name": 60, "headline": 90, "summary": 500, "phone": 40, "email": 90, "town": 60, "department": 40}
"""Characters; every other text may have `LONGEST_OTHER`."""
LONGEST_OTHER = 180


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One thing that has no room: its key (`items.key`) and the words its owner knows it by."""

    key: str
    text: str


def tidy(cv: CV) -> tuple[CV, list[Note]]:
    """`cv` with printable texts of a length that a page can hold."""
    notes: list[Note] = []

    def shortened(where: str, text: str) -> str:
        text = clean(text)
        longest = LONGEST.get(where, LONGEST_OTHER)
        if len(text) <= longest:
            return text
        notes.append(Note("cut", where, text))
        return text[: longest - 1].rstrip() + "…"

    return map_leaves(cv, shortened), notes


def too_many(cv: CV, kept: Collection[str] = (), pages: int = 1) -> list[Item]:
    """What is over `MOST`: nothing of nearly every CV."""
    full = any(len(items(cv, field)) > most * pages for field, most in MOST.items() if field != "tasks")
    return leaving(cv, kept, pages)[0] if full or any(len(job.tasks) > MOST["tasks"] * pages for job in cv.work) else []


def leaving(cv: CV, kept: Collection[str] = (), pages: int = 1) -> tuple[list[Item], list[Item]]:
    """What is over `MOST`, and everything else that can be left out, what matters least first.

    `kept`: keys of what is asked for; it comes last.
    """
    staying = _Staying(cv, _protected(cv, kept))
    over = [item for field, most in MOST.items() for item in staying.down_to(field, most * pages)]
    free = [item for field, stay in ORDER for item in staying.down_to(field, stay)]
    staying.protected = frozenset()
    return over, free + [item for field, stay in ORDER for item in staying.down_to(field, stay)]


def left_out(cv: CV, gone: Collection[Item]) -> tuple[LeftOut, ...]:
    """What left, in the order of the page; a task that left with its job is not told apart."""
    told = (item for item in all_items(cv) if item in gone and (job_of(item) == item or job_of(item) not in gone))
    return tuple(LeftOut(key(cv, item), text) for item in told if (text := said(cv, item)))


def lost(cv: CV, gone: Collection[Item]) -> Iterator[Note]:
    """Every text that left with these things."""
    by_leaf = ((where, text, next((item for item in gone if holds(item, where)), None)) for where, text in leaves(cv))
    return (Note("dropped", where, text) for where, text, item in by_leaf if item is not None)


def _protected(cv: CV, kept: Collection[str]) -> frozenset[Item]:
    """**Why** the job, too: a task that was asked for stands under its job or nowhere."""
    asked = {item for item in all_items(cv) if key(cv, item) in kept} if kept else set()
    return frozenset(asked | {job_of(item) for item in asked})


class _Staying:
    """Lets things leave one by one and remembers what stays."""

    def __init__(self, cv: CV, protected: frozenset[Item]) -> None:
        self.protected = protected
        self._staying = {field: list(items(cv, field)) for field in (*MOST, "summary")}

    def down_to(self, field: str, stay: int) -> Iterator[Item]:
        """The last goes first, until so many are left; what is protected is passed over."""
        if field == "tasks":
            for at in sorted({item.at for item in self._staying[field]}, reverse=True):
                yield from self._thin(field, [item for item in self._staying[field] if item.at == at], stay)
        else:
            yield from self._thin(field, self._staying[field], stay)

    def _thin(self, field: str, among: list[Item], stay: int) -> Iterator[Item]:
        free = [item for item in among if item not in self.protected]
        for item in reversed(free[-max(len(among) - stay, 0) :] if len(among) > stay else []):
            self._staying[field].remove(item)
            if field == "work":
                self._staying["tasks"] = [task for task in self._staying["tasks"] if task.at != item.at]
            yield item
