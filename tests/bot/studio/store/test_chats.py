"""Kept tests in rows."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.storage.engine import Database
from bot.storage.tables.accounts import accounts
from bot.studio.rules.kept import Exchange
from bot.studio.store.chats import MOST, accept, add, drop, every, get, of_flow
from flows.tryout import Act, Chat
from tests.fakes.clock import FakeTime

NOW = FakeTime().now()
LATER = NOW + timedelta(hours=1)
CHAT = Chat("cv", acts=(Act("tap", ("oui",)),))
SAID = (Exchange("", ("Bonjour", "[Oui] [Non]")), Exchange("Oui", ()))


@pytest.fixture
async def db(database: Database) -> Database:
    async with database.write() as db:
        await db.execute(accounts.insert().values(id=1, name="Zoé", name_key="zoé", created_at=NOW))
        assert await add(db, "Deux", CHAT, SAID, by=1, now=NOW)
        assert await add(db, "Autre", Chat("menu"), (), by=1, now=NOW)
        assert await add(db, "Celui-ci", CHAT, SAID, by=1, now=NOW)
    return database


async def test_they_come_by_name_with_who_kept_them(db: Database) -> None:
    async with db.read() as connection:
        found = await of_flow(connection, "cv")
        assert [(one.name, one.chat, one.expected, one.by, one.began_at) for one in found] == [
            ("Celui-ci", CHAT, SAID, "Zoé", NOW),
            ("Deux", CHAT, SAID, "Zoé", NOW),
        ]
        assert [one.name for one in await every(connection)] == ["Celui-ci", "Deux", "Autre"]


async def test_what_is_expected_changes_once(db: Database) -> None:
    async with db.write() as connection:
        one = (await of_flow(connection, "cv"))[0]
        assert await accept(connection, one, SAID[:1], by=1, now=LATER)
        assert not await accept(connection, one, SAID, by=1, now=LATER)
        changed = await get(connection, one.id)
    assert changed is not None
    assert changed.expected == SAID[:1]
    assert (changed.began_at, changed.made_at) == (NOW, LATER)


async def test_one_is_thrown_away(db: Database) -> None:
    async with db.write() as connection:
        one = (await of_flow(connection, "cv"))[0]
        await drop(connection, one.id)
        assert await get(connection, one.id) is None
        assert not await accept(connection, one, SAID, by=1, now=LATER)


async def test_whoever_kept_it_may_leave(db: Database) -> None:
    async with db.write() as connection:
        await connection.execute(accounts.delete().where(accounts.c.id == 1))
        assert {one.by for one in await every(connection)} == {None}


async def test_there_are_only_so_many(db: Database) -> None:
    async with db.write() as connection:
        for number in range(MOST - 2):
            assert await add(connection, str(number), CHAT, (), by=1, now=NOW)
        assert not await add(connection, "Trop", CHAT, (), by=1, now=NOW)
        assert await add(connection, "Ailleurs", Chat("menu"), (), by=1, now=NOW)
