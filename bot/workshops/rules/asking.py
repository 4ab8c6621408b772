"""Which words may go to a service on the network to be found on its map.

Law: what may be somebody's number, address or link on the network never does, even when they agree.
"""

from __future__ import annotations

import re

SHORTEST, LONGEST = 3, 80
"""Letters and signs of what may be a place."""
MOST_DIGITS = 7
"""A street number and a postcode; a phone number has more."""
_ELSEWHERE = re.compile(r"@|https?:|www\.|\.(?:com|fr|org|net)\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]{3}")


def askable(text: str) -> bool:
    text = text.strip()
    digits = sum(char.isdigit() for char in text)
    plain = SHORTEST <= len(text) <= LONGEST and digits <= MOST_DIGITS and text.isprintable()
    return plain and _LETTERS.search(text) is not None and not _ELSEWHERE.search(text)
