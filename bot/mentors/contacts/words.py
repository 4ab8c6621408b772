"""The words the rules go by, by section of `data/words.txt`."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from bot.mentors.contacts.plain import fold


def words(section: str) -> frozenset[str]:
    """As rules read them. Raises KeyError for a section that is not there."""
    return frozenset(_sections()[section])


def pattern(section: str) -> str:
    """One of them, as part of a regular expression: `*` is any ending, `_` a space."""
    longest_first = sorted(words(section), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\*", r"\w*").replace("_", " ") for word in longest_first) + ")"


def spoken(section: str) -> re.Pattern[str]:
    """One of them as a word of its own, Arabic ones also with what is written onto them."""
    return re.compile(rf"(?<![^\W\d_])(?:[وبل]?ال|لل)?{pattern(section)}(?![^\W\d_])")


@cache
def common() -> frozenset[str]:
    """Ordinary words, Latin letters only, without accents."""
    text = files(__package__).joinpath("data/common.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


@cache
def sections() -> tuple[str, ...]:
    return tuple(_sections())


@cache
def _sections() -> dict[str, list[str]]:
    text = files(__package__).joinpath("data/words.txt").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        if title := re.match(r"\[(\w+)\]", line):
            current = found.setdefault(title[1], [])
        elif line and not line.startswith("#"):
            current += fold(line).split()
    return found
