"""What life teaches, worded: a skill with the details that were answered, in every CV language.

A skill's code carries what it is worded from: "cooking_meals.p6.daily" is one skill of "cooking", for six, every day.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from cv_builder.wording.tables import table

MOST_COUNTED = 99
"""A number above is a slip of the thumb; and Arabic counts otherwise from there."""
COUNTS = {"p": "people", "k": "kids"}
"""First letter of a number's token → what is counted."""

_CHOICE = re.compile(r"\[([^\[\]|]*)(?:\|([^\[\]]*))?\]")
_SLOT = re.compile(r"{(\w+)}")
_COUNT = re.compile(r"([pk])([1-9][0-9]?)")


@cache
def skills() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Code → language → [button, line], in the order of the table."""
    found: Mapping[str, Mapping[str, Sequence[str]]] = table("strengths")["skills"]
    return found


@cache
def things() -> Mapping[str, Mapping[str, str]]:
    """What people do in their life: code → language → its name."""
    found: Mapping[str, Mapping[str, str]] = table("strengths")["things"]
    return found


def thing_of(code: str) -> str:
    """ "cooking_meals.p6" → "cooking"."""
    return code.partition(".")[0].rpartition("_")[0]


@cache
def _details() -> Mapping[str, tuple[str, Mapping[str, str]]]:
    """Token → its kind and its words by language."""
    kinds = table("strengths")["details"]
    return {token: (kind, words) for kind, entries in kinds.items() for token, words in entries.items()}


def kind_of(token: str) -> str:
    """ "p6" → "people", "daily" → "often"; "" for a token that says nothing on a page."""
    if counted := _COUNT.fullmatch(token):
        return COUNTS[counted[1]]
    return _details()[token][0] if token in _details() else ""


def detail(token: str, locale: str) -> str:
    """The words of one detail; "" when it has none."""
    if counted := _COUNT.fullmatch(token):
        words = table("strengths")["counts"][COUNTS[counted[1]]][locale]
        number = int(counted[2])
        return str(words[number - 1] if number < len(words) else words[-1].format(n=number))
    return _details()[token][1][locale] if token in _details() else ""


def slots(code: str) -> frozenset[str]:
    """The kinds of details that the line of a skill has room for."""
    entry = skills().get(code.partition(".")[0])
    return frozenset(_SLOT.findall(entry["fr"][1])) if entry else frozenset()


def worded(code: str, locale: str) -> str:
    """The CV sentence of a skill with its details; "" when unknown."""
    name, *tokens = code.split(".")
    entry = skills().get(name)
    if entry is None:
        return ""
    said = {kind: words for token in tokens if (kind := kind_of(token)) and (words := detail(token, locale))}

    def chosen(part: re.Match[str]) -> str:
        slot = _SLOT.search(part[1])
        if slot and slot[1] in said:
            return part[1].replace(slot[0], said[slot[1]])
        return part[2] or ""

    return _CHOICE.sub(chosen, entry[locale][1])
