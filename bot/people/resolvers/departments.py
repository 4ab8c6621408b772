"""Names of the departments, as people say them after a town's name ("Saint-Denis de la Réunion")."""

from __future__ import annotations

from bot.people.resolvers.communes import key_of
from bot.people.resolvers.folding import fold
from cv_builder.wording.departments import NAMES as NAMES

LINKS = frozenset({"dans", "en", "de", "du", "des", "d", "le", "la", "les", "l", "a"})
_BY_KEY = {key_of(fold(name).split()): code for code, name in NAMES.items()} | {"reunion": "974"}
_MOST_WORDS = 4


def named(words: tuple[str, ...]) -> str | None:
    """The code of the department these words name, alone."""
    while len(words) > 1 and words[0] in LINKS and key_of(words) not in _BY_KEY:
        words = words[1:]
    return _BY_KEY.get(key_of(words))


def split(words: tuple[str, ...]) -> tuple[tuple[str, ...], str] | None:
    """A town's words and the department named after them; None when none is named.

    >>> split(("saint", "denis", "de", "la", "reunion"))
    (('saint', 'denis'), '974')
    """
    for size in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        if code := _BY_KEY.get(key_of(words[-size:])):
            town = words[:-size]
            while len(town) > 1 and town[-1] in LINKS:
                town = town[:-1]
            return town, code
    return None
