"""What somebody typed for their town, taken apart: words, postcode, department, arrondissement. No map is needed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from bot.people.resolvers.communes import words_of
from bot.people.resolvers.folding import fold

CITY_OF = {"paris": "75056", "lyon": "69123", "marseille": "13055"}
"""Cities with arrondissements, by the key of their name."""
CITY_IN = {
    fold(name): city
    for city, names in {
        "paris": "باريس париж 巴黎", "lyon": "ليون лион ліон 里昂", "marseille": "مارسيليا مرسيليا марсель 马赛",
    }.items()
    for name in names.split()
}  # fmt: skip
"""The same in other scripts: a number may follow them, too."""
DOUBTFUL = ("marseille", "13")
"""The city whose department has the number of one of its arrondissements."""
MOST_PARTS = 20
"""Arrondissements of Paris; Lyon and Marseille have fewer."""

_POSTCODE = re.compile(r"^(?:\d{5}|2[ab]\d{3})$")
_SPACED = re.compile(r"\b(\d{2}) (\d{3})\b")
"""A postcode in two: "75 018"."""
_GLUED = re.compile(r"(?<=[a-z])(?=\d{1,2}(?:er|ere|e|eme)?\b)")
"""Where "paris18e" falls apart."""
_BETWEEN = re.compile(r"\s+(?:ou|et|or|and|أو|او|و)\s+|(?<!\bs)/|[;,|+&]|\s+-\s+", re.IGNORECASE)
"""What stands between two towns."""
_DIX = re.compile(r"\b(dix) (sept|huit|neuv)(?=ieme)")
_NUMBER = re.compile(r"^(\d{1,2})(?:er|ere|e|eme|ieme|nd|nde|st|rd|th)?$")
_ROMAN = re.compile(r"^(x{0,2})(ix|iv|v?i{0,3})(?:e|eme|er)?$")
_ONES = {"": 0, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ORDINALS = (
    "premier", "deuxieme", "troisieme", "quatrieme", "cinquieme", "sixieme", "septieme", "huitieme", "neuvieme",
    "dixieme", "onzieme", "douzieme", "treizieme", "quatorzieme", "quinzieme", "seizieme", "dixseptieme",
    "dixhuitieme", "dixneuvieme", "vingtieme",
)  # fmt: skip
_SAID = {word: number for number, word in enumerate(_ORDINALS, 1)} | {"second": 2, "seconde": 2}
_SUFFIXES = _set("er ere e eme ieme arrondissement arr ardt arrdt")
BEFORE = _set(
    "a au aux en j habite jhabite jabite jhabit jabit habit abite abit jhab g ge je j suis jsuis jsui chui chuis suis "
    "me trouve vis vit vi jvis jvit jvi reste loge dors viens vien du des d de dan dans ds sur sr vers pres pret cote "
    "coter a acote entre chez moi c est ville i live in from near am the my city im un une mon code postal cp f region "
    "banlieue autour loin pas environs plutot dirais mettons genre quartier gare du mairie "
    "انا في من اسكن ساكن اعيش مدينه قرب بمدينه"
)
"""Small words before a town's name; each is taken away only when the name with it is none."""
AFTER = _set(
    "france centre ville region parisienne city svp stp merci en ce moment actuellement maintenant nord sud est ouest "
    "cedex arrondissement فرنسا"
)
IN = "ب"
LINKS = _set("dans le la l les du de des d en a au cedex arrondissement")
"""Between a town and its department or number: "Saint-Denis dans le 93"."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, taken apart. `number`: what may be an arrondissement; `dep`: a department."""

    words: tuple[str, ...]
    postcode: str | None = None
    dep: str | None = None
    number: int | None = None


def take_apart(folded: str, departments: Collection[str]) -> Typed:
    """**Why** the city is looked for first: 19 is a department, and behind "Paris" it is an arrondissement."""
    given = words_of(_GLUED.sub(" ", _SPACED.sub(r"\1\2", _DIX.sub(r"\1\2", folded))))
    in_city = any(CITY_IN.get(word, word) in CITY_OF for word in given)
    words: list[str] = []
    postcode = dep = number = None
    for place, word in enumerate(given):
        part = _part(word) if in_city else None
        if number is not None and word in _SUFFIXES:
            continue
        if _POSTCODE.match(word):
            postcode = word.upper()
        elif part is not None:
            number, dep = part, _also_department(given, place) or dep
        elif word.upper() in departments:
            dep = word.upper()
        elif match := _NUMBER.match(word):
            number = int(match[1])
        else:
            words.append(CITY_IN.get(word, word))
    return Typed(_bare(words, hinted=(postcode or dep or number) is not None), postcode, dep, number)


def _also_department(given: list[str], place: int) -> str | None:
    """ "Marseille 13": an arrondissement, and the department it lies in; with "13e" only the first is meant."""
    behind = given[place + 1] if place + 1 < len(given) else ""
    doubtful = given[place] == DOUBTFUL[1] and behind not in _SUFFIXES
    return DOUBTFUL[1] if doubtful and DOUBTFUL[0] in (CITY_IN.get(word, word) for word in given) else None


def _part(word: str) -> int | None:
    """The arrondissement that a word means beside the name of a city with such: 18, 18e, XVIIIe, dix-huitième."""
    number = _SAID.get(word)
    if match := _NUMBER.match(word):
        number = int(match[1])
    elif match := _ROMAN.match(word):
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
    """Without the Arabic "in", written in one word with the town: بليون is "in Lyon"."""
    return (words[0].removeprefix(IN), *words[1:]) if len(words[0]) > len(IN) + 1 else words
