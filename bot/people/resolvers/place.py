"""Town names as people type them → a commune, or which of three, or nothing. Works offline.

Law: a town is found in silence only when what was typed names it and no other; every doubt is a question.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.people.resolvers import departments
from bot.people.resolvers.communes import Commune, Communes, apart, city_of, communes, key_of, words_of
from bot.people.resolvers.folding import LONGEST, fold
from flows.answers import Choose, Found, NotFound, Resolved
from flows.events import JsonValue

OPTIONS = 3
"""Towns offered at once: what fits a small screen."""
FAMILIAR = 5_000
"""Inhabitants from which a town is meant by a part of its name ("Aulnay" for Aulnay-sous-Bois)."""
SHADOW = 0.2
"""A town that only begins like the name typed is offered too when it has this share of the namesake's inhabitants."""
WELL_KNOWN = 20_000
"""Inhabitants from which one slip is corrected without asking; a smaller one may be a town abroad ("Barcelone")."""
OVERSEAS, FAR = ("97", "98"), 0.5
"""Departments beyond the sea, and what the inhabitants of a town there count for: of two namesakes of the same size
the one in mainland France is meant ("Saint-Denis")."""
RARER = 0.05
"""Weight of one more slip: a town twenty times as big is meant as often one slip further away."""
MOST_WORDS = 12
"""Words worth reading: the longest name of a commune has 9, and people put some around it."""
LONGEST_NAME = 45
"""Letters of the longest name of a commune, and a slip."""
SHORTEST = 5
"""Letters, with the two spaces around them, that say something about a longer name."""
BORDER_KM = 0.15
"""So close to the border of two communes, either may be meant: a phone's position is right to some 50 metres, and the
border is guessed. (Arrondissements of one city are not asked for: what is near one is near the other.)"""
NEAR_KM = 60.0
"""Beyond this the shared location is not in a commune we know."""

_POSTCODE = re.compile(r"^(?:\d{5}|2[ab]\d{3})$")
_GLUED = re.compile(r"(?<=[a-z])(?=\d{1,2}(?:er|ere|e|eme)?\b)")
"""Where "paris18e" falls apart."""
_NUMBER = re.compile(r"^(\d{1,2})(?:er|ere|e|eme|ieme|nd|nde|st|rd|th)?$")
_SUFFIXES = frozenset({"er", "ere", "e", "eme", "ieme", "arrondissement", "arr", "ardt"})


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BEFORE = _set(
    "a au aux en j habite je suis de du des d dans vers pres sur cote chez moi c est ville i live in from near am "
    "the my city im un une انا في من اسكن ساكن اعيش مدينه قرب بمدينه"
)
_AFTER = _set("france centre ville region parisienne city فرنسا")
_CITY_OF = {
    **{"paris": "75056", "lyon": "69123", "marseille": "13055"},
    **{fold("باريس"): "75056", fold("ليون"): "69123", fold("مرسيليا"): "13055"},
    **{fold("париж"): "75056", fold("ліон"): "69123", fold("марсель"): "13055"},
}
"""Cities with arrondissements, as they are written by those who put a number behind them."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, taken apart. `numbers`: what may be an arrondissement; `dep`: a department."""

    words: tuple[str, ...]
    postcode: str | None = None
    dep: str | None = None
    number: int | None = None


