"""What words of different forms and spellings share: stems, sounds, consonants. For folded words (`folding.fold`).

**Why** by hand: people answer in any of five languages at once, and a stem only has to bring forms of one word together
("livreur", "livrais", "livraison"), never to be a word.
"""

from __future__ import annotations

import re
from functools import lru_cache

CACHED = 50_000
"""Words whose stem is remembered: the vocabulary of the bank and what is typed most."""
SHORTEST = 3
"""Letters that a stem keeps at least."""


def words(text: str) -> tuple[str, ...]:
    """A list written as words between spaces."""
    return tuple(text.split())


_LATIN = words(
    """
    issements issement ateurs atrices ations ateur atrice ation ements ement isseurs isseur isseuse aient erions
    eriez erais erait eront erons aisons aisent aison aises aise ieres iere iers ier iennes ienne iens ien euses
    euse euz eures eure eurs eur trices trice teurs teur antes ante ants ant entes ages age ures ure eries erie
    ions iez ais ait ees ee es er ez oirs oire oir irs ir res re ines ine ettes ette elles elle ique iques ings
    ing ers ed ies ied ness adoras adora adores ador adas ada ados ado andas ando aba abas aban eros eras ero
    era istas ista ciones cion ar ando iendo ias ia os as os a o e i s x u
    """
)
_CYRILLIC = words(
    """
    увальник увальниця увати ювати ювала ював ував увала альник альниця льник льниця ання яння ення іння ння
    ками ниця ниці ницею ник ника ником ники ець иця ати ити іти яти ала ила ав ив яв ють уть ого ому ими ій ою
    ею ах ях ам ям ів ка ку ки ці кою ий ьми ми ей їв а я у ю о е и і ь
    """
)
_ARABIC_BEFORE = ("وال", "بال", "فال", "كال", "لل", "ال")
_ARABIC_AFTER = ("ات", "ين", "ون", "ها", "ان", "يه", "ه", "ي")
_ENDINGS = tuple(sorted(set(_LATIN), key=len, reverse=True))
_UK_ENDINGS = tuple(sorted({re.sub("й", "и", ending) for ending in _CYRILLIC}, key=len, reverse=True))


@lru_cache(maxsize=CACHED)
def stem(word: str) -> str:
    """The part that forms of a word share."""
    if "\u0600" <= word[:1] <= "\u06ff":
        return _arabic(word)
    endings = _UK_ENDINGS if "\u0400" <= word[:1] <= "\u04ff" else _ENDINGS
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST + (len(ending) < 2):
            return _without_double(word[: -len(ending)])
    return _without_double(word)


def _without_double(word: str) -> str:
    return word[:-1] if len(word) > SHORTEST and word[-1] == word[-2] else word


def _arabic(word: str) -> str:
    """Without article, plural and feminine ending, and without alif: "بائع" and "بيع", "طباخ" and "طبخ"."""
    word = next(
        (word.removeprefix(b) for b in _ARABIC_BEFORE if word.startswith(b) and len(word) - len(b) >= SHORTEST), word
    )
    word = next(
        (word.removesuffix(a) for a in _ARABIC_AFTER if word.endswith(a) and len(word) - len(a) >= SHORTEST), word
    )
    bare = word[0] + word[1:].replace("ا", "")
    return bare if len(bare) >= SHORTEST else word


_SOUNDS = tuple(
    (re.compile(pattern), said)
    for pattern, said in (
        (r"ph", "f"),
        (r"sch|sh|ch", "$"),
        (r"qu|q|ck|kh", "k"),
        (r"c(?=[eiy])|ss|z", "s"),
        (r"c", "k"),
        (r"g(?=[eiy])", "j"),
        (r"gu(?=[ei])|gh", "g"),
        (r"h", ""),
        (r"eaux|eau|aux|au", "o"),
        (r"oi|oy|oua", "wa"),
        (r"ai|ei|ay|ey|er$|ez$|et$", "e"),
        (r"(?:en|an|em|am)(?=[^aeiouy]|$)", "an"),
        (r"(?:in|ain|ein|im|yn)(?=[^aeiouy]|$)", "in"),
        (r"y", "i"),
        (r"oeu", "eu"),
        (r"(.)\1+", r"\1"),
        (r"e$", ""),
        (r"[tdsx]$", ""),
    )
)
_SAID = re.compile(r"[a-z]+")


@lru_cache(maxsize=CACHED)
def sound(word: str) -> str:
    """How a French reader says it: "kuisine" as "cuisine", "vandeur" as "vendeur"; "" for other scripts."""
    if not _SAID.fullmatch(word):
        return ""
    for pattern, said in _SOUNDS:
        word = pattern.sub(said, word)
    return word


_LETTERS = {
    **dict.fromkeys("حه", "h"), **dict.fromkeys("قكخ", "k"), **dict.fromkeys("سص", "s"), **dict.fromkeys("تطث", "t"),
    **dict.fromkeys("دضذ", "d"), **dict.fromkeys("زظ", "z"), "ب": "b", "ج": "j", "ر": "r", "ش": "c", "غ": "g",
    "ف": "f", "ل": "l", "م": "m", "ن": "n",
}  # fmt: skip
_ARABIZI = tuple(
    (re.compile(pattern), said)
    for pattern, said in (
        (r"sh|ch", "c"),
        (r"kh|5|9|q|7'|x", "k"),
        (r"gh", "g"),
        (r"th|6", "t"),
        (r"dh|d'", "d"),
        (r"7", "h"),
        (r"p", "b"),
        (r"v", "f"),
        (r"[^bjrcgflmnhkstdz]", ""),
        (r"(.)\1+", r"\1"),
        (r"(?<=.)h$", ""),
    )
)


def consonants(word: str) -> str:
    """An Arabic word by its consonants, in its own letters or in those of a phone ("khayat", "7allaq")."""
    if "\u0600" <= word[:1] <= "\u06ff":
        word = "".join(_LETTERS.get(char, "") for char in word)
    for pattern, said in _ARABIZI:
        word = pattern.sub(said, word)
    return word
