"""The room as the whole sees it."""

from __future__ import annotations

from bot.storage.engine import Database
from tests.bot.mentors.room import made
from tests.bot.mentors.rows import all_of
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
