"""An address: one a person, sealed, ended by its key, forgotten when it serves nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import insert

from bot.storage.engine import Database
from bot.storage.sealed import Identity
from bot.storage.tables.people import people
from bot.workshops.store import mailboxes, seats
from bot.workshops.store.mailboxes import KEPT, Mailbox
from tests.bot.workshops.rows import NOON, hold, talk

SEALER = Identity()
DAY = timedelta(days=1)


@pytest.fixture
async def house(database: Database) -> Database:
    async with database.write() as db:
        at = {"locale": "fr", "created_at": NOON, "last_seen_at": NOON}
        await db.execute(insert(people), [at | {"id": id} for id in (1, 2)])
        await hold(db, talk(1, 48.9, 2.35, NOON + 3 * DAY))
        await mailboxes.keep(db, SEALER, NOON, 1, "a@b.fr", "key1")
    return database


async def test_the_newest_counts(house: Database) -> None:
    async with house.write() as db:
        await mailboxes.keep(db, SEALER, NOON, 1, "c@d.fr", "key2")
        assert await mailboxes.of_person(db, SEALER, 1) == Mailbox("c@d.fr", "key2")
        assert await mailboxes.of_person(db, SEALER, 2) is None


async def test_ended_once_by_its_key_alone(house: Database) -> None:
    async with house.write() as db:
        assert [await mailboxes.drop(db, key) for key in ("key", "key1", "key1")] == [False, True, False]
        assert await mailboxes.of_person(db, SEALER, 1) is None


async def test_forgotten_when_it_serves_nothing(house: Database) -> None:
    """A month after the last workshop; without any, a month after it was given."""
    async with house.write() as db:
        await seats.book(db, NOON, 1, 1, "seat")
        await mailboxes.keep(db, SEALER, NOON, 2, "c@d.fr", "key2")
        assert await mailboxes.retain(db, NOON + KEPT) == 0
        assert await mailboxes.retain(db, NOON + KEPT + DAY) == 1
        assert await mailboxes.of_person(db, SEALER, 1) is not None
        assert await mailboxes.retain(db, NOON + KEPT + 4 * DAY) == 1
