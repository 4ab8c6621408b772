"""Towns of rows, looked up: found, or the row is refused; never a wrong one in silence."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple, Protocol
from zoneinfo import ZoneInfo

from bot.workshops.importer.folding import fold
from bot.workshops.importer.model import MOMENTS, Note, Parsed, Refusal, Row
from bot.workshops.importer.understanding import candidates
from bot.workshops.importer.values import shown
from bot.workshops.rules.grid import km_between, point
from flows.events import JsonValue

FAR_KM = 60.0
"""Further from its town no workshop of it is held: one of the two is wrong."""
NEAR_KM = 20.0
"""Coordinates that near tell a town from its namesakes."""
OVERSEAS = {
    "971": "America/Guadeloupe", "972": "America/Martinique", "973": "America/Cayenne", "974": "Indian/Reunion",
    "975": "America/Miquelon", "976": "Indian/Mayotte", "977": "America/St_Barthelemy", "978": "America/Marigot",
    "987": "Pacific/Tahiti", "988": "Pacific/Noumea",
}  # fmt: skip
"""INSEE department → its clocks, where they are not those of Paris."""
REMEMBERED = 5_000
"""Towns of one file that are looked up once."""


class Town(NamedTuple):
    """A commune. `label` tells it from its namesakes: "Montreuil (93)"."""

    insee: str
    name: str
    label: str
    lat: float
    lon: float


class Gazetteer(Protocol):
    """Who knows towns: by what people write (several: it could be any of these), and by their INSEE code."""

    def named(self, text: str) -> Sequence[Town]: ...

    def coded(self, insee: str) -> Town | None: ...


@dataclass(frozen=True, slots=True)
class Placed:
    rows: tuple[Row, ...]
    refused: tuple[Refusal, ...]
    notes: tuple[Note, ...]


def placed(parsed: Parsed, gazetteer: Gazetteer) -> Placed:
    """Blocks for a while on a large file: for a thread beside the event loop."""
    rows: list[Row] = []
    refused: list[Refusal] = []
    notes: list[Note] = []
    named = lru_cache(REMEMBERED)(lambda text: tuple(gazetteer.named(text)))
    for row in parsed.rows:
        try:
            done, note = _placed(row, named, gazetteer)
        except ValueError as error:
            refused.append(Refusal(row.number, str(error), row.key, str(row.fields.get("title") or "")))
            continue
        rows.append(done)
        notes += [Note(row.number, note)] if note else []
    return Placed(tuple(rows), tuple(refused), tuple(notes))


Named = Callable[[str], Sequence[Town]]


def _placed(row: Row, named: Named, gazetteer: Gazetteer) -> tuple[Row, str]:
    if row.cancelled or row.fields.get("online"):
        return row, ""
    town = _town(row, named, gazetteer)
    if town is None:
        missing = row.fields.get("lat") is None
        note = "pas de ville reconnue : gardé comme brouillon, à compléter" if missing else ""
        return row, note
    if (at := _coordinates(row)) is not None:
        km = km_between(point(*at), point(town.lat, town.lon))
        if km > FAR_KM:
            raise ValueError(f"les coordonnées sont à {km:.0f} km de {town.label}")
    fields = {**row.fields, **_times(row, town.insee), "town": town.name, "insee": town.insee}
    return replace(row, fields=fields, centre=(town.lat, town.lon)), ""


def _times(row: Row, insee: str) -> dict[str, JsonValue]:
    """The same hours by the clocks of a town overseas."""
    there = OVERSEAS.get(insee[:3])
    if there is None or not row.local:
        return {}
    here, zone = ZoneInfo(str(row.fields["zone"])), ZoneInfo(there)
    moments = {name: datetime.fromisoformat(str(row.fields[name])).astimezone(here) for name in MOMENTS}
    return {
        "zone": there,
        **{name: moment.replace(tzinfo=zone).astimezone(UTC).isoformat() for name, moment in moments.items()},
    }


def _coordinates(row: Row) -> tuple[float, float] | None:
    lat, lon = row.fields.get("lat"), row.fields.get("lon")
    return (lat, lon) if isinstance(lat, float) and isinstance(lon, float) else None


def _town(row: Row, named: Named, gazetteer: Gazetteer) -> Town | None:
    if code := str(row.fields.get("insee") or ""):
        town = gazetteer.coded(code)
        if town is None and not row.place:
            raise ValueError(f"code INSEE inconnu : {shown(code)}")
        if town is not None:
            return town
    if not row.place:
        return None
    if row.loose:
        return next((town for text in candidates(row.place) if (town := _surely(text, named(text)))), None)
    return _one(row, named(row.place))


def _surely(text: str, found: Sequence[Town]) -> Town | None:
    """In a line of free words only a name that stands there, or one with its postcode."""
    if len(found) != 1:
        return None
    words, name = fold(text), fold(found[0].name)
    bare = " ".join(word for word in words.split() if not word.isdecimal())
    known = {name, name.replace("saint", "st"), re.sub(r"\s*\d.*", "", name)}
    return found[0] if re.search(r"\b\d{5}\b", words) or bare in known else None


def _one(row: Row, found: Sequence[Town]) -> Town:
    if not found:
        raise ValueError(f"ville inconnue : {shown(row.place)}")
    if len(found) > 1 and (at := _coordinates(row)) is not None:
        near = [town for town in found if km_between(point(*at), point(town.lat, town.lon)) <= NEAR_KM]
        found = near[:1] or found
    if len(found) > 1:
        which = ", ".join(town.label for town in found)
        raise ValueError(f"ville à préciser : {shown(row.place)} peut être {which} ; ajoutez le code postal")
    return found[0]
