"""The nearest three of many workshops, beside a look at all of them: on the embedded database and on PostgreSQL."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import median
from time import perf_counter

from sqlalchemy import insert

from bot.people.resolvers.communes import communes
from bot.storage.engine import Database
from bot.storage.tables.workshops import spots, workshops
from bot.workshops.rules.grid import cell, point
from bot.workshops.store.search import Wanted, everywhere, nearest
from tests.fixtures.postgres import binaries, server

NOW = datetime(2026, 11, 21, 20, tzinfo=UTC)
DAYS = 90
MOST = 3
ROWS_AT_ONCE = 20_000
SEARCHES, SCANS = 400, 5
SIZES = (20_000, 1_000_000)


@dataclass(frozen=True, slots=True)
class Nearby:
    """Milliseconds of one search, and of one that looks at everything."""

    p50_ms: float
    p99_ms: float
    scan_ms: float


def somewhere(chance: random.Random, towns: list[tuple[float, float]], sizes: list[int]) -> tuple[float, float]:
    """Where people live: a town by its size, and a little beside it."""
    lat, lon = chance.choices(towns, sizes)[0]
    return lat + chance.gauss(0, 0.02), lon + chance.gauss(0, 0.02)


async def _fill(database: Database, count: int, places: list[tuple[float, float]], chance: random.Random) -> None:
    for first in range(0, count, ROWS_AT_ONCE):
        made, found = [], []
        for id in range(first + 1, min(first + ROWS_AT_ONCE, count) + 1):
            (lat, lon), starts = chance.choice(places), NOW + timedelta(minutes=chance.randrange(DAYS * 1440))
            made.append(
                {"id": id, "key": f"{id}", "state": "open", "title": "Un CV en une heure", "starts_at": starts,
                 "ends_at": starts + timedelta(hours=1), "zone": "Europe/Paris", "lat": lat, "lon": lon,
                 "languages": "fr", "seats": 8, "created_at": NOW, "updated_at": NOW}
            )  # fmt: skip
            x, y, z = point(lat, lon)
            found.append(
                {"language": "fr", "cell": cell(lat, lon), "starts_at": starts, "workshop_id": id, "x": x, "y": y,
                 "z": z, "full": chance.random() < 0.3}
            )  # fmt: skip
        async with database.write() as db:
            await db.execute(insert(workshops), made)
            await db.execute(insert(spots), found)


async def measure_one(count: int, address: str) -> Nearby:
    """`address`: of an empty database."""
    chance = random.Random(count)
    every = [communes()[row] for row in range(len(communes()))]
    towns, sizes = [(one.lat, one.lon) for one in every], [one.population for one in every]
    places = [somewhere(chance, towns, sizes) for _ in range(5000)]
    database = await Database.open(address)
    try:
        await _fill(database, count, places, chance)
        asked = [Wanted(*somewhere(chance, towns, sizes), ("fr",), NOW) for _ in range(SEARCHES)]
        times, scans = [], []
        async with database.read() as db:
            if database.dialect == "postgresql":
                # What autovacuum does: rows that nobody changes are known to be seen by all.
                await db.exec_driver_sql("VACUUM ANALYZE spots")
            for wanted in asked:
                began = perf_counter()
                found = await nearest(db, wanted, MOST)
                times.append(1000 * (perf_counter() - began))
                assert len(found) == MOST
            for wanted in asked[:SCANS]:
                began = perf_counter()
                assert await everywhere(db, wanted, MOST) == await nearest(db, wanted, MOST)
                scans.append(1000 * (perf_counter() - began))
    finally:
        await database.close()
    times.sort()
    return Nearby(median(times), times[int(0.99 * len(times))], median(scans))


async def measure(sizes: Sequence[int] = SIZES) -> dict[str, Nearby | None]:
    """None: no PostgreSQL is installed here."""
    found: dict[str, Nearby | None] = {}
    for count in sizes:
        with tempfile.TemporaryDirectory() as folder:
            found[_name(count)] = await measure_one(count, f"sqlite:///{folder}/near.db")
    installed = binaries()
    if installed is None:
        return found | dict.fromkeys((f"{_name(count)}, PostgreSQL" for count in sizes), None)
    with server(installed) as running:
        for count in sizes:
            found[f"{_name(count)}, PostgreSQL"] = await measure_one(count, running.empty())
    return found


def _name(count: int) -> str:
    return f"{count:,} workshops".replace(",", " ")
