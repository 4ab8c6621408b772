"""What people type, understood: place, phone, date, occupation. Pure once made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, tzinfo

from bot.people.resolvers.communes import Commune, apart, communes
from bot.people.resolvers.date import Dates
from bot.people.resolvers.folding import fold
from bot.people.resolvers.occupation import Occupations
from bot.people.resolvers.passing import NamedInPassing
from bot.people.resolvers.passing_place import TownInPassing
from bot.people.resolvers.phone import Phones
from bot.people.resolvers.place import Places
from bot.people.resolvers.tables import warm
from flows.answers import Choose, Found, Passing, Resolvers
from flows.events import JsonValue

__all__ = ["called", "commune", "located", "resolvers", "resolving", "warm"]


def resolvers(today: Callable[[], date]) -> Resolvers:
    """All of them, as the engine takes them. `today` in the time zone of the people who chat."""
    places, jobs = Places(), Occupations()
    passing: dict[str, Passing] = {"occupation": NamedInPassing(jobs), "place": TownInPassing(places)}
    return Resolvers(
        place=places, near=places, occupation=jobs, coded=jobs, phone=Phones(), date=Dates(today), passing=passing
    )


def resolving(zone: tzinfo) -> Callable[[datetime], Resolvers]:
    """All of them as they read at a moment: « hier » is the day before it, where the people who chat are."""
    known = resolvers(lambda: date.min)
    return lambda at: replace(known, date=Dates(lambda: at.astimezone(zone).date()))


def located(insee: str) -> tuple[float, float] | None:
    """Where a commune or arrondissement is (WGS84 degrees), by its INSEE code."""
    found = communes().of_insee(insee)
    return (found.lat, found.lon) if found else None


AROUND_KM = 30.0
"""No commune's middle is further from its border."""


CODED_KM = 250.0
"""Half of the largest, Maripasoula, and more: a code from further away is one of another country's."""


def commune(insee: str, lat: float, lon: float, town: str = "") -> dict[str, JsonValue] | None:
    """The commune of this code, else the one of that name there, else the nearest; as the place resolver gives it.

    None where the code is of no commune there, or nothing is near.
    """
    found = communes().of_insee(insee) if insee else _named(town, lat, lon)
    if found is not None and insee and apart(lat, lon, found.lat, found.lon) > CODED_KM:
        return None
    if found is not None:
        return {"insee": found.insee, "name": found.name, "dep": found.dep}
    around = Places().near(lat, lon, "fr")
    value = around.value if isinstance(around, Found) else around.options[0][0] if isinstance(around, Choose) else None
    return value if isinstance(value, dict) else None


def _named(town: str, lat: float, lon: float) -> Commune | None:
    around = communes().around(lat, lon, AROUND_KM) if town else []
    return next((one for _, one in around if fold(one.name) == fold(town)), None)


def called(insee: str) -> str:
    """How people tell a commune from its namesakes, « Montreuil (93) »; "" when there is none."""
    found = communes().of_insee(insee)
    return found.label if found else ""
