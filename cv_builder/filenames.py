"""What a document is called: CV_Amina_Konate.pdf."""

from __future__ import annotations

import re
import unicodedata

from cv_builder.chars import clean

MOST_LETTERS = 60
"""Of the whole stem: every mail program and disk takes that, in any script."""
_ARABIC_VOWELS = re.compile("[\u0640\u064b-\u065f\u0670]")
"""Vowel signs and stretching strokes: nobody types them to find a file."""


def file_name(name: str, extension: str) -> str:
    """A name that is safe on every disk and in every mail: letters and digits, Latin ones without accents.

    **Why** other scripts stay: the name in somebody's own letters is right, while Arabic in Latin letters would be
    guesswork ("Smyrh Alkhtyb"). "CV_" before and ".pdf" after keep their places around it.
    """
    letters = "".join(map(_bare, _ARABIC_VOWELS.sub("", unicodedata.normalize("NFC", clean(name)))))
    spaced = "".join(char if char.isalnum() or _is_mark(char) else " " for char in letters)
    stem = "_".join(["CV", *(part for part in spaced.split() if any(map(str.isalnum, part)))])
    return f"{stem[:MOST_LETTERS].rstrip('_')}.{extension}"


def _is_mark(char: str) -> bool:
    """A vowel sign of Hindi, Tamil, Thai …: part of the word, though no letter."""
    return unicodedata.category(char).startswith("M")


def _bare(char: str) -> str:
    """é → e, œ → oe; letters of other scripts stay (their marks are part of the word)."""
    if char in _LIGATURES:
        return _LIGATURES[char]
    base = unicodedata.normalize("NFD", char)[0]
    return base if base.isascii() else char


_LIGATURES = {
    "œ": "oe",
    "Œ": "OE",
    "æ": "ae",
    "Æ": "AE",
    "ß": "ss",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "’": " ",
    "'": " ",
}
