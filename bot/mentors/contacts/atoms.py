"""Digits of a text, written or said, in rows that one number may be made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.mentors.contacts.numerals import number
from bot.mentors.contacts.plain import HOLE, fold
from bot.mentors.contacts.words import words


class Atom(NamedTuple):
    """`digits` in one piece, [start, end) of the plain text; `said` in words; `gap`: what stands before it."""

    digits: str
    start: int
    end: int
    said: bool
    gap: str


Row = list[Atom]

_TOKEN = re.compile(rf"\d+|(?:{fold('дев')}|{fold('п')})'{fold('я')}[^\W\d_]+|[^\W\d_]+|{HOLE}")
"""Five and nine are written with an apostrophe in Ukrainian."""
_O = re.compile(r"(?<![^\W\d_])o{1,2}(?=[ .-]?\d)|(?<=\d)o+(?![^\W\d_])|(?<=\d)o(?=\d)")
_ONE = re.compile(r"(?<=\d)[il|](?=\d|\W|$)")
_LETTERS = re.compile(r"[^\W\d_]+")
_BREAK = re.compile("[€$£%" + HOLE + "]")

_BETWEEN = words("between_digits")
_MOST_SIGNS = 8
_MOST_WORDS, _MOST_ACROSS = 3, 5
"""Such words between two parts; any words where a line ends between them."""
_LONGEST_ACROSS = 40


def rows(text: str, apart: list[tuple[int, int]]) -> Iterator[Row]:
    """`apart`: spans (sorted) whose digits are none of a number: dates, hours."""
    row: Row = []
    for atom in _atoms(_figures(text), apart):
        if row and not (atom.digits and _goes_on(atom.gap)):
            yield row
            row = []
        if atom.digits:
            row.append(atom)
    if row:
        yield row


def _figures(text: str) -> str:
    """Letters that stand for a figure among figures; the same length."""
    return _ONE.sub("1", _O.sub(lambda found: "0" * len(found[0]), text))


def _atoms(text: str, apart: list[tuple[int, int]]) -> Iterator[Atom]:
    tokens = [(found[0], found.start(), found.end()) for found in _TOKEN.finditer(text)]
    words = [word for word, _, _ in tokens]
    at = last = span = 0
    while at < len(tokens):
        word, start, end = tokens[at]
        while span < len(apart) and apart[span][1] <= start:
            span += 1
        if span < len(apart) and apart[span][0] <= start:
            yield Atom("", start, end, said=False, gap="")
            at, last = at + 1, end
            continue
        digits, used = (word, 1) if word.isdigit() else number(words, at)
        if digits:
            end = tokens[at + used - 1][2]
            yield Atom(digits, start, end, not word.isdigit(), text[last:start])
            last = end
        at += max(used, 1)


def _goes_on(gap: str) -> bool:
    if _BREAK.search(gap):
        return False
    words = _LETTERS.findall(gap)
    if not words:
        return len(gap) <= _MOST_SIGNS
    if "\n" in gap:
        return len(words) <= _MOST_ACROSS and len(gap) <= _LONGEST_ACROSS
    if len(words) == 1 and len(words[0]) == 1 and len(gap) <= 3:
        return True
    return len(words) <= _MOST_WORDS and _BETWEEN.issuperset(words)
