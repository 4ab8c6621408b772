"""Rows into the database in small steps: side by side with others, and with what was there before."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select, update

from bot.storage.engine import Database
from bot.storage.sealed import Identity
from bot.storage.tables.workshops import hosts, workshops
from bot.workshops.importer.model import Fields, Refusal, Row
from bot.workshops.store import sources
from bot.workshops.store.export import upcoming
from bot.workshops.store.imports import AT_ONCE, Imports
from tests.fakes.clock import FakeTime

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
FIELDS: Fields = {
    "title": "CV", "starts_at": "2026-12-03T13:00:00+00:00", "ends_at": "2026-12-03T15:00:00+00:00",
    "lat": 45.7, "lon": 4.8, "host": "Asso",
}  # fmt: skip
ROW = Row(1, "a", FIELDS)


@pytest.fixture
def imports(database: Database) -> Imports:
    return Imports(database, Identity(), FakeTime(NOW).clock, "csv:a", "Indian/Reunion")


async def count(imports: Imports) -> int:
    async with imports.database.read() as db:
        return int(await db.scalar(select(func.count()).select_from(workshops)) or 0)


async def test_each_row_is_told_what_became_of_it(imports: Imports) -> None:
    rows = [replace(ROW, number=n, key=f"{n}") for n in range(2 * AT_ONCE + 1)]
    assert await imports.take(rows, {}) == ["new"] * len(rows)
    rows[3] = replace(rows[3], fields={**FIELDS, "title": "Autre"})
    rows[4] = replace(rows[4], cancelled=True)
    became = await imports.take(rows, {})
    assert (became[3], became[4]) == ("updated", "cancelled")
    assert became.count("unchanged") == len(rows) - 2
    rows[4] = replace(rows[4], cancelled=False)
    assert isinstance((await imports.take(rows, {}))[4], Refusal)
    async with imports.database.read() as db:
        assert await db.scalar(select(func.count()).select_from(hosts)) == 1


async def test_a_zone_that_no_row_names_is_ours(imports: Imports) -> None:
    await imports.take([ROW, replace(ROW, key="b", fields={**FIELDS, "zone": "Europe/Paris"})], {})
    async with imports.database.read() as db:
        assert sorted(one.draft.zone for one in await upcoming(db, NOW)) == ["Europe/Paris", "Indian/Reunion"]


async def test_two_imports_of_the_same_rows_at_once(imports: Imports) -> None:
    rows = [replace(ROW, number=n, key=f"{n}") for n in range(100)]
    both = await asyncio.gather(imports.take(rows, {}), imports.take(rows, {}))
    assert await count(imports) == 100
    assert sorted(became.count("new") for became in both) <= [100, 100]
    assert sum(became.count("new") for became in both) == 100


async def test_what_is_closed_stays(imports: Imports) -> None:
    await imports.take([ROW], {})
    async with imports.database.write() as db:
        await db.execute(update(workshops).values(state="closed"))
    assert await imports.take([replace(ROW, fields={**FIELDS, "title": "x"})], {}) == ["unchanged"]


async def test_a_moved_one_keeps_its_row_under_its_new_key(imports: Imports) -> None:
    await imports.take([ROW], {})
    async with imports.database.read() as db:
        [stored] = await sources.ahead(db, "csv:a", NOW)
    assert await imports.take([replace(ROW, key="b")], {"b": stored.id}) == ["updated"]
    assert await imports.take([replace(ROW, key="b")], {}) == ["unchanged"]
    assert await count(imports) == 1


async def test_cancelling_twice_counts_once(imports: Imports) -> None:
    await imports.take([ROW], {})
    async with imports.database.read() as db:
        [stored] = await sources.ahead(db, "csv:a", NOW)
    assert [await imports.cancel([stored.id, 999]), await imports.cancel([stored.id])] == [1, 0]
    async with imports.database.read() as db:
        assert await sources.ahead(db, "csv:a", NOW) == []


async def test_alike_wants_more_than_the_same_key(imports: Imports) -> None:
    await imports.take([ROW], {})
    start = datetime.fromisoformat(str(FIELDS["starts_at"]))
    async with imports.database.read() as db:
        assert await sources.alike(db, {"a": ("CV", NOW)}) == {"csv:a": 1}
        assert await sources.alike(db, {"a": ("x", start)}) == {"csv:a": 1}
        assert await sources.alike(db, {"a": ("x", NOW), "b": ("CV", start)}) == {}
        assert await sources.is_taken(db, "csv:a")
        assert not await sources.is_taken(db, "csv:b")


async def test_upcoming_is_public_and_in_order(imports: Imports) -> None:
    later = {**FIELDS, "starts_at": "2026-12-04T13:00:00+00:00", "ends_at": "2026-12-04T15:00:00+00:00"}
    nowhere = {name: value for name, value in FIELDS.items() if name not in ("lat", "lon")}
    await imports.take([replace(ROW, key="b", fields=later), ROW, replace(ROW, key="c", fields=nowhere)], {})
    async with imports.database.read() as db:
        assert [one.draft.source_key for one in await upcoming(db, NOW)] == ["a", "b"]
        after = datetime(2026, 12, 3, 16, tzinfo=UTC)
        assert [one.draft.source_key for one in await upcoming(db, after)] == ["b"]
