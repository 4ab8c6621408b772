"""Text → words as the rules know them: no accents, no capitals, one spelling, and where each stood.

Every step is linear in the text and takes any string.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

LONGEST = 40
"""Characters of a word that are looked at: longer ones are no word of any language here."""
BREAK = 2
"""Words that the end of a sentence counts for, so that a pattern rarely reaches from one into the next."""
KEPT = 20_000
"""Foldings kept in memory; a language has fewer words in daily use."""

FEWEST_BONES = 2
"""Consonants of an Arabic word in Latin letters: with one, `la` and `lol` would be the same."""

_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200c\u200d"
_WORD = rf"[^\W_]+(?:[{_MARKS}'’ʼ`´]+[^\W_]+)*[{_MARKS}]*"
_RUN = re.compile(_WORD)
_PIECE = re.compile(rf"(?P<word>{_WORD})|(?P<stop>[.!?؟;؛…\n]+)")
_APOSTROPHE = re.compile("['’ʼ`´]")
_ELIDED = {"j", "m", "t", "s", "l", "d", "c", "n", "qu", "jusqu", "lorsqu", "puisqu"}
"""What French cuts short before an apostrophe: a word of its own."""
_CUT_SHORT = {"fr": "jlmdtsn"}
"""Letters that a hurried hand writes without their apostrophe."""
_VOWEL = tuple("aeiouyh")
SHORTEST_REST = 4
"""Letters behind such a letter: with fewer, `sont` would be `s'ont`."""
_THRICE = re.compile(r"([^\W\d])\1{2,}")
_TWICE = re.compile(r"([^\W\d])\1+")
_ARABIC = str.maketrans("أإآٱىةؤئگکی٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "اااايهويككي01234567890123456789")
_VOWELS = str.maketrans("", "", "aeiouy")
_CHAT_DIGITS = str.maketrans({"7": "h", "5": "kh", "9": "q", "8": "gh", "2": None})
_COUNTED = re.compile(r"^(\d{2,3})([^\W\d]+)$")
_LATIN = re.compile(r"^[a-z0-9]+$")
_ME = re.compile(r"n[iy]+e?$")


class Token(NamedTuple):
    """A word. `position` counts words and the ends of sentences; `start`, `end` are characters of the text.

    **Why** a tuple with names: five are made for each word that is written.
    """

    word: str
    position: int
    sentence: int
    start: int
    end: int


def bare(word: str) -> str:
    """Lower case, no accents, no vowel signs, Arabic letters in one form; a letter is never held longer than twice."""
    marked = unicodedata.normalize("NFKD", word[:LONGEST].casefold())
    plain = "".join(c for c in marked if unicodedata.category(c) not in ("Mn", "Cf", "Lm")).translate(_ARABIC)
    return _THRICE.sub(r"\1", plain)


def _french(word: str) -> str:
    """Doubled letters are where people slip."""
    return _TWICE.sub(r"\1", word)


def _arabic(word: str) -> str:
    """Arabic in Latin letters keeps its consonants only: everybody writes the vowels their own way.

    A first vowel stays, as a mark that there is one: `ana` is not `n`. So does the last of `-ni`, which says to whom it
    is done: `yhaddedni` is not Hayden.
    """
    if not _LATIN.match(word) or word.isdigit():
        return word
    spoken = word.translate(_CHAT_DIGITS)
    bones = _TWICE.sub(r"\1", spoken.translate(_VOWELS).replace("ch", "sh"))
    me = "i" if _ME.search(spoken) else ""
    return ("'" if spoken[:1] in tuple("aeiou") else "") + bones + me if len(bones) >= FEWEST_BONES else word


_OWN: dict[str, Callable[[str], str]] = {"fr": _french, "ar": _arabic}


@lru_cache(KEPT)
def fold(word: str, language: str) -> str:
    """A word as the rules of that language know it; may be empty."""
    plain = bare(word)
    return _OWN[language](plain) if language in _OWN else plain


def pieces(word: str) -> list[str]:
    """What one run of letters is: `j’ai` and `16ans` are two words, `don't`, `п’є` and `7yati` are one."""
    parts = _APOSTROPHE.split(word)
    found: list[str] = []
    while len(parts) > 1 and parts[0].lower() in _ELIDED:
        found.append(parts.pop(0))
    rest = "".join(parts)
    counted = _COUNTED.match(rest)
    return [*found, *(counted.groups() if counted else (rest,))]


def runs(text: str) -> list[str]:
    """The runs of letters that `split` makes pieces of."""
    return _RUN.findall(text)


class Piece(NamedTuple):
    """A word as it was written. `plain`: its `bare` form; `stops`: ends of sentences before it."""

    text: str
    plain: str
    stops: int
    start: int
    end: int


def split(text: str) -> tuple[Piece, ...]:
    """What every language begins with, done once for all of them."""
    found: list[Piece] = []
    stops = 0
    for match in _PIECE.finditer(text):
        if match.lastgroup == "stop":
            stops += 1
            continue
        found += [Piece(piece, _bare(piece), stops, match.start(), match.end()) for piece in pieces(match["word"])]
    return tuple(found)


_bare = lru_cache(KEPT)(bare)


Apart = Callable[[str], str | None]


def cut_short(plain: str, language: str, known: Callable[[str], bool]) -> str | None:
    """`lepouser` → `l epouser`, `jcache` → `j cache`; None for what stands as it is. `plain`: a `bare` word; `known`:
    whether it is a word that matters, for only those are looked for behind a letter."""
    letter, rest = plain[:1], plain[1:]
    if letter not in _CUT_SHORT.get(language, "") or len(rest) < SHORTEST_REST:
        return None
    if rest.startswith(_VOWEL):
        return f"{letter} {rest}" if known(rest) and not known(plain) else None
    return f"{letter} {rest}" if letter == "j" else None


def spelled(
    written: tuple[Piece, ...], language: str, spelling: Mapping[str, str], apart: Apart | None = None
) -> tuple[Token, ...]:
    """`spelling`: `bare` words that stand for others (`jveu` → `je veux`), each written out in their place; `apart`:
    the same for words that `spelling` does not have."""
    found: list[Token] = []
    words = 0
    for piece in written:
        meant = spelling.get(piece.plain) or (apart and apart(piece.plain)) or piece.text
        for word in meant.split():
            position = words + BREAK * piece.stops
            found.append(Token(fold(word, language), position, piece.stops, piece.start, piece.end))
            words += 1
    return tuple(found)


def tokens(text: str, language: str, spelling: Mapping[str, str]) -> tuple[Token, ...]:
    return spelled(split(text), language, spelling)
