"""What people type, understood: place, phone, date, occupation. Pure once made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.people.resolvers.communes import communes
from bot.people.resolvers.date import Dates
from bot.people.resolvers.occupation import Occupations
from bot.people.resolvers.passing import NamedInPassing
from bot.people.resolvers.phone import Phones
from bot.people.resolvers.place import Places
from bot.people.resolvers.tables import warm
from flows.answers import Resolvers

__all__ = ["called", "located", "resolvers", "warm"]


def resolvers(today: Callable[[], date]) -> Resolvers:
    """All of them, as the engine takes them. `today` in the time zone of the people who chat."""
    places, jobs = Places(), Occupations()
    passing = {"occupation": NamedInPassing(jobs)}
    return Resolvers(
        place=places, near=places, occupation=jobs, coded=jobs, phone=Phones(), date=Dates(today), passing=passing
    )


def located(insee: str) -> tuple[float, float] | None:
    """Where a commune or arrondissement is (WGS84 degrees), by its INSEE code."""
    found = communes().of_insee(insee)
    return (found.lat, found.lon) if found else None


def called(insee: str) -> str:
    """How people tell a commune from its namesakes, « Montreuil (93) »; "" when there is none."""
    found = communes().of_insee(insee)
    return found.label if found else ""
