"""Every room that speaks unasked is heard of here."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Column, insert, update

from bot.storage import unasked
from bot.storage.engine import Database
from bot.storage.tables.people import people
from bot.storage.tables.workshops import seats, wishes, workshops
from tests.bot.storage.rows import NOON, person, put
from tests.bot.workshops.rows import row, talk


@pytest.mark.parametrize("at", [at for at, _ in unasked.SAID], ids=lambda at: str(at))
async def test_the_newest_word_counts_whoever_said_it(database: Database, at: Column[object]) -> None:
    await person(database)
    await person(database, 2, end_notice_at=NOON)
    async with database.write() as db:
        await db.execute(insert(workshops).values(row(talk(1, 48.9, 2.4, NOON))))
    seat = {"key": "seat", "workshop_id": 1, "person_id": 1, "state": "came", "since": NOON}
    await put(database, seats, seat)
    around = {"person_id": 1, "insee": "93066", "lat": 48.9, "lon": 2.4, "language": "fr", "wants_news": True}
    await put(database, wishes, around | {"created_at": NOON})
    async with database.write() as db:
        assert await unasked.last(db, 1) is None
        await db.execute(update(people).where(people.c.id == 1).values(chat_notice_at=NOON - timedelta(days=9)))
        await db.execute(update(at.table).values({at.name: NOON - timedelta(days=1)}))
        assert await unasked.last(db, 1) == NOON - timedelta(days=1)
