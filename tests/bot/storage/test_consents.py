"""Nothing but a yes is a yes, and the last word counts."""

from __future__ import annotations

from sqlalchemy import select

from bot.storage import consents
from bot.storage.engine import Database
from bot.storage.tables.people import people
from tests.bot.storage.rows import NOON, person


async def test_who_was_not_asked_has_not_agreed(database: Database) -> None:
    await person(database)
    async with database.write() as db:
        assert await consents.decided(db, 1) == {}
        assert not await consents.allowed(db, 1, "sharing")
        await consents.decide(db, NOON, 1, "sharing", agreed=False)
        assert not await consents.allowed(db, 1, "sharing")
        await consents.decide(db, NOON, 1, "sharing", agreed=True)
        assert await consents.allowed(db, 1, "sharing")
        assert await consents.decided(db, 1) == {"sharing": True}


async def test_one_yes_is_not_another_nor_somebody_elses(database: Database) -> None:
    for id in (1, 2):
        await person(database, id)
    async with database.write() as db:
        await consents.decide(db, NOON, 1, "sharing", agreed=True)
        await consents.decide(db, NOON, 2, "follow_up", agreed=True)
        for kind, whose in (("sharing", [1]), ("follow_up", [2])):
            found = await db.scalars(select(people.c.id).where(consents.allows(people.c.id, kind)))  # type: ignore[arg-type]  # both are kinds
            assert found.all() == whose
