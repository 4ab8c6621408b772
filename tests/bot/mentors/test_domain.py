"""The room as the whole sees it."""

from __future__ import annotations

from sqlalchemy import delete, update

from bot.storage.engine import Database
from bot.storage.tables.accounts import accounts
from bot.storage.tables.mentors import reports
from tests.bot.mentors.room import made
from tests.bot.mentors.rows import NOON, all_of
from tests.bot.storage.rows import person
from tests.fakes.clock import FakeTime


async def test_it_shows_what_is_kept_and_erases_it(database: Database) -> None:
    room = made(database, FakeTime())
    assert room.export is not None
    assert room.erase is not None
    await person(database, 1)
    async with database.write() as db:
        await all_of(db, 1, "Zoubeida")
        assert "requests" in await room.export(db, 1)
        await room.erase(db, 1)
        assert await room.export(db, 1) == {}


async def test_an_account_that_is_disabled_loses_its_conversations_in_the_same_transaction(database: Database) -> None:
    room = made(database, FakeTime())
    assert room.cut_off is not None
    await person(database, 1)
    async with database.write() as db:
        await all_of(db, 1, "Zoubeida")
        await db.execute(delete(reports))
        assert await room.cut_off(db, NOON) == 0, "nobody lost anything"
        await db.execute(update(accounts).where(accounts.c.id == 1).values(disabled_at=NOON))
        assert await room.cut_off(db, NOON) == 1
