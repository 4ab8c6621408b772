"""What reading a file gives: the CV with what was left, or why it can't be read."""

from __future__ import annotations

from dataclasses import dataclass

from cv_builder.model import CV
from cv_builder.reading.source import Left

SECTIONS = ("work", "education", "skills", "qualities", "languages", "licences", "interests", "extras")

MOST_BYTES = 20 * 1024 * 1024
"""Of a file: what Telegram lets a bot download; the web takes no more either."""
EDITED = "edited"
"""`Left.what` of a document of ours that somebody changed since."""

REFUSALS = {
    "kind": "This is no file a CV can be read from (PDF, Word, JSON Resume, Europass).",
    "picture": "This is a picture: no words can be read from it.",
    "no_cv": "No CV that a program can read is inside this file.",
    "letter": "This is the letter, not the CV.",
    "encrypted": "This file is locked with a password.",
    "broken": "This file is broken.",
    "macros": "This file holds programs (macros).",
    "hostile": "This file is built to do harm.",
    "too_big": "This file is too large.",
    "slow": "This file takes too long to read.",
}
"""Code → the sentence of the command line; the chat has its own."""


@dataclass(frozen=True, slots=True)
class Refused:
    """`code` is a key of `REFUSALS`."""

    code: str


@dataclass(frozen=True, slots=True)
class Read:
    """`ours`: the file is one of ours, so nothing is missing that was ever asked."""

    cv: CV
    unused: tuple[Left, ...] = ()
    ours: bool = False

    @property
    def took(self) -> tuple[tuple[str, int], ...]:
        """(field, how many entries) in the order of the page; `name`, `headline`, `summary` and `contact` count one."""
        cv = self.cv
        contact = any((cv.contact.phone, cv.contact.email, cv.contact.town, cv.contact.department))
        single = {"name": cv.name, "headline": cv.headline.text, "contact": contact, "summary": cv.summary}
        found = [(name, 1) for name, there in single.items() if there]
        return (*found, *((name, count) for name in SECTIONS if (count := len(getattr(cv, name)))))
