"""One spelling for names of columns, towns and things that people write differently."""

from __future__ import annotations

import re
import unicodedata

_NOT_WORDS = re.compile(r"[\W_]+")


def wordset(text: str) -> frozenset[str]:
    """The words of a line."""
    return frozenset(text.split())


def fold(text: str) -> str:
    """Lower-case words without accents and signs, one space between.

    >>> fold("N° de  téléphone (facultatif)")
    'n de telephone facultatif'
    """
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe").replace("°", " "))
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    return _NOT_WORDS.sub(" ", bare.casefold()).strip()
