"""The communes of France in memory, and what finds them. Read once, about 0.3 s and 4 MB."""

from __future__ import annotations

import lzma
import math
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from pathlib import Path
from typing import NamedTuple

from bot.people.resolvers.folding import fold, is_latin
from bot.people.resolvers.lines import Lines
from cv_builder.kept import Kept

FILE = Path(__file__).parent / "data" / "communes_fr.tsv.xz"
NICKNAMES = Path(__file__).parent / "data" / "nicknames.tsv"
EXPANSIONS = {"st": "saint", "ste": "sainte", "sts": "saints", "s": "sur", "ss": "sous", "bd": "boulevard"}
ARTICLES = frozenset({"le", "la", "les", "l"})
CITIES = {"751": "75056", "6938": "69123", "132": "13055"}
"""INSEE prefix of the arrondissements → the city they are part of."""
KM_PER_DEGREE = 111.2
AROUND = 12
"""Communes looked at around a position; borders with all neighbours are among them."""


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


def words_of(folded: str) -> list[str]:
    """Words with "st" and the like written out."""
    return [EXPANSIONS.get(word, word) for word in folded.split()]


def key_of(words: Iterable[str]) -> str:
    """Names compare without spaces: "saintdenis", "Saint-Denis" and "st denis" are one."""
    return "".join(words)


def city_of(insee: str) -> str | None:
    """The city an arrondissement belongs to."""
    return next((city for prefix, city in CITIES.items() if insee.startswith(prefix) and insee != city), None)


def apart(lat: float, lon: float, its_lat: float, its_lon: float) -> float:
    """Kilometres, for places that are not far from each other."""
    east = (its_lon - lon) * math.cos(math.radians((lat + its_lat) / 2))
    return KM_PER_DEGREE * math.hypot(its_lat - lat, east)


@dataclass(slots=True)
class Table:
    """Column by column, a commune being its row's number; `keys` and `spaced` are empty for arrondissements."""

    insees: Lines = field(default_factory=Lines)
    names: Lines = field(default_factory=Lines)
    keys: Lines = field(default_factory=Lines)
    spaced: Lines = field(default_factory=Lines)
    """Folded words between spaces, to find parts."""
    postcodes: Lines = field(default_factory=Lines)
    departments: dict[str, int] = field(default_factory=dict)
    department: array[int] = field(default_factory=lambda: array("B"))
    population: array[int] = field(default_factory=lambda: array("I"))
    lat: array[float] = field(default_factory=lambda: array("d"))
    lon: array[float] = field(default_factory=lambda: array("d"))
    aliases: Lines = field(default_factory=Lines)
    alias_of: array[int] = field(default_factory=lambda: array("H"))
    parts: dict[tuple[str, int], int] = field(default_factory=dict)
    """(city's INSEE code, number) → arrondissement."""

    def add(self, insee: str, name: str, dep: str, population: int, lat: float, lon: float, postcodes: str) -> None:
        """Without its names."""
        city = city_of(insee)
        if city:
            self.parts[city, int(insee[-2:]) - (80 if city == "69123" else 0)] = len(self.insees)
        words = [] if city else words_of(fold(name))
        self.insees.add(insee)
        self.names.add((name.removesuffix(" Arrondissement") if city else name).replace("'", "’"))
        self.keys.add(key_of(words))
        self.spaced.add(f" {' '.join(words)} " if words else "")
        self.postcodes.add(postcodes)
        self.department.append(self.departments.setdefault(dep, len(self.departments)))
        self.population.append(population)
        self.lat.append(lat)
        self.lon.append(lon)

    def also(self, row: int, others: Iterable[str]) -> None:
        """What a commune is also called: the key of each name; Latin ones also as words, to find their beginning."""
        for folded in dict.fromkeys(fold(other) for other in others):
            words = words_of(folded)
            for alias in (key_of(words), *((f" {' '.join(words)} ",) if is_latin(folded) else ())) if words else ():
                self.aliases.add(alias)
                self.alias_of.append(row)


