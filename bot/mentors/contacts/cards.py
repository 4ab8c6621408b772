"""Accounts of a bank by their IBAN, and contacts as text."""

from __future__ import annotations

import re

from bot.mentors.contacts.model import Hit, Hits
from bot.mentors.contacts.words import spoken

_LENGTHS = {
    "fr": 27, "es": 24, "gb": 22, "de": 22, "be": 16, "it": 27, "pt": 25, "nl": 18, "lu": 20, "ch": 21, "ie": 22,
    "at": 20, "pl": 28, "ro": 24, "bg": 22, "hr": 21, "lt": 20, "lv": 21, "ee": 20, "mt": 31, "cy": 28, "gr": 27,
    "hu": 28, "cz": 24, "sk": 24, "si": 19, "se": 24, "dk": 18, "fi": 18, "no": 15, "mc": 27, "tr": 26, "ma": 28,
    "dz": 26, "tn": 24, "mr": 27, "sn": 28, "ci": 28, "ml": 28, "ua": 29, "ge": 22, "al": 28, "rs": 22, "md": 24,
    "lb": 28, "sa": 24, "ae": 23,
}  # fmt: skip
_IBAN = re.compile(r"(?<!\w)[a-z]{2} ?\d{2}(?:[ .-]?[a-z0-9]){11,30}")
_PAPER = spoken("paper")
_CODE = re.compile(r"(?<![\w€])(?:\d{6,9}[a-z]?|\d{2}[a-z]{2}\d{5}|[a-z]{1,4}\d{6,9}[a-z]?)(?!\w)")
"""Of an allowance, a passport, a permit."""
_NEAR = 40
"""Characters after the word that names the paper."""
_LEAST_FIGURES = 0.5
_VCARD = re.compile(r"begin ?: ?vcard.*?(?:end ?: ?vcard|\Z)", re.DOTALL)


def cards(text: str) -> Hits:
    for found in _VCARD.finditer(text):
        yield Hit(*found.span(), "card")
    yield from _ibans(text)
    for named in _PAPER.finditer(text):
        code = _CODE.search(text, named.end(), min(len(text), named.end() + _NEAR))
        if code:
            yield Hit(*code.span(), "number")


def _ibans(text: str) -> Hits:
    for found in _IBAN.finditer(text):
        kept = [at for at in range(*found.span()) if text[at].isalnum()]
        wanted = _LENGTHS.get(text[kept[0]] + text[kept[1]], 0)
        figures = sum(text[at].isdigit() for at in kept[:wanted])
        if wanted and len(kept) >= wanted - 2 and figures >= wanted * _LEAST_FIGURES:
            yield Hit(found.start(), kept[:wanted][-1] + 1, "number")
