"""Open try-outs: one an account and flow, gone after a month."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.storage.engine import Database
from bot.storage.tables.accounts import accounts
from bot.studio.store.tries import LEFT, get, put, retain
from flows.tryout import Act, Chat
from tests.fakes.clock import FakeTime

NOW = FakeTime().now()
ONE = Chat("cv", "nom", "ar", {"a": [1]}, {"cv/fait": None}, (Act("type", ("بسم",)), Act("pick", ("a", "b"))))


@pytest.fixture
async def db(database: Database) -> Database:
    async with database.write() as db:
        for id, name in ((1, "Zoé"), (2, "Ana")):
            await db.execute(accounts.insert().values(id=id, name=name, name_key=name.casefold(), created_at=NOW))
    return database


async def test_each_has_their_own_and_the_newest_counts(db: Database) -> None:
    async with db.write() as connection:
        await put(connection, 1, "cv", Chat("cv"), NOW)
        await put(connection, 1, "cv", ONE, NOW)
        await put(connection, 1, "menu", Chat("menu"), NOW)
    async with db.read() as connection:
        assert await get(connection, 1, "cv") == ONE
        assert await get(connection, 1, "menu") == Chat("menu")
        assert await get(connection, 2, "cv") is None


async def test_those_that_nobody_goes_on_with_go(db: Database) -> None:
    async with db.write() as connection:
        await put(connection, 1, "cv", ONE, NOW)
        await put(connection, 2, "cv", ONE, NOW + timedelta(seconds=1))
        assert await retain(connection, NOW + LEFT + timedelta(seconds=1)) == 1
        assert await get(connection, 1, "cv") is None
        assert await get(connection, 2, "cv") == ONE


async def test_they_go_with_their_account(db: Database) -> None:
    async with db.write() as connection:
        await put(connection, 1, "cv", ONE, NOW)
        await connection.execute(accounts.delete().where(accounts.c.id == 1))
        assert await get(connection, 1, "cv") is None
