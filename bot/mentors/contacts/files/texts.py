"""A plain text: its words, and the same text without what reaches or names whoever wrote it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.mentors.contacts.model import Kind
from bot.mentors.contacts.search import hide, private_in_lines

TEXT = "text/plain"
LONGEST = 20_000
"""Characters that are read: ten pages. **Why**: the search takes up to a second for as many."""
CUT = "\n[…]"
"""Stands for the rest, which nobody has read."""


@dataclass(frozen=True, slots=True)
class Words:
    """`whole`: nothing was cut."""

    text: str
    whole: bool


def words(body: bytes) -> Words:
    """At most `LONGEST` characters. What is not UTF-8 is read as an old Windows text: figures are the same in both.

    Zero bytes are passed over: they hide a number from us, and from no reader.
    """
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = body.decode("latin-1")
    text = text.replace("\0", "")
    return Words(text[:LONGEST], len(text) <= LONGEST)


def masked(body: bytes, names: Sequence[str], label: Callable[[Kind], str]) -> bytes:
    """As a line of theirs is shown, with `label(kind)` in place of each thing; the same bytes where nothing is hidden.

    `names`: of the person, as known to us.
    """
    told = words(body)
    lines = told.text.splitlines()
    found = private_in_lines(lines, names)
    if told.whole and not any(found):
        return body
    shown = "\n".join(hide(line, spans, label) for line, spans in zip(lines, found, strict=True))
    return (shown if told.whole else shown + CUT).encode()
