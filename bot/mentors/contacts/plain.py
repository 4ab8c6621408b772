"""A text as the rules read it: one form of every letter and digit, with the way back to what was written.

Gone: case, accents, invisible characters, other scripts' digits, full width, look-alikes from other alphabets.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

HOLE = "\ufffc"
"""Stands for what is masked already: no rule reads across it."""

_ALIKE = str.maketrans(
    "авекмнорстухіјѕԁһӏԛԝαβεικνορτυχωєґıłøđɑɡʟ‚٫،؛。’‘`´ʼةىیکگ•∙⋅",
    "abekmhopctyxijsdhlqwabeikvoptuxweriloda" + "gl,.,;.'''''هييكك···",
)
"""Letters of other alphabets that look like Latin ones, and forms of one Arabic letter."""
_BLANK = frozenset("\u2800\u3164\u115f\u1160\uffa0")
"""Drawn as nothing, though they are letters or signs."""
_GONE = frozenset({"Mn", "Me", "Cf", "Cc", "Cs", "Co", "Cn"})
_LETTER_SIGNS = (0x1F1E6, 0x1F150, 0x1F170, 0x1F130)
"""First of 26 flags' letters and of letters in circles and squares."""
_TATWEEL = "ـ"

_SPELLED = re.compile(r"(?<![\w@.])[\w@](?:[ ][\w@.]){3,}(?![\w@])|(?<![\w.])[^\W\d](?:[.*·-][^\W\d]){2,}(?![\w])")
"""l e a @ g m a i l . c o m; i.n.s.t.a"""
_MIXED = re.compile(r"[a-z0-9@$!]+")
_LONGEST_LEET = 40
_NEARLY_FIGURES = re.compile(r"(?<![a-z0-9])[0o][0-9oli](?:[ .,/-]?[0-9oli]{2}){4}(?![a-z0-9])")
"""o6 l2 34 56 78"""
_LIKE_FIGURES = str.maketrans("oli", "011")
_LEAST_FIGURES = 6
"""Of the ten of a number; the others may be letters that look like one."""
_LEET = str.maketrans("013457@$!", "oieastasi")


@dataclass(frozen=True, slots=True)
class Plain:
    """`origin[i]`: where character i was written; one more than there are characters."""

    text: str
    origin: tuple[int, ...]
    written: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """In what was written; with the invisible characters after it."""
        return self.origin[start], max(self.origin[end - 1] + 1, self.origin[end])

    def raw(self, start: int, end: int) -> str:
        return self.written[slice(*self.span(start, end))] if start < end else ""


def fold(text: str) -> str:
    return "".join(map(_folded, text))


def plain(text: str, keywords: Collection[str] = ()) -> Plain:
    """`keywords`: words also read when figures stand for their letters ("1nst@")."""
    parts = [_folded(char) for char in text]
    origin = [at for at, part in enumerate(parts) for _ in part]
    folded = _MIXED.sub(lambda found: _unleeted(found[0], keywords), "".join(parts))
    folded = _NEARLY_FIGURES.sub(lambda found: _figures(found[0]), folded)
    return Plain(folded, (*origin, len(text)), text)


def closed_up(this: Plain) -> Plain:
    """With the words that were spelled letter by letter written as words; `this` itself where there are none."""
    kept = _kept(this.text)
    if len(kept) == len(this.text):
        return this
    text = "".join(this.text[at] for at in kept)
    return Plain(text, (*(this.origin[at] for at in kept), this.origin[-1]), this.written)


def without(this: Plain, spans: Iterable[tuple[int, int]]) -> Plain:
    """With holes for these spans of what was written; as long as before."""
    chars, at = list(this.text), 0
    for start, end in sorted(spans):
        while at < len(chars) and this.origin[at] < end:
            if this.origin[at] >= start:
                chars[at] = HOLE
            at += 1
    return Plain("".join(chars), this.origin, this.written)


def _kept(text: str) -> list[int]:
    kept: list[int] = []
    last = 0
    for found in _SPELLED.finditer(text):
        kept += range(last, found.start() + 1)
        kept += range(found.start() + 2, found.end(), 2)
        last = found.end()
    return [*kept, *range(last, len(text))]


def _unleeted(word: str, keywords: Collection[str]) -> str:
    """A number alone is a number."""
    if not 3 <= len(word) <= _LONGEST_LEET or not any(char.isalpha() for char in word):
        return word
    read = word.translate(_LEET)
    return read if read in keywords else word


def _figures(written: str) -> str:
    """As long as before."""
    return written.translate(_LIKE_FIGURES) if sum(map(str.isdigit, written)) >= _LEAST_FIGURES else written


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    if char.isascii():
        return " " if char in "\t\0" else "\n" if char in "\r\n\v\f" else char.lower() if char.isprintable() else ""
    if char in _BLANK:
        return " "
    for first in _LETTER_SIGNS:
        if first <= ord(char) < first + 26:
            return chr(ord("a") + ord(char) - first)
    return "".join(_simple(part) for part in unicodedata.normalize("NFKD", char).casefold())


def _simple(char: str) -> str:
    kind = unicodedata.category(char)
    if (digit := unicodedata.digit(char, None)) is not None:
        return str(digit)
    if kind in ("Zl", "Zp") or char in "\x85":
        return "\n"
    if char in (HOLE, _TATWEEL) or kind in _GONE:
        return ""
    return " " if kind == "Zs" else "-" if kind == "Pd" else char.translate(_ALIKE)
