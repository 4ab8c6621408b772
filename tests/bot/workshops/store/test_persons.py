"""All of one person and nobody else's."""

from __future__ import annotations

from sqlalchemy import insert

from bot.storage.engine import Database
from bot.storage.sealed import Identity
from bot.storage.tables.people import people
from bot.workshops.store import persons, seats, wishes
from bot.workshops.store.wishes import Place
from tests.bot.workshops.rows import NOON, hold, talk


async def test_shown_then_gone(database: Database) -> None:
    async with database.write() as db:
        at = {"locale": "fr", "created_at": NOON, "last_seen_at": NOON}
        await db.execute(insert(people), [at | {"id": id} for id in (1, 2)])
        await hold(db, talk(1, 48.9, 2.35, NOON.replace(day=25)))
        for person in (1, 2):
            await seats.book(db, NOON, person, 1, f"seat{person}")
            await wishes.wants_news(db, NOON, person, Place("93066", 48.9, 2.35), "fr")
        kept = await persons.export(db, Identity(), 1)
        assert kept["seats"] == [
            {
                "workshop": "Atelier 1", "starts": NOON.replace(day=25).isoformat(), "state": "booked",
                "since": NOON.isoformat(), "useful": None, "on_cv": False,
            }
        ]  # fmt: skip
        await persons.erase(db, Identity(), 1, NOON)
        assert await persons.export(db, Identity(), 1) == {}
        assert sorted(await persons.export(db, Identity(), 2)) == ["looked_around", "seats"]
