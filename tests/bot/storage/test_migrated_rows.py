"""Rows that were there before a migration, as it leaves them: on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from alembic import command
from sqlalchemy import Connection, column, insert, select, table

from bot.clock import utc_now
from bot.people.resolvers import located
from bot.storage import migrate, schema
from bot.storage.engine import Database
from bot.storage.tables.people import people
from bot.storage.tables.workshops import seats, workshops
from bot.workshops.model import Spot, middle

SEATS = table("seats", *(column(name) for name in ("id", "key", "workshop_id", "person_id", "state", "since")))
"""As it was before its last column came."""
SAINT_DENIS, LYON = "93066", "69123"


def to(connection: Connection, revision: str) -> None:
    settings = migrate.config()
    settings.attributes["connection"] = connection
    command.upgrade(settings, revision)


@pytest.fixture
async def before(address: str) -> AsyncIterator[Database]:
    """A database as the release before 0034 left it, with one person."""
    database = Database.connect(address)
    now = utc_now()
    async with database.write() as db:
        await db.run_sync(to, "0033")
        await db.execute(insert(people).values(id=1, locale="fr", created_at=now, last_seen_at=now))
    yield database
    await database.close()


def workshop(id: int, insee: str = "", lat: float | None = None, lon: float | None = None) -> dict[str, object]:
    now = utc_now()
    return {
        "id": id, "key": f"w{id}", "state": "open", "title": "Faire son CV", "starts_at": now,
        "ends_at": now + timedelta(hours=1), "zone": "Europe/Paris", "insee": insee, "lat": lat, "lon": lon,
        "languages": "fr", "created_at": now, "updated_at": now,
    }  # fmt: skip


async def test_the_next_file_of_a_seat_given_up_is_newer_than_its_last(before: Database) -> None:
    """Its last one was one newer than the workshop's own count says; the others count from there."""
    states = ["booked", "offered", "held", "waiting", "given_up", "came", "missed"]
    rows = [
        {"id": n, "key": f"s{n}", "workshop_id": n, "person_id": 1, "state": state, "since": 0}
        for n, state in enumerate(states, 1)
    ]
    async with before.write() as db:
        await db.execute(insert(workshops), [workshop(n) for n in range(1, len(states) + 1)])
        await db.execute(insert(SEATS), rows)
        await db.run_sync(to, "0034")
        found = (await db.execute(select(seats.c.state, seats.c.changes).order_by(seats.c.id))).all()
    assert [tuple(row) for row in found] == [(state, int(state == "given_up")) for state in states]


async def test_the_middle_of_a_town_no_longer_looks_like_a_house(before: Database) -> None:
    town, other = located(SAINT_DENIS), located(LYON)
    assert town
    assert other
    house = (town[0] + 0.0004, town[1] - 0.0003)
    rows = [
        workshop(1, SAINT_DENIS, *town),
        workshop(2, SAINT_DENIS, *house),
        workshop(3, SAINT_DENIS, *other),
        workshop(4, "", *town),
        workshop(5, "99999", *town),
        workshop(6, SAINT_DENIS),
        workshop(7, LYON, *middle(*other)),
    ]
    async with before.write() as db:
        await db.execute(insert(workshops), rows)
        await db.run_sync(to, schema.HEAD)
        query = select(workshops.c.lat, workshops.c.lon).order_by(workshops.c.id)
        found = [tuple(row) for row in await db.execute(query)]
    assert found == [middle(*town), house, other, town, town, (None, None), middle(*other)]
    exact = [Spot(lat=lat, lon=lon).exact for lat, lon in found]
    assert exact == [False, True, True, True, True, False, False]
