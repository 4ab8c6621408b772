"""Names and other own words as they stand on a CV, from what was typed with one thumb. Only case and dots change.

Law: a text with capitals where its owner put them is left as it is; so is every script without capitals.

**Why:** one capital shows that whoever typed it thought about capitals: "McDonald's", "iPhone Repair", "SNCF" are right
and any rule would break them. All lower case is how phones are typed on, and a recruiter reads it as carelessness.
"""

from __future__ import annotations

import re

_PART = re.compile(r"[^\W\d_]+")
_LONGEST_TITLED = 80
"""Characters; more is no name, and stays as typed."""
_SMALL_IN_NAMES = frozenset(("de", "du", "des"))
"""They keep their small letter inside a name: Élodie de Sousa."""
_AT_SOMEBODYS = re.compile(r"^(chez )([^\W\d_]+)")
_NO_NAMES = frozenset(
    (
        "l",
        "le",
        "la",
        "les",
        "un",
        "une",
        "des",
        "du",
        "de",
        "d",
        "mon",
        "ma",
        "mes",
        "son",
        "sa",
        "ses",
        "notre",
        "nos",
    )
)
"""Words after "chez" that are no name: "chez un particulier", "chez ma tante"."""
_SMALL_IN_TOWNS = frozenset(
    ("à", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "lès", "sous", "sur")
)
"""They keep their small letter inside the name of a town: Aulnay-sous-Bois."""


def tidy_name(typed: str) -> str:
    """ "amina k" → "Amina K.", "JEAN-MARC D'ALMEIDA" → "Jean-Marc D'Almeida", "Leïla McCoy" → itself."""
    text = " ".join(typed.split())
    if len(text) > _LONGEST_TITLED or not (text.islower() or text.isupper()):
        return text
    first, *others = text.lower().split(" ")
    words = [_named(first), *(word if word in _SMALL_IN_NAMES else _named(word) for word in others)]
    titled, last = " ".join(words), words[-1]
    return f"{titled}." if len(last) == 1 and last.isupper() and titled != last else titled


def _named(word: str) -> str:
    """Each part between hyphens and apostrophes with its capital."""
    return _PART.sub(lambda part: _titled(part[0]), word)


def tidy_words(typed: str) -> str:
    """ "boulangerie du marché" → "Boulangerie du marché", "chez momo" → "Chez Momo"; see the law above."""
    if not typed.islower():
        return typed
    named = _AT_SOMEBODYS.sub(lambda at: at[0] if at[2] in _NO_NAMES else at[1] + _titled(at[2]), typed)
    return _titled(named)


def tidy_town(typed: str) -> str:
    """ "aulnay-sous-bois" → "Aulnay-sous-Bois"; see the law above."""
    if not typed.islower():
        return typed
    return _titled(_PART.sub(lambda part: part[0] if part[0] in _SMALL_IN_TOWNS else _titled(part[0]), typed))


def _titled(word: str) -> str:
    """With a capital first letter, the rest as it is."""
    return _capital(word[0]) + word[1:]


def _capital(letter: str) -> str:
    """ß has no capital of one letter, and no name begins with it: it stays."""
    capital = letter.title()
    return capital if len(capital) == 1 else letter
