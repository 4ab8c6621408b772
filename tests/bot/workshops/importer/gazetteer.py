"""A small country for tests: a few towns, two of which have the same name."""

from __future__ import annotations

from collections.abc import Sequence

from bot.workshops.importer.folding import fold
from bot.workshops.importer.places import Town

LYON = Town("69123", "Lyon", "Lyon (69)", 45.76, 4.84)
PARIS = Town("75056", "Paris", "Paris (75)", 48.86, 2.35)
NORTH = Town("93066", "Saint-Denis", "Saint-Denis (93)", 48.93, 2.36)
SOUTH = Town("97411", "Saint-Denis", "Saint-Denis (974)", -20.93, 55.45)
POSTCODES = {"69003": LYON, "75018": PARIS, "93200": NORTH, "97400": SOUTH}


class SmallCountry:
    """`Gazetteer`; counts what it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def named(self, text: str) -> Sequence[Town]:
        self.asked.append(text)
        words = fold(text).split()
        codes = [POSTCODES[word] for word in words if word in POSTCODES]
        if codes:
            return codes
        name = " ".join(word for word in words if not word.isdecimal())
        return [town for town in (LYON, PARIS, NORTH, SOUTH) if name and fold(town.name) == name]

    def coded(self, insee: str) -> Town | None:
        return next((town for town in (LYON, PARIS, NORTH, SOUTH) if town.insee == insee), None)
