"""Addresses of accounts in rows: proved by a code, asked for a link, never twice at once."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.accounts import mailboxes, store
from bot.accounts.rules import LIVES, MAILED_EVERY
from bot.storage import team
from bot.storage.engine import Database
from tests.fakes.clock import FakeTime

MOMO = "Momo@Exemple.fr"


class Office:
    """Two accounts: a host (1) and a mentor (2)."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.time = FakeTime()

    async def open(self) -> None:
        async with self.database.write() as db:
            await store.invite(db, "host", "Momo", self.time.now(), self.time.new_id)
            await store.invite(db, "mentor", "Zoé", self.time.now(), self.time.new_id)

    async def prove(self, account: int = 1, address: str = MOMO, sent: str = "12345678", typed: str = "") -> bool:
        async with self.database.write() as db:
            await mailboxes.offer(db, self.time.now(), account, address, sent)
            return await mailboxes.confirm(db, self.time.now(), account, address, typed or sent)

    async def renew(self, address: str = MOMO) -> list[mailboxes.Renewed]:
        async with self.database.write() as db:
            return [*await mailboxes.renew(db, address, self.time.now(), self.time.new_id)]


@pytest.fixture
async def office(database: Database) -> Office:
    office = Office(database)
    await office.open()
    return office


async def test_only_the_code_that_went_there_proves_an_address(office: Office) -> None:
    assert not await office.prove(typed="87654321")
    async with office.database.write() as db:
        await mailboxes.offer(db, office.time.now(), 1, MOMO, "1")
        assert not await mailboxes.confirm(db, office.time.now(), 1, "autre@exemple.fr", "1")
        assert not await mailboxes.confirm(db, office.time.now(), 2, MOMO, "1"), "another account"
        assert await mailboxes.of_account(db, 1) == ""
        office.time.forward(seconds=LIVES["address"].total_seconds())
        assert not await mailboxes.confirm(db, office.time.now(), 1, MOMO, "1"), "too late"
    assert await office.prove()
    async with office.database.write() as db:
        assert not await mailboxes.confirm(db, office.time.now(), 1, MOMO, "12345678"), "once"
        assert await mailboxes.of_account(db, 1) == MOMO


async def test_a_code_for_an_address_opens_no_door(office: Office) -> None:
    async with office.database.write() as db:
        code = await store.new_code(db, 1, "address", office.time.now(), office.time.new_id)
        assert not await store.opens(db, code, office.time.now())
        assert await store.enter(db, code, "", office.time.now(), office.time.new_id) is None


async def test_a_link_opens_once_and_leaves_a_link_of_staff_alone(office: Office) -> None:
    await office.prove()
    async with office.database.write() as db:
        given = await store.link(db, 1, office.time.now(), office.time.new_id)
    [link] = await office.renew("momo@exemple.fr")
    assert (link.address, link.name) == ("momo@exemple.fr", "Momo")
    async with office.database.write() as db:
        assert given
        assert await store.opens(db, given.code, office.time.now())
        assert await store.enter(db, link.code, "", office.time.now(), office.time.new_id)
        assert not await store.opens(db, link.code, office.time.now())


async def test_one_link_in_a_while_also_for_many_who_ask_at_once(office: Office) -> None:
    await office.prove()
    found = await asyncio.gather(*(office.renew() for _ in range(5)))
    assert sorted(len(links) for links in found) == [0, 0, 0, 0, 1]
    office.time.forward(seconds=MAILED_EVERY.total_seconds())
    assert len(await office.renew()) == 1


async def test_where_a_mentor_is_told_is_where_they_read(office: Office) -> None:
    async with office.database.write() as db:
        await team.want(db, office.time.now(), 2, team.EMAIL, "Europe/Paris", "Zoe@exemple.fr")
    assert [link.name for link in await office.renew("zoe@exemple.fr")] == ["Zoé"]
    office.time.forward(seconds=timedelta(hours=1).total_seconds())
    async with office.database.write() as db:
        await team.refused(db, office.time.now(), 2, team.EMAIL)
    assert await office.renew("zoe@exemple.fr") == []


async def test_nothing_for_strangers_closed_accounts_and_addresses_taken_back(office: Office) -> None:
    await office.prove()
    await office.prove(2)
    assert await office.renew("personne@exemple.fr") == []
    async with office.database.write() as db:
        await mailboxes.drop(db, 1)
        await store.disable(db, 2, office.time.now())
    assert await office.renew() == []
