"""A line as words that can be compared: no case, no accents, no apostrophes, no letters held down (« weeesh »)."""

from __future__ import annotations

import re
import unicodedata

_HELD = re.compile(r"([^\W\d_])\1{2,}")
_WORDS = re.compile(r"[^\W_]+")
_ALIKE = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "œ": "oe", "æ": "ae", "ـ": None})


def fold(text: str) -> tuple[str, ...]:
    """The words of a line, in order.

    >>> fold("T’inquiète, WESSSH !")
    ('t', 'inquiete', 'wesh')
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", text).casefold().translate(_ALIKE))
    bare = "".join(char for char in plain if not unicodedata.combining(char)).translate(_ALIKE)
    return tuple(_WORDS.findall(_HELD.sub(r"\1", bare)))
