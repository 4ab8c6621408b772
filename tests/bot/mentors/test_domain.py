"""The room as the whole sees it."""

from __future__ import annotations

from bot.i18n import translator
from bot.mentors.domain import domain
from bot.storage.engine import Database
from tests.bot.mentors.house import PARIS
from tests.bot.mentors.rows import SEALER, all_of
from tests.bot.storage.rows import person
from tests.fakes.clock import FakeTime


async def test_it_shows_what_is_kept_and_erases_it(database: Database) -> None:
    room = domain(sealer=SEALER, clock=FakeTime().clock, words=translator, zone=PARIS)
    assert room.export is not None
    assert room.erase is not None
    await person(database, 1)
    async with database.write() as db:
        await all_of(db, 1, "Zoubeida")
        assert "requests" in await room.export(db, 1)
        await room.erase(db, 1)
        assert await room.export(db, 1) == {}
