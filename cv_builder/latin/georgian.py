"""Names in Georgian, by the national system of 2002, without the marks that passports leave out."""

from __future__ import annotations

_LATIN = "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h"
_LETTERS = dict(
    zip(
        "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
        _LATIN.split(),
        strict=True,
    )
)


def read(word: str) -> str:
    return "".join(_LETTERS.get(char, char if char.isascii() else "") for char in word.casefold())