class Places:
    """The place resolver. Reads its data at the first call (`tables.warm` does it earlier)."""

    def resolve(self, text: str, locale: str) -> Resolved:
        """Value: `{"insee", "name", "dep"}`."""
        if len(text) > LONGEST:
            return NotFound()
        known = communes()
        typed = _take_apart(fold(text), known)
        if not typed.words:
            return _answer(_of_code(known, typed.postcode) if typed.postcode else ())
        if len(typed.words) > MOST_WORDS:
            return NotFound()
        readings = list(_readings(typed.words))
        named = next((words for words in readings if _exact(known, words)), readings[-1])
        return _named(known, typed, named) or _slips(known, typed, readings[-1])

    def near(self, lat: float, lon: float, locale: str) -> Resolved:
        """The nearest commune or arrondissement; at the border of two communes, which one.

        Borders are not known here: halfway between two town centres is one.
        """
        if not (math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 180):
            return NotFound()
        whole = set(_CITY_OF.values())
        around = [(km, c) for km, c in communes().around(lat, lon, NEAR_KM) if c.insee not in whole]
        if not around:
            return NotFound()
        first, nearest = around[0]
        beside = [c for km, c in around[1:] if _past_border(first, nearest, km, c) < BORDER_KM]
        return _answer([nearest, *beside])


def _past_border(first: float, nearest: Commune, km: float, other: Commune) -> float:
    """Kilometres from the middle line between the two; `first`, `km`: how far their centres are from here."""
    city = city_of(nearest.insee)
    if city and city == city_of(other.insee):
        return math.inf
    between = apart(nearest.lat, nearest.lon, other.lat, other.lon)
    return (km * km - first * first) / (2 * between) if between else 0.0


# -- taking apart ---------------------------------------------------------------------------------------------
def _take_apart(folded: str, known: Communes) -> Typed:
    words: list[str] = []
    postcode = dep = number = None
    for word in words_of(_GLUED.sub(" ", folded)):
        if _POSTCODE.match(word):
            postcode = word.upper()
        elif word.upper() in known.departments and not (words and words[-1] in _CITY_OF and len(word) == 2):
            dep = word.upper()
        elif match := _NUMBER.match(word):
            number = int(match[1])
        elif not (number is not None and word in _SUFFIXES):
            words.append(word)
    return Typed(tuple(words), postcode, dep, number)


