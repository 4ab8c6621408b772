"""Languages that the team begins."""

from __future__ import annotations

from bot.storage.engine import Database
from bot.storage.tables.accounts import accounts
from bot.studio.store.tongues import begin, begun
from tests.fakes.clock import FakeTime

NOW = FakeTime().now()


async def test_a_language_is_begun_once_and_stays_when_its_account_goes(database: Database) -> None:
    async with database.write() as db:
        await db.execute(accounts.insert().values(id=1, name="Zoé", name_key="zoé", created_at=NOW))
        for locale in ("tr", "bm", "tr"):
            await begin(db, locale, by=1, now=NOW)
        assert await begun(db) == ["bm", "tr"]
        await db.execute(accounts.delete())
        assert await begun(db) == ["bm", "tr"]
