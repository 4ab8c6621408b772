"""Up to three Latin forms of a name, word by word, the likeliest first."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from cv_builder.chars import clean
from cv_builder.latin import arabic, armenian, cyrillic, ethiopic, georgian, greek
from cv_builder.scripts import script_of

MOST = 3
"""Forms to choose from; more is a puzzle."""
LONGEST = 80
"""Characters of a name; more is no name."""
FEW_WORDS = 6
"""Words that are written in more than one way: of a longer name only the likeliest forms are combined."""


@dataclass(frozen=True, slots=True)
class Proposals:
    """`guess`: a word was in no list and no official table, its letters were sounded out."""

    forms: tuple[str, ...] = ()
    guess: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One word of a name in Latin letters, best first."""

    forms: tuple[str, ...]
    guess: bool = False


Reader = Callable[[Sequence[str]], Sequence[Reading]]
"""The words of a name in one script → a reading each (two words that are one name give one)."""
READERS: Mapping[str, Reader] = {
    "arabic": lambda words: [Reading(*found) for found in arabic.read(words)],
    "cyrillic": lambda words: [Reading(cyrillic.read(words))],
    "ethiopic": lambda words: [Reading(*found) for found in ethiopic.read(words)],
    "greek": lambda words: [Reading((greek.read(word),)) for word in words],
    "georgian": lambda words: [Reading((georgian.read(word),)) for word in words],
    "armenian": lambda words: [Reading((armenian.read(word),)) for word in words],
}
"""Script → how it is read. What is not here is typed by the person."""


def latin_forms(name: str) -> Proposals:
    """Forms to choose from; none for a name in Latin letters or in a script that is read otherwise than by letters."""
    name = clean(name)
    read = READERS.get(script_of(name)) if len(name) <= LONGEST else None
    if read is None:
        return Proposals()
    readings = [part for words, foreign in _stretches(name) for part in (read(words) if foreign else _kept(words))]
    if not all(any(reading.forms) for reading in readings):
        return Proposals()
    forms = dict.fromkeys(" ".join(map(_capital, filter(None, words))) for words in _combined(readings))
    found = tuple(form for form in forms if form and not script_of(form))[:MOST]
    return Proposals(found, any(reading.guess for reading in readings)) if found else Proposals()


def _stretches(name: str) -> Sequence[tuple[list[str], bool]]:
    """Words in a row of Latin letters or of the other script, with which of the two."""
    found: list[tuple[list[str], bool]] = []
    for word in name.split(" "):
        foreign = bool(script_of(word))
        if found and found[-1][1] == foreign:
            found[-1][0].append(word)
        else:
            found.append(([word], foreign))
    return found


def _kept(words: Sequence[str]) -> list[Reading]:
    return [Reading((word,)) for word in words]


def _combined(readings: Sequence[Reading]) -> list[tuple[str, ...]]:
    """One form of each word: all the likeliest first, then with as few of the second as can be."""
    open_words = [at for at, reading in enumerate(readings) if len(reading.forms) > 1][:FEW_WORDS]
    ranks = [range(min(len(r.forms), MOST) if at in open_words else 1) for at, r in enumerate(readings)]
    chosen = sorted(product(*ranks), key=lambda row: (sum(row), [-rank for rank in row]))[: MOST * MOST]
    return [tuple(readings[at].forms[rank] for at, rank in enumerate(row)) for row in chosen]


def _capital(form: str) -> str:
    """Each word and each part between hyphens begins with a capital."""
    return " ".join("-".join(part[:1].upper() + part[1:] for part in word.split("-")) for word in _nfc(form).split(" "))


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
