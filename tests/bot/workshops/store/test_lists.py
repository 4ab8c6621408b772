"""Lists: only what is asked for, in the order in which it is read."""

from __future__ import annotations

import pytest
from sqlalchemy import insert

from bot.storage.engine import Database
from bot.storage.tables.people import people
from bot.storage.tables.workshops import hosts
from bot.workshops.model import Spot, Workshop
from bot.workshops.store import lists
from bot.workshops.store.seats import book
from tests.bot.workshops.pages.house import Shelf


@pytest.fixture
def shelf(database: Database) -> Shelf:
    return Shelf(database)


def names(found: object) -> list[str]:
    assert isinstance(found, list)
    return [one.draft.title for one in found if isinstance(one, Workshop)]


async def test_everybody_staff_and_a_host_see_their_own_lists(shelf: Shelf) -> None:
    now = shelf.time.now()
    async with shelf.database.write() as db:
        await db.execute(insert(hosts).values(id=7, name="Momo", created_at=now))
    await shelf.hold("long past", days=-70)
    await shelf.hold("past", days=-9, state="closed", host_id=7)
    await shelf.hold("second", days=5, host_id=7)
    await shelf.hold("first", days=2, spot=Spot(online=True))
    await shelf.hold("waits", days=9, state="pending", host_id=7)
    await shelf.hold("older", days=-20, state="closed", host_id=7)
    await shelf.hold("not any more", days=1, state="cancelled", host_id=7)
    async with shelf.database.read() as db:
        assert names(await lists.ahead(db, now, 9)) == ["first", "second"]
        assert names(await lists.ahead(db, now, 1, 1)) == ["second"]
        assert names(await lists.online_ahead(db, now, 9)) == ["first"]
        assert names(await lists.of_host(db, 7, now, 9)) == ["second", "waits", "not any more", "past", "older"]
        assert names(await lists.of_host(db, 8, now, 9)) == []
        assert names(await lists.for_staff(db, now, 9)) == [
            "waits", "first", "second", "not any more", "past", "older"
        ]  # fmt: skip


async def test_people_are_counted_not_named(shelf: Shelf) -> None:
    one = await shelf.hold(seats=2)
    now = shelf.time.now()
    async with shelf.database.write() as db:
        at = {"locale": "fr", "created_at": now, "last_seen_at": now}
        await db.execute(insert(people), [at | {"id": id} for id in range(1, 5)])
        for id in range(1, 5):
            await book(db, now, id, one.id, f"k{id}")
        counted = await lists.counted(db, one.id)
        assert await lists.waiting(db, [one.id, 99]) == {one.id: 2}
    assert (counted.of("booked"), counted.of("waiting"), counted.of("booked", "waiting"), counted.of("came")) == (
        2, 2, 4, 0,
    )  # fmt: skip
