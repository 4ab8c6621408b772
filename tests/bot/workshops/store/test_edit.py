"""A change or a cancellation reaches everybody it concerns, once, and nobody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from bot.storage.engine import Database
from bot.storage.sealed import Identity, open_json
from bot.storage.tables.later import events
from bot.storage.tables.people import people
from bot.storage.tables.workshops import seats, spots, workshops
from bot.workshops.model import Draft, Spot
from bot.workshops.store import edit
from bot.workshops.store.seats import OFFER, book
from bot.workshops.store.workshops import load
from flows.events import JsonValue
from tests.bot.workshops.rows import NOON, hold, talk

SEALER = Identity()
DAY = timedelta(days=1)


@pytest.fixture
async def two_seats(database: Database) -> Draft:
    """Workshop 1: people 1 and 2 have its two seats, 3 and 4 wait, 5 has nothing."""
    one = talk(1, 48.9, 2.35, NOON + 3 * DAY)
    one = replace(one, draft=replace(one.draft, seats=2))
    async with database.write() as db:
        at = {"locale": "fr", "created_at": NOON, "last_seen_at": NOON}
        await db.execute(insert(people), [at | {"id": id} for id in range(1, 6)])
        await hold(db, one)
        for id in range(1, 5):
            await book(db, NOON + id * timedelta(minutes=1), id, 1, f"{id}")
    return one.draft


async def told(database: Database) -> list[tuple[int, str, dict[str, JsonValue]]]:
    async with database.read() as db:
        rows = (await db.execute(select(events).order_by(events.c.id))).all()
    return [(row.person_id, row.kind, open_json(SEALER, row.person_id, row.payload)) for row in rows]


async def test_another_time_is_told_to_all_who_come_or_wait(database: Database, two_seats: Draft) -> None:
    later = replace(two_seats, starts_at=two_seats.starts_at + DAY, ends_at=two_seats.ends_at + DAY)
    async with database.write() as db:
        changed = await edit.change(db, SEALER, NOON, 1, later)
        assert changed is not None
        assert (changed.sequence, changed.draft) == (1, later)
        assert (await load(db, [1]))[1] == changed
        assert await db.scalar(select(spots.c.starts_at)) == later.starts_at
        await edit.change(db, SEALER, NOON, 1, later)
    news: dict[str, JsonValue] = {"workshop": 1, "sequence": 1, "what": ["time"]}
    assert await told(database) == [(id, edit.CHANGED, news) for id in (1, 2, 3, 4)]


async def test_a_change_of_words_is_told_to_nobody(database: Database, two_seats: Draft) -> None:
    async with database.write() as db:
        changed = await edit.change(db, SEALER, NOON, 1, replace(two_seats, title="Autre titre", summary="Plus long"))
    assert changed is not None
    assert changed.sequence == 0
    assert await told(database) == []


async def test_more_seats_go_to_who_waits(database: Database, two_seats: Draft) -> None:
    async with database.write() as db:
        await edit.change(db, SEALER, NOON, 1, replace(two_seats, seats=3))
        assert await db.scalar(select(workshops.c.taken)) == 3
        assert (await db.execute(select(seats.c.person_id).where(seats.c.state == "offered"))).scalars().all() == [3]
        await edit.change(db, SEALER, NOON, 1, replace(two_seats, seats=None))
        assert await db.scalar(select(workshops.c.taken)) == 4
    assert [(id, kind) for id, kind, _ in await told(database)] == [(3, OFFER), (4, OFFER)]


async def test_fewer_seats_send_nobody_away(database: Database, two_seats: Draft) -> None:
    async with database.write() as db:
        changed = await edit.change(db, SEALER, NOON, 1, replace(two_seats, seats=1))
    assert changed is not None
    assert (changed.draft.seats, changed.left) == (2, 0)
    assert await told(database) == []


async def test_a_cancelled_one_is_told_once_and_found_no_more(database: Database, two_seats: Draft) -> None:
    async with database.write() as db:
        assert await edit.cancel(db, SEALER, NOON, 1)
        assert not await edit.cancel(db, SEALER, NOON, 1)
        assert not await edit.cancel(db, SEALER, NOON, 99)
        assert await edit.change(db, SEALER, NOON, 1, replace(two_seats, spot=Spot(online=True))) is None
        assert (await db.execute(select(spots))).all() == []
    news: dict[str, JsonValue] = {"workshop": 1, "sequence": 1}
    assert await told(database) == [(id, edit.CANCELLED, news) for id in (1, 2, 3, 4)]


async def test_what_is_over_is_cancelled_in_silence(database: Database, two_seats: Draft) -> None:
    async with database.write() as db:
        assert await edit.cancel(db, SEALER, two_seats.ends_at, 1)
    assert await told(database) == []
