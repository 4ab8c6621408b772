"""A name that is known: the person's own, as their CV has it, however they write it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.mentors.contacts.model import Hit, Hits
from bot.mentors.contacts.plain import Plain, fold
from bot.mentors.contacts.words import words

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 3
"""Letters; "Li" or "De" alone are in too many words."""
_MOST_PARTS = 8
_MOST_BETWEEN = 3
"""Signs between two parts of a name: "Karim, BENALI", "karim.benali"."""
_LETTERS_AGAIN = re.compile(r"(.)\1+")
_INTRODUCE = words("introduce")
_REACH = 3
"""Words between "je m'appelle" and the name."""


class _Word(NamedTuple):
    plain: str
    start: int
    end: int
    capital: bool
    first: bool


def names_in(this: Plain, names: Sequence[str]) -> Hits:
    """Two parts beside each other always; one alone where it is written or said as a name."""
    known = {_stem(part) for name in names for part in _parts(name)}
    if not known:
        return
    glued = {a + b for name in names for a in _parts(name) for b in _parts(name) if a != b}
    words = [*_words(this)]
    for at, word in enumerate(words):
        stem = _stem(word.plain)
        if word.plain in glued or (stem in known and _is_name(this.text, words, at, known)):
            yield Hit(word.start, word.end, "name")


def _parts(name: str) -> list[str]:
    return [part for part in _WORD.findall(fold(name)) if len(part) >= _SHORTEST][:_MOST_PARTS]


def _stem(word: str) -> str:
    """ "Kariiim" is Karim."""
    return _LETTERS_AGAIN.sub(r"\1", word)


def _words(this: Plain) -> Iterator[_Word]:
    for found in _WORD.finditer(this.text):
        before = this.text[max(0, found.start() - _MOST_BETWEEN) : found.start()].rstrip(" ")
        first = found.start() == 0 or before[-1:] in ("\n", ".", "!", "?")
        raw = this.raw(found.start(), found.start() + 1)
        yield _Word(found[0], *found.span(), raw.isupper(), first)


def _is_name(text: str, words: Sequence[_Word], at: int, known: set[str]) -> bool:
    word = words[at]
    for other in (at - 1, at + 1):
        if 0 <= other < len(words) and _stem(words[other].plain) in known:
            between = text[min(word.end, words[other].end) : max(word.start, words[other].start)]
            if len(between) <= _MOST_BETWEEN and words[other].plain != word.plain:
                return True
    introduced = any(one.plain in _INTRODUCE for one in words[max(0, at - _REACH) : at])
    alone = len(words) == 1
    return introduced or alone or (word.capital and not word.first)