def _readings(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """As typed, then without the small words around the name."""
    yield words
    start, end = 0, len(words)
    while start < end - 1 and words[start] in _BEFORE:
        start += 1
        yield words[start:end]
    while end > start + 1 and words[end - 1] in _AFTER:
        end -= 1
        yield words[start:end]


def _of_code(known: Communes, code: str) -> Sequence[Commune]:
    """Of a postcode; what is none may be an INSEE code, which papers and programs write."""
    coded = None if (found := known.of_postcode(code)) else known.coded(code)
    return [coded] if coded else found


# -- finding --------------------------------------------------------------------------------------------------
def _exact(known: Communes, words: tuple[str, ...]) -> Sequence[Commune]:
    """The communes called exactly so, with or without their article, or so in another script."""
    key = key_of(words)
    return known.called(key) or known.also_called(key)


def _named(known: Communes, typed: Typed, words: tuple[str, ...]) -> Resolved | None:
    """What these words name, whole or by its beginning."""
    city = _city(key_of(words), typed)
    if city and (part := _part(known, city, typed)):
        return _found(part)
    exact = _exact(known, words)
    if (code := departments.named(words)) and not typed.postcode and not any(c.population >= WELL_KNOWN for c in exact):
        return _choose(_by_population([*exact, *known.of_department(code)]))
    every = _by_population([*exact, *_inside(known, words, exact)])
    hinted = _hinted(every, typed)
    if len(hinted) == 1 and (hinted[0] in exact or len(every) > 1):
        return _found(hinted[0])
    if every:
        return _choose(hinted or every)
    split = departments.split(words)
    return _in_department(known, *split) if split else None


def _in_department(known: Communes, words: tuple[str, ...], dep: str) -> Resolved | None:
    found = _hinted(known.called(key_of(words)), Typed(words, dep=dep))
    return _found(found[0]) if found else None


def _city(key: str, typed: Typed) -> str | None:
    """Paris, Lyon or Marseille; with a number behind it ("pari 14e") also with a slip: no other town has numbers."""
    if typed.number is None or key in _CITY_OF:
        return _CITY_OF.get(key)
    close = [name for name in _CITY_OF if OSA.distance(key, name, score_cutoff=1) <= 1]
    return _CITY_OF[close[0]] if close else None


def _part(known: Communes, city: str, typed: Typed) -> Commune | None:
    """The arrondissement meant by "Lyon 3", "Paris 18e" or "Lyon 69003"."""
    if typed.postcode:
        return next((c for c in known.parts(city) if typed.postcode in c.postcodes), None)
    return known.part(city, typed.number) if typed.number is not None else None


def _inside(known: Communes, words: tuple[str, ...], exact: Sequence[Commune]) -> set[Commune]:
    """Familiar towns whose longer name begins with these words; or else holds them, or did under an older name."""
    needle = f" {' '.join(words)} "
    if len(needle) < SHORTEST:
        return set()
    least = max(FAMILIAR, SHADOW * max((c.population for c in exact), default=0))
    holding = [(begins, c) for begins, c in known.holding(needle, least) if c not in exact]
    beginning = {c for begins, c in holding if begins}
    if exact or beginning:
        return beginning
    return {c for _, c in holding} | set(known.alias_begins(words))


def _hinted(found: Sequence[Commune], typed: Typed) -> list[Commune]:
    """Those that fit the postcode or department; all when none was given."""
    return [
        c
        for c in found
        if (not typed.postcode or typed.postcode in c.postcodes) and (not typed.dep or c.dep == typed.dep)
    ]


def _by_population(found: Iterable[Commune]) -> list[Commune]:
    return sorted(dict.fromkeys(found), key=lambda c: -c.population * (FAR if c.dep.startswith(OVERSEAS) else 1.0))


# -- slips ----------------------------------------------------------------------------------------------------
def _slips(known: Communes, typed: Typed, words: tuple[str, ...]) -> Resolved:
    """One or two letters wrong, missing or swapped; or a quarter before the town."""
    key = key_of(words)
    most = 0 if not 3 <= len(key) <= LONGEST_NAME else 1 if len(key) < 8 else 2
    weighed = [(c, slips) for c, slips in known.within(most, key) if _hinted([c], typed)] if most else []
    if not weighed:
        return _choose(_at_the_end(known, typed))
    return _weigh(known, weighed, len(key), certain=bool(typed.postcode or typed.dep))


def _at_the_end(known: Communes, typed: Typed) -> list[Commune]:
    """Familiar towns named by the last words: "cité des 4000 La Courneuve"."""
    for start in range(max(1, len(typed.words) - 4), len(typed.words)):
        found = known.called(key_of(typed.words[start:]))
        if familiar := [c for c in _hinted(found, typed) if c.population >= FAMILIAR]:
            return familiar
    return []


def _weigh(known: Communes, close: Sequence[tuple[Commune, int]], length: int, certain: bool) -> Resolved:
    least = min(slips for _, slips in close)
    weights = {c: c.population * RARER ** (slips - least) for c, slips in close}
    ranked = sorted(weights, key=lambda c: -weights[c])
    best = ranked[0]
    longer = _inside(known, tuple(words_of(fold(best.name))), ranked)
    alone = not longer and (len(ranked) == 1 or weights[ranked[1]] <= RARER * weights[best])
    short_of = length < 5 or (least == 2 and length < 9)
    if alone and not short_of and (best.population >= WELL_KNOWN or certain):
        return _found(best)
    return _choose(_by_population([*ranked, *longer]) if longer else ranked)


# -- answering ------------------------------------------------------------------------------------------------
def _answer(found: Sequence[Commune]) -> Resolved:
    if not found:
        return NotFound()
    return _found(found[0]) if len(found) == 1 else _choose(found)


def _found(commune: Commune) -> Found:
    return Found(_value(commune))


def _choose(found: Iterable[Commune]) -> Resolved:
    options = tuple((_value(c), c.label) for c in found)[:OPTIONS]
    return Choose(options) if options else NotFound()


def _value(commune: Commune) -> dict[str, JsonValue]:
    return {"insee": commune.insee, "name": commune.name, "dep": commune.dep}
