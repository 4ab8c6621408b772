"""What somebody typed for their town, taken apart: words, postcode, department, arrondissement. No map is needed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.people.resolvers.communes import words_of
from bot.people.resolvers.folding import fold
from bot.people.resolvers.small_words import AFTER, BEFORE, IN, LINKS
from bot.people.resolvers.spelling import spread

CITY_OF = {"paris": "75056", "lyon": "69123", "marseille": "13055"}
"""Cities with arrondissements, by the key of their name."""
CITY_IN = {
    fold(name): city
    for city, names in {
        "paris": "paname panam pantruche baris bariz باريس париж париже парижі 巴黎",
        "lyon": "liyon lyoun liyoun ليون лион лионе ліон ліоні 里昂",
        "marseille": "marsilya marsilia marsiliya marsiya مارسيليا مرسيليا марсель марселе марселі 马赛",
    }.items()
    for name in names.split()
}  # fmt: skip
"""The same in other scripts and words: a number may follow them, too."""
DOUBTFUL = ("marseille", "13")
"""The city whose department has the number of one of its arrondissements."""
MOST_PARTS = 20
"""Arrondissements of Paris; Lyon and Marseille have fewer."""

_POSTCODE = re.compile(r"^(?:\d{5}|2[ab]\d{3})$")
_BETWEEN = re.compile(r"\s+(?:ou|et|or|and|أو|او|و)\s+|(?<!\bs)/|[;,|+&]|\s+-\s+", re.IGNORECASE)
"""What stands between two towns."""
_NUMBER = re.compile(r"^(\d{1,2})(er|ere|e|eme|ieme|nd|nde|st|rd|th)?$")
_ROMAN = re.compile(r"^(x{0,2})(ix|iv|v?i{0,3})(?:e|eme|er)?$")
_ONES = {"": 0, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}

_ORDINALS = (
    "premier", "deuxieme", "troisieme", "quatrieme", "cinquieme", "sixieme", "septieme", "huitieme", "neuvieme",
    "dixieme", "onzieme", "douzieme", "treizieme", "quatorzieme", "quinzieme", "seizieme", "dixseptieme",
    "dixhuitieme", "dixneuvieme", "vingtieme",
)  # fmt: skip
_ARABIC = (
    "الاول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر",
)  # fmt: skip
_CARDINALS = (
    "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize", "dixsept", "dixhuit", "dixneuf", "vingt",
)  # fmt: skip
"""A number only right behind the city: « Lyon huit », but « un quartier de Lyon »."""
_HAN = "一二三四五六七八九"
_SAID = (
    {word: number for number, word in enumerate(_ORDINALS, 1)}
    | {"second": 2, "seconde": 2, "العشرون": 20, "العشرين": 20, "二十": 20, "十": 10, "الحاديعشر": 11}
    | {word: number for number, word in enumerate(_ARABIC, 1)}
    | {f"{word}عشر": number for number, word in enumerate(_ARABIC[1:9], 12)}
    | {f"{ten}{one}": number + more for ten, more in (("", 0), ("十", 10)) for number, one in enumerate(_HAN, 1)}
)
_SUFFIXES = frozenset("er ere e eme ieme th st nd rd arrondissement arr ardt arrdt округ район 区".split())  # noqa: SIM905  read as words
_PARTS = frozenset("arrondissement arr ardt arrdt".split())  # noqa: SIM905  read as words
"""Words for a part of a city."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, taken apart. `number`: what may be an arrondissement; `dep`: a department.

    `part`: the number was said as that of a part of a city: 18e, 18 arr.
    """

    words: tuple[str, ...]
    postcode: str | None = None
    dep: str | None = None
    number: int | None = None
    part: bool = False


def take_apart(folded: str, departments: Collection[str]) -> Typed:
    """**Why** the city is looked for first: 19 is a department, and behind "Paris" it is an arrondissement."""
    given = words_of(spread(folded))
    in_city = any(CITY_IN.get(word, word) in CITY_OF for word in given)
    as_city = not in_city and _is_like_a_city(given)
    words: list[str] = []
    postcode = dep = number = None
    as_part = False
    for place, word in enumerate(given):
        before, behind = given[place - 1] if place else "", given[place + 1] if place + 1 < len(given) else ""
        part = _part(word, before) if in_city or as_city or behind in _PARTS else None
        if number is not None and word in _SUFFIXES:
            continue
        if _POSTCODE.match(word):
            postcode = word.upper()
        elif part is not None:
            number, dep, as_part = part, _also_department(given, place) or dep, True
            if as_city and word in departments:
                dep = word
        elif word.upper() in departments:
            dep = word.upper()
        elif match := _NUMBER.match(word):
            number, as_part = int(match[1]), bool(match[2])
        else:
            words.append(CITY_IN.get(word, word))
    bare = _bare(words, hinted=(postcode or dep or number) is not None)
    return Typed(bare, postcode, dep, number, part=as_part and not (in_city or as_city))


def _is_like_a_city(given: list[str]) -> bool:
    """« pari 18 »: nothing but one of the three with a slip and a number, so 18 is a part of it, or a department."""
    names = [word for word in given if word not in BEFORE and not word[:1].isdecimal()]
    return len(names) == 1 and any(OSA.distance(names[0], city, score_cutoff=1) <= 1 for city in CITY_OF)


def _also_department(given: list[str], place: int) -> str | None:
    """ "Marseille 13": an arrondissement, and the department it lies in; with "13e" only the first is meant."""
    behind = given[place + 1] if place + 1 < len(given) else ""
    doubtful = given[place] == DOUBTFUL[1] and behind not in _SUFFIXES
    return DOUBTFUL[1] if doubtful and DOUBTFUL[0] in (CITY_IN.get(word, word) for word in given) else None


def _part(word: str, before: str) -> int | None:
    """The arrondissement that a word means beside the name of a city with such: 18, 18e, XVIIIe, dix-huitième.

    A small word is a Roman number behind the city only: « Lyon VI », but « je vi a Lyon », "I live in Lyon".
    """
    number = _SAID.get(word)
    behind_city = CITY_IN.get(before, before) in CITY_OF
    if word in _CARDINALS and behind_city:
        number = _CARDINALS.index(word) + 1
    if match := _NUMBER.match(word):
        number = int(match[1])
    elif (match := _ROMAN.match(word)) and (word not in BEFORE or behind_city):
        number = 10 * len(match[1]) + _ONES[match[2]]
    return number if number and number <= MOST_PARTS else None


def _bare(words: list[str], *, hinted: bool) -> tuple[str, ...]:
    """Without what stood between a name and its number."""
    while hinted and len(words) > 1 and words[-1] in LINKS:
        words = words[:-1]
    cities = [word for word in words if word in CITY_OF]
    if hinted and len(cities) == 1 and all(word in BEFORE | LINKS or word in cities for word in words):
        return (cities[0],)
    return tuple(words)


def several(text: str) -> tuple[str, ...]:
    """The parts of an answer that may name a town each: « Bagnolet ou Montreuil », « Lille / Roubaix »."""
    return tuple(part for part in (one.strip() for one in _BETWEEN.split(text)) if part)


def readings(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """As typed, then without the small words around the name."""
    yield words
    start, end = 0, len(words)
    while start < end - 1 and words[start] in BEFORE:
        start += 1
        yield words[start:end]
    while end > start + 1 and words[end - 1] in AFTER:
        end -= 1
        yield words[start:end]


def unglued(words: tuple[str, ...]) -> tuple[str, ...]:
    """Without the Arabic "in", written in one word with the town: بليون, فليون are "in Lyon"."""
    bare = words[0][1:] if words[0].startswith(IN) and len(words[0]) > len(IN[0]) + 1 else words[0]
    return (bare, *words[1:])
