"""Before sending: is every character of the CV in one of our fonts? An emoji would print as an empty box."""

from __future__ import annotations

from collections.abc import Iterable

from cv_builder.chars import clean
from cv_builder.fonts import advances
from cv_builder.leaves import leaves
from cv_builder.model import CV
from cv_builder.notes import Note


def uncovered(cv: CV) -> tuple[Note, ...]:
    """One note for each text with characters that no font has; `text` is those characters."""
    return uncovered_in(leaves(cv))


def uncovered_in(texts: Iterable[tuple[str, str]]) -> tuple[Note, ...]:
    """The same of any texts, each with the name of its place."""
    known = advances()
    return tuple(
        Note("unprintable", where, missing)
        for where, text in texts
        if (missing := "".join(dict.fromkeys(char for char in clean(text) if char not in known)))
    )
