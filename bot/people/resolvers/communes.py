"""The communes of France in memory, and the indexes that find them. Read once, about 0.5 s and 35 MB."""

from __future__ import annotations

import lzma
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from sys import intern
from typing import NamedTuple

from bot.people.resolvers.folding import fold, is_latin

FILE = Path(__file__).parent / "data" / "communes_fr.tsv.xz"
EXPANSIONS = {"st": "saint", "ste": "sainte", "sts": "saints", "s": "sur", "ss": "sous", "bd": "boulevard"}
ARTICLES = frozenset({"le", "la", "les", "l"})
CITIES = {"751": "75056", "6938": "69123", "132": "13055"}
"""INSEE prefix of the arrondissements → the city they are part of."""


class Commune(NamedTuple):
    """One commune or arrondissement. `lat`, `lon`: WGS84 degrees."""

    insee: str
    name: str
    dep: str
    population: int
    lat: float
    lon: float
    postcodes: tuple[str, ...]

    @property
    def label(self) -> str:
        """How a person tells it from its namesakes: "Montreuil (93)"."""
        return f"{self.name} ({self.dep})"


class Communes(NamedTuple):
    """`names`, `articleless`, `aliases`: key → communes. `spaced`: folded names between spaces, to find parts."""

    all: tuple[Commune, ...]
    names: Mapping[str, tuple[Commune, ...]]
    articleless: Mapping[str, tuple[Commune, ...]]
    aliases: Mapping[str, tuple[Commune, ...]]
    postcodes: Mapping[str, tuple[Commune, ...]]
    parts: Mapping[tuple[str, int], Commune]
    """(city's INSEE code, number) → arrondissement."""
    spaced: tuple[tuple[str, Commune], ...]
    spaced_aliases: tuple[tuple[str, Commune], ...]
    departments: frozenset[str]


def words_of(folded: str) -> list[str]:
    """Words with "st" and the like written out."""
    return [EXPANSIONS.get(word, word) for word in folded.split()]


def key_of(words: Iterable[str]) -> str:
    """Names compare without spaces: "saintdenis", "Saint-Denis" and "st denis" are one."""
    return "".join(words)


@lru_cache(maxsize=1)
def communes() -> Communes:
    """Everything, read at the first call."""
    try:
        return _index(_rows())
    finally:
        _shared.cache_clear()


def _rows() -> Iterable[tuple[Commune, tuple[str, ...]]]:
    with lzma.open(FILE, "rt", encoding="utf-8") as file:
        next(file)
        for line in file:
            insee, name, dep, _region, population, lat, lon, postcodes, aliases = line.rstrip("\n").split("\t")
            if _city(insee):
                name = name.removesuffix(" Arrondissement")
            yield (
                Commune(insee, name, intern(dep), int(population or 0), float(lat), float(lon), _shared(postcodes)),
                tuple(alias for alias in aliases.split("|") if alias),
            )


@cache
def _shared(postcodes: str) -> tuple[str, ...]:
    """**Why cached:** 35,000 communes have 6,000 postcodes; said once they cost 4 MB less."""
    return tuple(intern(postcode) for postcode in postcodes.split())


def _city(insee: str) -> str | None:
    """The city an arrondissement belongs to."""
    return next((city for prefix, city in CITIES.items() if insee.startswith(prefix) and insee != city), None)


def _index(rows: Iterable[tuple[Commune, tuple[str, ...]]]) -> Communes:
    every: list[Commune] = []
    names: dict[str, list[Commune]] = defaultdict(list)
    articleless: dict[str, list[Commune]] = defaultdict(list)
    aliases: dict[str, list[Commune]] = defaultdict(list)
    postcodes: dict[str, list[Commune]] = defaultdict(list)
    parts: dict[tuple[str, int], Commune] = {}
    spaced: list[tuple[str, Commune]] = []
    spaced_aliases: list[tuple[str, Commune]] = []
    for commune, others in rows:
        every.append(commune)
        for postcode in commune.postcodes:
            postcodes[postcode].append(commune)
        if city := _city(commune.insee):
            parts[city, int(commune.insee[-2:]) - (80 if city == "69123" else 0)] = commune
            continue
        words = words_of(fold(commune.name))
        names[key_of(words)].append(commune)
        spaced.append((f" {' '.join(words)} ", commune))
        if words[0] in ARTICLES:
            articleless[key_of(words[1:])].append(commune)
        for folded in {fold(other) for other in others} - {""}:
            aliases[key_of(words_of(folded))].append(commune)
            if is_latin(folded):
                spaced_aliases.append((f" {' '.join(words_of(folded))} ", commune))
    return Communes(
        tuple(every),
        _frozen(names),
        _frozen(articleless),
        _frozen(aliases),
        _frozen(postcodes),
        parts,
        tuple(spaced),
        tuple(spaced_aliases),
        frozenset(commune.dep for commune in every),
    )


def _frozen(index: Mapping[str, list[Commune]]) -> dict[str, tuple[Commune, ...]]:
    return {key: tuple(sorted(found, key=lambda c: -c.population)) for key, found in index.items()}
