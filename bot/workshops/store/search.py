"""The nearest workshops to a place: cells around it first, the whole country only where hardly anything is near.

Law: what is found is exact, the same as by looking at every workshop.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables.workshops import spots
from bot.workshops.model import Workshop
from bot.workshops.rules.grid import cell, cells, km_of, km_to_cell, point, reach

RINGS = (0, 1, 3, 8)
"""Rings of cells looked at, three times wider, up to 30 km around; who finds too little there needs all of them."""


@dataclass(frozen=True, slots=True)
class Near:
    """A workshop by its id, and how far it is."""

    workshop_id: int
    km: float
    starts_at: datetime
    full: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """`languages`: any of these is spoken there. `after`, `before`: when it begins."""

    lat: float
    lon: float
    languages: Collection[str]
    after: datetime
    before: datetime | None = None
    with_full: bool = False


async def nearest(db: AsyncConnection, wanted: Wanted, most: int) -> Sequence[Near]:
    """Up to `most`, the nearest first, of the same distance the soonest first."""
    found: list[Near] = []
    seen: set[int] = set()
    for rings in RINGS:
        within = found[-1].km if len(found) == most else math.inf
        around = set(cells(wanted.lat, wanted.lon, rings)) - seen
        useful = sorted(one for one in around if km_to_cell(wanted.lat, wanted.lon, one) <= within)
        if useful:
            more = await _ranked(db, _query(wanted, most).where(spots.c.cell.in_(useful)), most)
            found = sorted([*found, *more], key=_order)[:most]
        if len(found) == most and found[-1].km <= reach(wanted.lat, wanted.lon, rings):
            return found
        seen |= around
    return await everywhere(db, wanted, most)


def _order(near: Near) -> tuple[float, datetime, int]:
    return near.km, near.starts_at, near.workshop_id


async def everywhere(db: AsyncConnection, wanted: Wanted, most: int) -> Sequence[Near]:
    """The same by looking at every workshop of those languages."""
    return await _ranked(db, _query(wanted, most), most)


def _query(wanted: Wanted, most: int) -> Select[tuple[int, datetime, bool, float]]:
    """One row a language: a workshop in two of them is there twice, so twice as many are asked for."""
    x, y, z = point(wanted.lat, wanted.lon)
    chord = (
        (spots.c.x - x) * (spots.c.x - x) + (spots.c.y - y) * (spots.c.y - y) + (spots.c.z - z) * (spots.c.z - z)
    ).label("chord")
    query = select(spots.c.workshop_id, spots.c.starts_at, spots.c.full, chord).where(
        spots.c.language.in_(sorted(wanted.languages)), spots.c.starts_at > wanted.after
    )
    if wanted.before is not None:
        query = query.where(spots.c.starts_at <= wanted.before)
    if not wanted.with_full:
        query = query.where(spots.c.full.is_(False))
    return query.order_by(chord, spots.c.starts_at, spots.c.workshop_id).limit(most * len(wanted.languages))


async def _ranked(db: AsyncConnection, query: Select[tuple[int, datetime, bool, float]], most: int) -> list[Near]:
    rows = await db.execute(query)
    found = {row.workshop_id: Near(row.workshop_id, km_of(row.chord), row.starts_at, row.full) for row in rows}
    return list(found.values())[:most]


async def place(db: AsyncConnection, workshop: Workshop) -> None:
    """Keeps the search in step with a workshop that was made, changed, filled or cancelled."""
    await db.execute(delete(spots).where(spots.c.workshop_id == workshop.id))
    spot = workshop.draft.spot
    if workshop.state != "open" or spot.online or spot.lat is None or spot.lon is None:
        return
    x, y, z = point(spot.lat, spot.lon)
    row = {
        "cell": cell(spot.lat, spot.lon),
        "starts_at": workshop.draft.starts_at,
        "workshop_id": workshop.id,
        "x": x,
        "y": y,
        "z": z,
        "full": workshop.left == 0,
    }
    rows = [row | {"language": language} for language in dict.fromkeys(workshop.draft.welcome.languages)]
    if rows:
        await db.execute(spots.insert(), rows)
