"""What people say for no town at all: "oui", "chez moi", other countries."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from bot.people.resolvers.communes import key_of, words_of
from bot.people.resolvers.folding import fold
from bot.people.resolvers.small_words import DENIALS

NO_TOWNS = Path(__file__).parent / "data" / "no_towns.txt"
NEAR = frozenset("loin tres trop".split())  # noqa: SIM905  read as words
"""Behind "pas" they say near: « pas loin de Lyon »."""


@lru_cache(maxsize=1)
def no_towns() -> frozenset[str]:
    """Keys that no slip makes a town."""
    return frozenset(key_of(words_of(fold(line))) for line in NO_TOWNS.read_text("utf-8").splitlines())


def denies(words: tuple[str, ...]) -> bool:
    """Somebody says that they have none, or that they don't know."""
    pairs = zip(words, (*words, "")[1:], strict=True)
    return any(word in DENIALS and after not in NEAR for word, after in pairs)
