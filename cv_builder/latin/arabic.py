"""Names in Arabic letters: a hand-made list of the usual spellings; what is not in it is sounded out, as a guess."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache

from cv_builder.packaged import data

ARTICLE = "ال"
ARTICLES = ("Al", "El")
"""How « ال » before a family name is written, by who comes from the east or from the west."""
LONGEST_NAME = 3
"""Words that are one name: « فاطمة الزهراء », « عبد الله »."""

_MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200c-\u200f]")
_ALIKE = str.maketrans("أإآٱىیېۍۀةکھ", "ااااييييههكه")
_LETTERS: Mapping[str, str] = {
    "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z",
    "س": "s", "ش": "ch", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "k", "ك": "k",
    "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "ou", "ي": "i", "ء": "", "ئ": "i", "ؤ": "ou", "پ": "p", "چ": "tch",
    "ژ": "j", "گ": "g", "ڤ": "v", "ټ": "t", "ډ": "d", "ړ": "r", "ږ": "j", "ښ": "ch", "ڼ": "n", "ځ": "dz", "څ": "ts",
    "ں": "n", "ٹ": "t", "ڈ": "d", "ڑ": "r", "ے": "e", "ۇ": "ou", "ە": "e", "ڭ": "ng", "ێ": "e", "ۆ": "o",
}  # fmt: skip
"""As they are sounded out in French."""
_PERSIAN: Mapping[str, str] = {**_LETTERS, "ش": "sh", "چ": "ch", "ژ": "zh", "ښ": "sh", "ق": "q", "و": "o"}
"""As Afghans and Iranians write themselves."""
_PERSIAN_SIGNS = re.compile("[پچژگټډړږښڼځڅې]|[یک]")
_VOWELS = frozenset("aeiou")
_HALF = {"ou": "w", "o": "w", "i": "y"}
"""Letters that are consonants before a vowel: Walid, Yazan."""

Found = tuple[tuple[str, ...], bool]


def bare(word: str) -> str:
    """Without vowel signs, hamzas on alif and the like: how names are looked up."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", word)).translate(_ALIKE)


@cache
def names() -> Mapping[str, tuple[str, ...]]:
    """Bare name (its words without spaces between) → spellings."""
    lines = data("latin/names.tsv").decode("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    found: dict[str, tuple[str, ...]] = {}
    for name, spellings in rows:
        found.setdefault(bare(name).replace(" ", ""), tuple(spellings.split(",")))
    return found


def read(words: Sequence[str]) -> list[Found]:
    """(spellings, is a guess) of each name, the longest known name first."""
    persian = any(_PERSIAN_SIGNS.search(word) for word in words)
    found: list[Found] = []
    at = 0
    while at < len(words):
        for taken in range(min(LONGEST_NAME, len(words) - at), 0, -1):
            spellings = _known("".join(map(bare, words[at : at + taken])))
            if spellings:
                found.append((spellings, False))
                break
        else:
            taken = 1
            found.append((_sounded(bare(words[at]), persian), True))
        at += taken
    return [entry for entry in found if any(entry[0])]


def _known(name: str) -> tuple[str, ...]:
    """Spellings from the list; with the article a family name has one or the other before it."""
    if name in names():
        return names()[name]
    rest = name.removeprefix(ARTICLE)
    if rest != name and rest in names():
        first, *others = names()[rest]
        return tuple(f"{article} {first}" for article in ARTICLES) + tuple(f"{ARTICLES[0]} {other}" for other in others)
    return ()


def _sounded(name: str, persian: bool) -> tuple[str, ...]:
    """Letter by letter; the vowels that are not written are guessed to be "a" where there must be one."""
    rest = name.removeprefix(ARTICLE) if len(name) > len(ARTICLE) + 1 else name
    body = _voiced(rest, _PERSIAN if persian else _LETTERS)
    if not body:
        return ()
    return (body,) if rest == name else tuple(f"{article} {_upper(body)}" for article in ARTICLES)


def _voiced(name: str, letters: Mapping[str, str]) -> str:
    sounds = [letters[char] for char in name if letters.get(char)]
    if name.endswith("ه") and len(sounds) > 1:
        sounds[-1] = "a"
    out = ""
    for at, sound in enumerate(sounds):
        after = sounds[at + 1] if at + 1 < len(sounds) else ""
        if sound in _HALF and after and (at == 0 or after[0] in "a") and _is_vowel(sound):
            sound = _HALF[sound]
        if out and not _is_vowel(sound) and not _ends_open(out) and (len(out) < 3 or _closed_twice(out)):
            out += "a"
        out += "" if sound == "a" and out.endswith("a") else sound
    return out


def _is_vowel(sound: str) -> bool:
    return sound[0] in _VOWELS


def _ends_open(out: str) -> bool:
    return out[-1] in _VOWELS


def _closed_twice(out: str) -> bool:
    """Two consonants in a row at the end: a third needs a vowel before it."""
    return len(out) > 1 and not _VOWELS & set(out[-2:]) and not out.endswith(("kh", "ch", "th", "dh", "gh", "sh", "zh"))


def _upper(word: str) -> str:
    return word[:1].upper() + word[1:]
