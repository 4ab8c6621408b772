"""Communes by words: called so, beginning so, holding them; at the beginning and at the end of what was typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.people.resolvers.communes import Commune, Communes, key_of, words_of
from bot.people.resolvers.folding import fold, is_latin
from bot.people.resolvers.sounding import FAMILIAR
from bot.people.resolvers.typed import CITY_OF, Typed

SHADOW = 0.2
"""A town that only begins like the name typed is offered too when it has this share of the namesake's inhabitants."""
OVERSEAS, FAR = ("97", "98"), 0.5
"""Departments beyond the sea, and what the inhabitants of a town there count for: of two namesakes of the same size
the one in mainland France is meant ("Saint-Denis")."""
SHORTEST = 5
"""Letters, with the two spaces around them, that say something about a longer name."""
LONGEST_END = 4
"""Words at the end, or the beginning, that are read as a town's name."""


def exact(known: Communes, words: tuple[str, ...]) -> Sequence[Commune]:
    """The communes called exactly so, with or without their article, or so in another script."""
    key = key_of(words)
    if found := known.called(key):
        return found
    found = known.also_called(key)
    return found if not found or is_latin(key) else [*found, *written_alike(known, found)]


def written_alike(known: Communes, found: Sequence[Commune]) -> list[Commune]:
    """Namesakes of a town that was written in another script, where only some of them have a name."""
    least = SHADOW * found[0].population
    alike = known.called(key_of(words_of(fold(found[0].name))))
    return [c for c in alike if c not in found and c.population >= least]


def inside(known: Communes, words: tuple[str, ...], exact: Sequence[Commune]) -> set[Commune]:
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


def cut_short(known: Communes, words: tuple[str, ...]) -> list[Commune]:
    """Familiar towns whose name goes on where these words stop, in the middle of the last: « Noisy le G »."""
    needle = f" {' '.join(words)}"
    if len(words) < 2 or len(key_of(words)) < SHORTEST:
        return []
    return [c for begins, c in known.holding(needle, FAMILIAR) if begins]


def hinted(found: Sequence[Commune], typed: Typed) -> list[Commune]:
    """Those that fit the postcode or department; all when none was given."""
    return [
        c
        for c in found
        if (not typed.postcode or typed.postcode in c.postcodes) and (not typed.dep or c.dep == typed.dep)
    ]


def by_population(found: Iterable[Commune]) -> list[Commune]:
    return sorted(dict.fromkeys(found), key=lambda c: -c.population * (FAR if c.dep.startswith(OVERSEAS) else 1.0))


def part(known: Communes, city: str, typed: Typed) -> Commune | None:
    """The arrondissement meant by "Lyon 3", "Paris 18e" or "Lyon 69003"."""
    if typed.postcode:
        return next((c for c in known.parts(city) if typed.postcode in c.postcodes), None)
    return known.part(city, typed.number) if typed.number is not None else None


def among_other_words(known: Communes, typed: Typed, words: tuple[str, ...]) -> list[Commune]:
    """Familiar towns named by the first or the last words: "Strasbourg Neudorf", "cité des 4000 La Courneuve".

    `words`: without the small ones around a name. Only the name of a town itself says one at the beginning, and beside
    it at the end: a quarter is called as part of many a town ("Bordeaux Lac").
    """
    first = _at_the_beginning(known, typed, words)
    if first and typed.number is not None and words[0] in CITY_OF:
        return first
    last = _at_the_end(known, typed, only_named=bool(first))
    return [*first, *(c for c in last if c not in first)]


def _at_the_beginning(known: Communes, typed: Typed, words: tuple[str, ...]) -> list[Commune]:
    if len(words) > 1 and words[0] in CITY_OF and (district := part(known, CITY_OF[words[0]], typed)):
        return [district]
    for end in range(min(LONGEST_END, len(words) - 1), 0, -1):
        found = by_population(c for c in exact(known, words[:end]) if c.population >= FAMILIAR)
        if found := hinted(found, typed):
            return found[:1]
    return []


def _at_the_end(known: Communes, typed: Typed, *, only_named: bool) -> list[Commune]:
    for start in range(max(1, len(typed.words) - LONGEST_END), len(typed.words)):
        named = exact(known, words := typed.words[start:])
        found = by_population([*named, *(() if only_named else inside(known, words, named))])
        if familiar := [c for c in hinted(found, typed) if c.population >= FAMILIAR]:
            return familiar
    return []
