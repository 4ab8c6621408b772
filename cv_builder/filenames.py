"""What a document is called: CV_Amina_Konate.pdf."""

from __future__ import annotations

import re
import unicodedata

from cv_builder.chars import clean

MOST_LETTERS = 60
"""Of the whole stem: every mail program and disk takes that, in any script."""
_NOT_LETTERS = re.compile(r"[^\w]+|_+")


def file_name(name: str, extension: str) -> str:
    """A name that is safe on every disk and in every mail: letters and digits, Latin ones without accents."""
    letters = "".join(map(_bare, unicodedata.normalize("NFC", clean(name))))
    stem = "_".join(filter(None, ["CV", *_NOT_LETTERS.split(letters)]))
    return f"{stem[:MOST_LETTERS].rstrip('_')}.{extension}"


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
