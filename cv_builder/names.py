"""A name as it stands on a CV, from what somebody typed with one thumb. Only case and dots change, never a letter.

Law: a name with capitals where its owner put them is left as it is; so is every script without capitals.
"""

from __future__ import annotations

import re

_PART = re.compile(r"[^\W\d_]+")
_LONGEST_TITLED = 80
"""Characters; more is no name, and stays as typed."""


def tidy_name(typed: str) -> str:
    """ "amina k" → "Amina K.", "JEAN-MARC D'ALMEIDA" → "Jean-Marc D'Almeida", "Leïla McCoy" → itself."""
    text = " ".join(typed.split())
    if len(text) > _LONGEST_TITLED or not (text.islower() or text.isupper()):
        return text
    titled = _PART.sub(lambda part: _capital(part[0][0]) + part[0][1:].lower(), text)
    *_, last = titled.split(" ")
    return f"{titled}." if len(last) == 1 and last.isupper() and titled != last else titled


def _capital(letter: str) -> str:
    """ß has no capital of one letter, and no name begins with it: it stays."""
    capital = letter.title()
    return capital if len(capital) == 1 else letter
