"""What somebody says in own words where the boxes had nothing that fits: a language, something they like or are.

A language that the phrase bank has is worded by it, whatever the language it was typed in; everything else stands as
it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from cv_builder.scripts import readable
from cv_builder.shapes import codes_of, text_of
from cv_builder.wording.occupation import fold
from cv_builder.wording.phrases import LOCALES, phrases

Answers = Mapping[str, object]

OTHER = "other"
"""The box of `qualities` and `interests` that leads to own words."""
QUALITIES, INTERESTS = "qualities.own", "interests.own"
LANGUAGES, LEVEL = "languages.own", "languages.own_level"
"""Saves of own words. The level is that of all languages typed in one go."""
_BETWEEN = re.compile(r"\s*[,;،/+]\s*|\s+(?:et|and|و)\s+")
_BEFORE = re.compile(r"^(?:(?:le|la|les|du|de la|en|the)\s+|l['’])", re.IGNORECASE)
SURE = 5
"""Letters from which the beginning of a name says which language is meant: "langue des signes"."""


def boxes(answers: Answers, save: str) -> tuple[str, ...]:
    """The boxes ticked, without the one that leads to own words."""
    return tuple(code for code in codes_of(answers.get(save)) if code != OTHER)


def languages(answers: Answers) -> tuple[str, ...]:
    """Each language typed: its code, or as it was typed where the bank doesn't have it."""
    return tuple(dict.fromkeys(code_of(name) or name for name in _names(answers.get(LANGUAGES))))


def on_page(value: object, cv_locale: str) -> str | None:
    """The languages typed that such a page can say: those of the bank, and those that its readers can read."""
    said = [name for name in _names(value) if code_of(name) or readable(name, cv_locale)]
    return ", ".join(said) or None


def unread(value: object, cv_locale: str) -> tuple[str, ...]:
    """The others."""
    return tuple(name for name in _names(value) if not code_of(name) and not readable(name, cv_locale))


def code_of(name: str) -> str:
    """The bank's code of a language named in one of its own languages; "" when it has none of that name."""
    folded = fold(_BEFORE.sub("", name))
    if code := _codes().get(folded):
        return code
    longer = {code for known, code in _codes().items() if len(folded) >= SURE and known.startswith(f"{folded} ")}
    return longer.pop() if len(longer) == 1 else ""


def _names(value: object) -> Sequence[str]:
    return [name for part in _BETWEEN.split(text_of(value)) if (name := part.strip(" .!"))]


@cache
def _codes() -> Mapping[str, str]:
    """Folded name in every language of the bank → code."""
    found: dict[str, str] = {}
    for locale in LOCALES:
        for code, name in phrases(locale).words["languages"].items():
            found.setdefault(fold(name), code)
    return found
