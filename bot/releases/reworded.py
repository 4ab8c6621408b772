"""What the team says better than the service says itself, in one language: which of it is said, and where.

Law: only for the French of today, with its values, and in words of distress with its numbers; else the service's own
words are said. French is the service's: it is what every language is made from, and its numbers are proved there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from bot.catalogs import placeholders
from bot.i18n import Translator, chain, rewritten, translator
from bot.offering import CODE, MUST_OF_CODE, Shipped

Said = Mapping[str, Mapping[str, tuple[str, str]]]
"""Language → key → (the French it was made for, the words)."""
Flaw = Literal["empty", "values", "numbers", "loud", "lines", "endless"]

ROOM, LEAST_ROOM = 3, 60
"""A text may have this many times the characters of its French, and always so many: a page has a place for it."""

_NUMBER = re.compile(r"\d[\d \u00a0\u202f]*")
_AROUND = "\u2066\u2067\u2068\u2069\u200e\u200f"
_VALUE = re.compile(r"\{[\w.]+\}")


def flaw(key: str, french: str, text: str) -> Flaw | None:
    """Why this can't be said in the place of `french`."""
    if not text.strip():
        return "empty"
    if placeholders(french) != placeholders(text) or set(_VALUE.sub("", text)) & set("{}"):
        # A brace alone would break the sentence when its values are put in.
        return "values"
    if key.startswith(MUST_OF_CODE):
        if numbers(text) != numbers(french) or _begins(text) != _begins(french):
            return "numbers"
        if set(text) & set("!！"):
            return "loud"
    if set(text) & set("\r\n") and "\n" not in french:
        # It may be the subject of a mail or a button.
        return "lines"
    return "endless" if len(text) > most(french) else None


def most(french: str) -> int:
    return max(LEAST_ROOM, ROOM * len(french))


def numbers(text: str) -> list[str]:
    """Every number of it, without spaces, sorted: other languages say them in another order."""
    return sorted(_digits(found) for found in _NUMBER.findall(text))


def _begins(text: str) -> str:
    """The number that a line of distress begins with; "" for none."""
    found = _NUMBER.match(text.lstrip(_AROUND))
    return _digits(found[0]) if found else ""


def _digits(number: str) -> str:
    return "".join(filter(str.isdigit, number))


def chosen(rows: Mapping[tuple[str, str], tuple[str, str]]) -> Said:
    """Of what somebody stands by, (language, key) → (French, words), all that may be said."""
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for (locale, key), (french, text) in rows.items():
        if flaw(key, french, text) is None:
            found.setdefault(locale, {})[key] = (french, text)
    return found


def worded(ours: Shipped, said: Said) -> Shipped:
    """What the service brings, with what the team says in its place."""
    better = {key: text for key, (french, text) in said.get(ours.locale, {}).items() if ours.code.get(key) == french}
    return replace(ours, texts={**ours.texts, CODE: {**ours.texts.get(CODE, {}), **better}}) if better else ours


def words(locale: str, said: Said) -> Translator:
    """The texts of code in that language, also in one that the service does not bring."""
    own = translator(locale)
    tag = next(tag for tag in chain(locale) if tag == own.locale or tag in said)
    return rewritten(own, tag, said[tag]) if tag in said else own
