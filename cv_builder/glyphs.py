"""Before sending: can our fonts draw every character of the CV? An emoji would print as an empty box."""

from __future__ import annotations

from collections.abc import Iterable

from cv_builder.chars import clean
from cv_builder.fonts import drawable
from cv_builder.leaves import leaves
from cv_builder.model import CV
from cv_builder.notes import Note


def uncovered(cv: CV) -> tuple[Note, ...]:
    """One note for each text with characters that can't be drawn; `text` is those characters."""
    return uncovered_in(leaves(cv))


def uncovered_in(texts: Iterable[tuple[str, str]]) -> tuple[Note, ...]:
    """The same of any texts, each with the name of its place."""
    return tuple(Note("unprintable", where, missing) for where, text in texts if (missing := _missing(clean(text))))


def _missing(text: str) -> str:
    """Each once, in the order of the text."""
    drawn = drawable(text)
    if drawn == text:
        return ""
    left = iter(drawn)
    following = next(left, "")
    missing = []
    for char in text:
        if char == following:
            following = next(left, "")
        else:
            missing.append(char)
    return "".join(dict.fromkeys(missing))
