"""Names in Armenian, as passports of Armenia write them."""

from __future__ import annotations

_LATIN = "a b g d e z e y t zh i l kh ts k h dz gh ch m y n sh o ch p j r s v t r ts v p k o f ev"
_LETTERS = dict(
    zip(
        "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև",
        _LATIN.split(),
        strict=True,
    )
)


def read(word: str) -> str:
    text = word.casefold().replace("ու", "u").replace("եւ", "ev")
    if text.startswith("ե") and not text.startswith("եւ"):
        text = "ye" + text[1:]
    if text.startswith("ո") and not text.startswith("ով"):
        text = "vo" + text[1:]
    return "".join(_LETTERS.get(char, char if char.isascii() else "") for char in text)
