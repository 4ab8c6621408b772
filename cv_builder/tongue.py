"""Whether a few Latin words are in another language than the page, when they say so: a human translates those.

Law: true only when words of another language are there, and none that only the page's language has. A name, a brand, a
word that both have ("restaurant", "management") says nothing, and "no" is the usual answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from cv_builder.wording.occupation import fold
from cv_builder.wording.tables import table

_WORD = re.compile(r"[^\W\d_]+")
SMALL = "small"
LEAST = 2
"""Small words ("in", "with") that say as much as one that means something: "made in France" has one."""


@cache
def _known() -> Mapping[str, frozenset[str]]:
    """Language → its words, and "small" → those that names have too."""
    return {language: frozenset(words.split()) for language, words in table("tongues").items()}


def is_foreign(text: str, page: str) -> bool:
    """True for "selling phones in the street" on a French page; False as well when it can't be told."""
    words, known = {fold(word) for word in _WORD.findall(text)}, _known()
    others = [known[language] for language in known if language not in (page, SMALL)]
    return page in known and any(_says(words, other, known[page]) for other in others)


def _says(words: set[str], other: frozenset[str], own: frozenset[str]) -> bool:
    """Of what both have nothing counts."""
    if words & (own - other):
        return False
    found = words & (other - own)
    return bool(found - _known()[SMALL]) or len(found) >= LEAST
