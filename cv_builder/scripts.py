"""Which script a text is written in, and whether the readers of a CV in some language can read it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

LATIN = "latin"
READ: Mapping[str, frozenset[str]] = {"ar": frozenset({LATIN, "arabic"})}
"""CV language → scripts that stand on its page as they are; every other language: Latin alone."""
_SIGNS = frozenset({"modifier", "fullwidth", "feminine", "masculine", "micro", "double-struck", "mathematical"})
"""First words of the names of letters that belong to no script of their own."""


def script_of(text: str) -> str:
    """The script of most letters that are not Latin ("arabic", "cyrillic", "ethiopic" …), as Unicode names it; "" for
    a text of Latin letters, digits and signs alone."""
    found = Counter(script for char in unicodedata.normalize("NFKC", text) if (script := _script(char)) != LATIN)
    found.pop("", None)
    return found.most_common(1)[0][0] if found else ""


def readable(text: str, cv_locale: str) -> bool:
    """Whether every letter is of a script that the page in this language has."""
    if text.isascii():
        return True
    allowed = READ.get(cv_locale, frozenset({LATIN})) | {""}
    return all(_script(char) in allowed for char in unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=4096)
def _script(char: str) -> str:
    if not char.isalpha():
        return ""
    first = unicodedata.name(char, "unknown").partition(" ")[0].casefold()
    return "" if first in _SIGNS else first
