"""Names in Cyrillic: Ukrainian by the table of 2010 (passports), Russian as in Russian passports, Serbian letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

_BOTH = {
    "а": "a", "б": "b", "в": "v", "д": "d", "е": "e", "ж": "zh", "з": "z", "к": "k", "л": "l", "м": "m", "н": "n",
    "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ь": "", "й": "i", "ю": "iu", "я": "ia", "ӏ": "", "ʼ": "", "’": "", "'": "",
}  # fmt: skip
UKRAINIAN: Mapping[str, str] = {**_BOTH, "г": "h", "ґ": "g", "є": "ie", "и": "y", "і": "i", "ї": "i"}
"""Resolution 55 of the Cabinet of Ministers, 27 January 2010."""
UKRAINIAN_FIRST: Mapping[str, str] = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
"""The same letters at the beginning of a word."""
RUSSIAN: Mapping[str, str] = {**_BOTH, "г": "g", "ё": "e", "и": "i", "ъ": "ie", "ы": "y", "э": "e", "і": "i", "ў": "u"}
"""As ICAO 9303 has them, which Russian passports follow."""
SERBIAN: Mapping[str, str] = {
    **_BOTH, "г": "g", "ђ": "đ", "ж": "ž", "и": "i", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "ć", "х": "h", "ц": "c",
    "ч": "č", "џ": "dž", "ш": "š",
}  # fmt: skip
BULGARIAN: Mapping[str, str] = {**RUSSIAN, "й": "y", "х": "h", "щ": "sht", "ъ": "a", "ь": "y", "ю": "yu", "я": "ya"}
_ONLY_UKRAINIAN, _ONLY_SERBIAN = frozenset("іїєґ"), frozenset("ђјљњћџ")
_ONLY_RUSSIAN = frozenset("ыэё")
_RUSSIAN_END = re.compile("(?:ей|ий|ьев|ьева)$")
"""Сергей, Дмитрий, Юрьева: the other language writes these names otherwise (Сергій, Юр’єва)."""


def read(words: Sequence[str]) -> tuple[str, ...]:
    """Forms of the whole name, no word lost: of the language its letters tell, of each where they tell nothing."""
    letters = frozenset("".join(words).casefold())
    readings = {
        "uk": " ".join(map(_ukrainian, words)),
        "ru": " ".join(_written(word, RUSSIAN) for word in words),
        "bg": " ".join(_written(word, BULGARIAN) for word in words),
        "sr": " ".join(_written(word, SERBIAN) for word in words),
    }
    if letters & _ONLY_SERBIAN:
        order = ["sr"]
    elif letters & _ONLY_UKRAINIAN:
        order = ["uk"]
    elif letters & _ONLY_RUSSIAN:
        order = ["ru"]
    elif "ъ" in letters:
        order = ["bg", "ru"]
    else:
        russian = any(_RUSSIAN_END.search(word.casefold()) for word in words)
        order = ["ru", "uk", "bg"] if russian else ["uk", "ru", "bg"]
    found = dict.fromkeys(readings[language] for language in order)
    return tuple(form for form in found if len(form.split()) == len(words))


def _ukrainian(word: str) -> str:
    """« зг » is "zgh", so that it is not read as « ж »."""
    parts = word.casefold().split("-")
    return "-".join(_ukrainian_part(part) for part in parts)


def _ukrainian_part(part: str) -> str:
    first = UKRAINIAN_FIRST.get(part[:1])
    rest = part[1:] if first else part
    return (first or "") + _written(rest.replace("зг", "зgh"), UKRAINIAN)


def _written(word: str, table: Mapping[str, str]) -> str:
    text = unicodedata.normalize("NFC", word.casefold())
    return "".join(table.get(char, char if char.isascii() else "") for char in text)