class Communes:
    """What is found is sorted by population, the largest first."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._codes = tuple(table.departments)

    def __len__(self) -> int:
        return len(self._table.insees)

    def __getitem__(self, row: int) -> Commune:
        table = self._table
        return Commune(
            table.insees[row],
            table.names[row],
            self._codes[table.department[row]],
            table.population[row],
            table.lat[row],
            table.lon[row],
            tuple(table.postcodes[row].split()),
        )

    @property
    def departments(self) -> Sequence[str]:
        return self._codes

    def coded(self, insee: str) -> Commune | None:
        """The commune or arrondissement of this INSEE code."""
        rows = self._table.insees.exactly(insee) if insee.isalnum() else []
        return self[rows[0]] if rows else None

    def called(self, key: str) -> list[Commune]:
        return self._sorted(self._table.keys.exactly(key))

    def also_called(self, key: str) -> list[Commune]:
        """Without their article, or else by another name or in another script."""
        return self._sorted(self._articleless(key) or self._of_aliases(self._table.aliases.exactly(key)))

    def alias_begins(self, words: Sequence[str]) -> list[Commune]:
        """Communes another Latin name of which begins with these words."""
        return self._sorted(self._of_aliases(self._table.aliases.beginning(f" {' '.join(words)} ")))

    def holding(self, needle: str, least: float) -> list[tuple[bool, Commune]]:
        """(whether it begins so, commune) of those with `least` inhabitants whose words hold `needle`."""
        table = self._table
        found = [row for row in table.spaced.holding(needle) if table.population[row] >= least]
        return [(table.spaced[row].startswith(needle), self[row]) for row in found]

    def within(self, slips: int, key: str) -> list[tuple[Commune, int]]:
        """(commune, slips) of names at most so many letters away, closest first."""
        table = self._table
        if is_latin(key):
            return [(self[row], away) for row, away in table.keys.within(slips, key)]
        return [(self[table.alias_of[line]], away) for line, away in table.aliases.within(slips, key)]

    def of_postcode(self, postcode: str) -> list[Commune]:
        """Arrondissements take the place of their city."""
        rows = self._table.postcodes.holding(postcode)
        return self._sorted([row for row in rows if row in self._table.parts.values()] or rows)

    def of_insee(self, insee: str) -> Commune | None:
        return next((self[row] for row in self._table.insees.exactly(insee)), None)

    def of_department(self, code: str) -> list[Commune]:
        wanted = self._table.departments[code]
        return self._sorted(row for row, one in enumerate(self._table.department) if one == wanted)

    def familiar(self, least: int) -> Iterator[tuple[int, list[str]]]:
        """(row, words of its name) of those with so many inhabitants."""
        table = self._table
        return ((row, name.split()) for row, name in enumerate(table.spaced) if name and table.population[row] >= least)

    def part(self, city: str, number: int) -> Commune | None:
        row = self._table.parts.get((city, number))
        return None if row is None else self[row]

    def parts(self, city: str) -> list[Commune]:
        return [self[row] for (of, _), row in self._table.parts.items() if of == city]

    def around(self, lat: float, lon: float, km: float) -> list[tuple[float, Commune]]:
        """(km away, commune) at most so far, the nearest first. Equirectangular: right to metres between neighbours."""
        north, found = km / KM_PER_DEGREE, []
        for row, (its_lat, its_lon) in enumerate(zip(self._table.lat, self._table.lon, strict=True)):
            if abs(its_lat - lat) <= north and (away := apart(lat, lon, its_lat, its_lon)) <= km:
                found.append((away, row))
        return [(away, self[row]) for away, row in nsmallest(AROUND, found)]

    def _articleless(self, key: str) -> list[int]:
        table = self._table
        return [
            row
            for article in ARTICLES
            for row in table.keys.exactly(article + key)
            if table.spaced[row].startswith(f" {article} ")
        ]

    def _of_aliases(self, lines: Iterable[int]) -> list[int]:
        return [self._table.alias_of[line] for line in lines]

    def _sorted(self, rows: Iterable[int]) -> list[Commune]:
        population = self._table.population
        return [self[row] for row in sorted(dict.fromkeys(rows), key=lambda row: -population[row])]


def _nicknames() -> Mapping[str, list[str]]:
    """INSEE code → what people call a town, and quarters that everybody knows."""
    rows = (line.split("\t") for line in NICKNAMES.read_text("utf-8").splitlines()[1:])
    return {insee: names.split("|") for insee, names in rows}


@Kept
def communes() -> Communes:
    """All of them, read at the first call."""
    table, known_as = Table(), _nicknames()
    with lzma.open(FILE, "rt", encoding="utf-8") as file:
        next(file)
        for row, line in enumerate(file):
            insee, name, dep, _region, population, lat, lon, postcodes, aliases = line.rstrip("\n").split("\t")
            table.add(insee, name, dep, int(population or 0), float(lat), float(lon), postcodes)
            if not city_of(insee):
                table.also(row, [*aliases.split("|"), *known_as.get(insee, ())])
    return Communes(table)
