"""What is left out, in which order, when a CV does not fit: stated here, reported always."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from cv_builder.chars import clean
from cv_builder.leaves import leaves, map_leaves
from cv_builder.model import CV
from cv_builder.notes import Note

ORDER = (
    ("courses", 3),
    ("items", 5),
    ("sections", 5),
    ("interests", 5),
    ("tasks", 5),
    ("qualities", 5),
    ("skills", 8),
    ("tasks", 4),
    ("education", 3),
    ("courses", 0),
    ("items", 3),
    ("sections", 3),
    ("skills", 6),
    ("work", 6),
    ("tasks", 3),
    ("interests", 0),
    ("items", 1),
    ("sections", 0),
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
"""(field, how many of it stay): one entry at a time, the last (the oldest) first. Name, job sought and contact stay."""

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
    "sections": 8,
    "items": 10,
    "courses": 8,
}
"""Entries taken into account at all: more than fit on any page."""

LONGEST = {"name": 60, "headline": 90, "summary": 500, "phone": 40, "email": 90, "town": 60, "department": 40}
"""Characters; every other text may have `LONGEST_OTHER`."""
LONGEST_OTHER = 180


def tidy(cv: CV) -> tuple[CV, list[Note]]:
    """`cv` with printable texts of a length that a page can hold and lists of a length worth looking at."""
    notes: list[Note] = []

    def shortened(where: str, text: str) -> str:
        text = clean(text)
        longest = LONGEST.get(where, LONGEST_OTHER)
        if len(text) <= longest:
            return text
        notes.append(Note("cut", where, text))
        return text[: longest - 1].rstrip() + "…"

    shorter = cv
    for field, most in MOST.items():
        while (next_shorter := _without_last(shorter, field, most)) is not None:
            shorter = next_shorter
    return map_leaves(shorter, shortened), [*lost(cv, shorter), *notes]


def without_next(cv: CV) -> CV | None:
    """`cv` less the entry that matters least; None when only the head of the page is left."""
    return next((shorter for field, stay in ORDER if (shorter := _without_last(cv, field, stay)) is not None), None)


def lost(before: CV, after: CV) -> Iterator[Note]:
    """What `after` says no more. Entries go from the end, so that the places of the others stay."""
    kept = {where for where, _ in leaves(after)}
    return (Note("dropped", where, text) for where, text in leaves(before) if where not in kept)


NESTED = {"tasks": ("work", "tasks"), "items": ("sections", "items"), "courses": ("education", "lines")}
"""Entries inside the entries of a list."""


def _without_last(cv: CV, field: str, stay: int) -> CV | None:
    if field in NESTED:
        return _without_last_inside(cv, *NESTED[field], stay)
    entries = getattr(cv, field)
    if len(entries) <= stay:
        return None
    change: dict[str, Any] = {field: "" if field == "summary" else entries[:-1]}
    return replace(cv, **change)


def _without_last_inside(cv: CV, field: str, inside: str, stay: int) -> CV | None:
    entries = getattr(cv, field)
    for i in reversed(range(len(entries))):
        within = getattr(entries[i], inside)
        if len(within) > stay:
            shorter: dict[str, Any] = {inside: within[:-1]}
            change: dict[str, Any] = {field: (*entries[:i], replace(entries[i], **shorter), *entries[i + 1 :])}
            return replace(cv, **change)
    return None
