"""Whose workshops they are, and what happens once staff know a host."""

from __future__ import annotations

import asyncio

import pytest

from bot.accounts import store as accounts
from bot.storage.engine import Database
from bot.workshops.store import hosts
from bot.workshops.store.workshops import load
from tests.bot.workshops.pages.house import Shelf


@pytest.fixture
def shelf(database: Database) -> Shelf:
    return Shelf(database)


async def account(shelf: Shelf, name: str) -> int:
    async with shelf.database.write() as db:
        opened = await accounts.invite(db, "host", name, shelf.time.now(), shelf.time.new_id)
    assert opened
    return opened.account_id


async def test_an_account_keeps_its_host_whatever_it_is_called_later(shelf: Shelf) -> None:
    id = await account(shelf, "Momo")

    async def ask(name: str) -> hosts.Host:
        async with shelf.database.write() as db:
            return await hosts.of_account(db, id, name, shelf.time.now())

    first, *others = await asyncio.gather(ask("Momo"), ask("Momo"), ask("Momo"))
    assert (first.name, first.contact, first.approved) == ("Momo", "", False)
    assert [*others, await ask("Other")] == [first] * 3


async def test_approving_opens_what_waits_and_nothing_else(shelf: Shelf) -> None:
    now = shelf.time.now()
    async with shelf.database.write() as db:
        momo, zoe = await hosts.named(db, "Momo", now), await hosts.named(db, "Zoé", now)
        assert await hosts.named(db, "Momo", now) == momo
    mine = [await shelf.hold(state="pending", host_id=momo) for _ in range(2)]
    gone = await shelf.hold(state="cancelled", host_id=momo)
    other = await shelf.hold(state="pending", host_id=zoe)
    async with shelf.database.write() as db:
        assert await hosts.host_of(db, other.id) == zoe
        assert await hosts.approve(db, momo, now) == 2
        assert await hosts.approve(db, momo, now) == 0
        assert not await hosts.open_up(db, gone.id, now)
        states = {id: one.state for id, one in (await load(db, [*(m.id for m in mine), gone.id, other.id])).items()}
    assert states == {mine[0].id: "open", mine[1].id: "open", gone.id: "cancelled", other.id: "pending"}
