"""Town names as people type them → a commune, or which of three, or nothing. Works offline.

Law: a town is found in silence only when what was typed names it and no other; every doubt is a question.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from rapidfuzz.distance import OSA

from bot.people.resolvers import departments
from bot.people.resolvers.communes import Commune, Communes, apart, city_of, communes, key_of, words_of
from bot.people.resolvers.folding import LONGEST, fold, is_latin
from bot.people.resolvers.sounding import FAMILIAR, sounds
from bot.people.resolvers.stems import sound
from bot.people.resolvers.typed import BEFORE, CITY_OF, LINKS, Typed, readings, take_apart
from flows.answers import Choose, Found, NotFound, Resolved
from flows.events import JsonValue

OPTIONS = 3
"""Towns offered at once: what fits a small screen."""
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
NO_TOWNS = Path(__file__).parent / "data" / "no_towns.txt"
SURE = 5
"""Letters from which a slip says something; in a shorter word only familiar towns are looked for."""
SHORTEST = 5
"""Letters, with the two spaces around them, that say something about a longer name."""
BORDER_KM = 0.15
"""So close to the border of two communes, either may be meant: a phone's position is right to some 50 metres, and the
border is guessed. (Arrondissements of one city are not asked for: what is near one is near the other.)"""
CITY_CODES = {"75000": "75056", "69000": "69123", "13000": "13055"}
"""What people give as postcode of a city where each arrondissement has its own, and its INSEE code."""
NEAR_KM = 60.0
"""Beyond this the shared location is not in a commune we know."""


class Places:
    """The place resolver. Reads its data at the first call (`tables.warm` does it earlier)."""

    def resolve(self, text: str, locale: str) -> Resolved:
        """Value: `{"insee", "name", "dep"}`."""
        if len(text) > LONGEST:
            return NotFound()
        known = communes()
        typed = take_apart(fold(text), known.departments)
        if len(typed.words) > MOST_WORDS:
            return NotFound()
        if BEFORE.issuperset(typed.words) or LINKS.issuperset(typed.words):
            return _by_code(known, typed)
        read = list(readings(typed.words))
        if _is_no_town(known, read):
            return NotFound()
        named = next((words for words in read if _exact(known, words)), read[-1])
        found = _named(known, typed, named) or _slips(known, typed, read[-1])
        return _by_code(known, typed) if isinstance(found, NotFound) else found

    def near(self, lat: float, lon: float, locale: str) -> Resolved:
        """The nearest commune or arrondissement; at the border of two communes, which one.

        Borders are not known here: halfway between two town centres is one.
        """
        if not (math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 180):
            return NotFound()
        whole = set(CITY_OF.values())
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


def _by_code(known: Communes, typed: Typed) -> Resolved:
    """By the postcode alone; by the department when somebody said "dans le 93", and not just a number."""
    if typed.postcode:
        return _answer(_of_code(known, typed.postcode))
    if typed.dep and typed.words and LINKS.issuperset(typed.words):
        return _choose(_by_population(known.of_department(typed.dep)))
    return NotFound()


def _is_no_town(known: Communes, read: Sequence[tuple[str, ...]]) -> bool:
    """What people say for no town at all, unless there is one that is called so: what comes first of the two."""
    for words in read:
        if known.called(key := key_of(words)):
            return False
        if key in no_towns():
            return True
    return False


@lru_cache(maxsize=1)
def no_towns() -> frozenset[str]:
    """ "Oui", "chez moi", other countries: keys that no slip makes a town."""
    return frozenset(key_of(words_of(fold(line))) for line in NO_TOWNS.read_text("utf-8").splitlines())


def _of_code(known: Communes, code: str) -> Sequence[Commune]:
    """Of a postcode; what is none may be an INSEE code, which papers and programs write."""
    coded = None if (found := known.of_postcode(code)) else known.coded(CITY_CODES.get(code, code))
    return [coded] if coded else found


# -- finding --------------------------------------------------------------------------------------------------
def _exact(known: Communes, words: tuple[str, ...]) -> Sequence[Commune]:
    """The communes called exactly so, with or without their article, or so in another script."""
    key = key_of(words)
    if found := known.called(key):
        return found
    found = known.also_called(key)
    return found if not found or is_latin(key) else [*found, *_written_alike(known, found)]


def _written_alike(known: Communes, found: Sequence[Commune]) -> list[Commune]:
    """Namesakes of a town that was written in another script, where only some of them have a name."""
    least = SHADOW * found[0].population
    alike = known.called(key_of(words_of(fold(found[0].name))))
    return [c for c in alike if c not in found and c.population >= least]


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
    if every and not hinted and isinstance(close := _slips(known, typed, words), Found):
        return close
    if every:
        return _choose(hinted or every)
    split = departments.split(words)
    return _in_department(known, *split) if split else None


def _in_department(known: Communes, words: tuple[str, ...], dep: str) -> Resolved | None:
    key = key_of(words)
    found = _hinted([*known.called(key), *known.also_called(key)], Typed(words, dep=dep))
    return _found(found[0]) if found else None


def _city(key: str, typed: Typed) -> str | None:
    """Paris, Lyon or Marseille; with a number behind it ("pari 14e") also with a slip: no other town has numbers."""
    if typed.number is None or key in CITY_OF:
        return CITY_OF.get(key)
    close = [name for name in CITY_OF if OSA.distance(key, name, score_cutoff=1) <= 1]
    return CITY_OF[close[0]] if close else None


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
    """One or two letters wrong, missing or swapped; or a quarter before the town.

    In another script a slip is always asked about: few towns have a name there, and vowels are left out.
    """
    key = key_of(words)
    most = 0 if not 3 <= len(key) <= LONGEST_NAME else 1 if len(key) < 8 else 2
    weighed = [(c, slips) for c, slips in known.within(most, key) if _hinted([c], typed)] if most else []
    if len(key) < SURE:
        weighed = [(c, slips) for c, slips in weighed if c.population >= FAMILIAR]
    weighed += [(c, 1) for c in _sounding(known, key) if _hinted([c], typed) and c not in {w for w, _ in weighed}]
    if not weighed:
        return _choose(_at_the_end(known, typed))
    hinted = bool(typed.postcode or typed.dep)
    if not hinted and not is_latin(key):
        close = _by_population(c for c, _ in weighed)
        return _choose([*close, *_written_alike(known, close)])
    return _weigh(known, weighed, len(key), certain=hinted)


def _sounding(known: Communes, key: str) -> list[Commune]:
    """Familiar towns that are said so: "dunkerk"."""
    return [known[row] for row in sounds().get(sound(key), ())] if len(key) >= SURE else []


def _at_the_end(known: Communes, typed: Typed) -> list[Commune]:
    """Familiar towns named by the last words: "cité des 4000 La Courneuve"."""
    for start in range(max(1, len(typed.words) - 4), len(typed.words)):
        exact = _exact(known, words := typed.words[start:])
        found = _by_population([*exact, *_inside(known, words, exact)])
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
