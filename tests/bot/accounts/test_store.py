"""Accounts on both databases: once means once, over means over, and nothing kept opens a door."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import Table, select

from bot.accounts import store
from bot.accounts.model import Kind, Opened, Role
from bot.accounts.rules import LIVES, SIGNED_IN
from bot.ports import Account
from bot.storage.engine import Database
from bot.storage.tables.accounts import account_roles, accounts, entries, sign_ins
from tests.bot.storage.rows import count
from tests.fakes.clock import FakeTime

TABLES: tuple[Table, ...] = (accounts, account_roles, entries, sign_ins)


class Office:
    """The rooms' store with a transaction for each call."""

    def __init__(self, database: Database) -> None:
        self.database, self.time = database, FakeTime()

    async def invite(self, name: str = "Momo", role: Role = "host") -> Opened:
        async with self.database.write() as db:
            opened = await store.invite(db, role, name, self.time.now(), self.time.new_id)
        assert opened is not None
        return opened

    async def enter(self, code: str) -> str | None:
        async with self.database.write() as db:
            return await store.enter(db, code, "Firefox", self.time.now(), self.time.new_id)

    async def entered(self, name: str = "Momo", role: Role = "host") -> str:
        cookie = await self.enter((await self.invite(name, role)).code)
        assert cookie
        return cookie

    async def who(self, cookie: str) -> Account | None:
        async with self.database.read() as db:
            found = await store.who(db, cookie, self.time.now())
        return found[0] if found else None

    async def opens(self, code: str) -> bool:
        async with self.database.read() as db:
            return await store.opens(db, code, self.time.now())


@pytest.fixture
def office(database: Database) -> Office:
    return Office(database)


async def test_an_invitation_opens_once(office: Office) -> None:
    opened = await office.invite()
    assert await office.opens(opened.code)
    assert await office.opens(opened.code), "looking uses nothing up"
    cookie = await office.enter(opened.code)
    assert cookie
    account = await office.who(cookie)
    assert account
    assert account.name == "Momo"
    assert account.roles == {"host"}
    assert not await office.opens(opened.code)
    assert await office.enter(opened.code) is None


async def test_of_twenty_who_press_at_once_one_comes_in(office: Office) -> None:
    code = (await office.invite()).code
    cookies = await asyncio.gather(*(office.enter(code) for _ in range(20)))
    assert len([cookie for cookie in cookies if cookie]) == 1
    assert await count(office.database, sign_ins) == 1


async def test_two_who_invite_the_same_name_at_once_make_one_account(office: Office) -> None:
    opened = await asyncio.gather(office.invite("Momo"), office.invite(" momo"), office.invite("Momo", "mentor"))
    assert len({one.account_id for one in opened}) == 1
    assert sorted(one.known for one in opened) == [False, True, True]
    assert await count(office.database, accounts) == 1


async def test_the_same_name_gets_one_more_role_and_only_the_newest_invitation_is_good(office: Office) -> None:
    first, second = await office.invite(), await office.invite("MOMO", "admin")
    assert (first.known, second.known) == (False, True)
    assert await office.enter(first.code) is None
    cookie = await office.enter(second.code)
    account = await office.who(cookie or "")
    assert account
    assert account.roles == {"host", "admin"}
    assert account.may("admin")
    assert account.may()
    assert not account.may("mentor", "coordinator")


@pytest.mark.parametrize("kind", ["invitation", "link"])
async def test_a_code_is_good_until_its_time_is_over(office: Office, kind: Kind) -> None:
    opened = await office.invite()
    if kind == "link":
        async with office.database.write() as db:
            link = await store.link(db, opened.account_id, office.time.now(), office.time.new_id)
        assert link
        opened = link
    office.time.at += LIVES[kind] - timedelta(seconds=1)
    assert await office.opens(opened.code)
    office.time.at += timedelta(seconds=1)
    assert not await office.opens(opened.code)
    assert await office.enter(opened.code) is None


async def test_a_device_stays_signed_in_ninety_days(office: Office) -> None:
    cookie = await office.entered()
    office.time.at += SIGNED_IN - timedelta(seconds=1)
    assert await office.who(cookie)
    office.time.at += timedelta(seconds=1)
    assert await office.who(cookie) is None
    async with office.database.write() as db:
        assert await store.retain(db, office.time.now()) == 2, "the sign-in and its invitation"
    assert await count(office.database, sign_ins) == 0


async def test_a_device_is_ended_by_its_own_account_only(office: Office) -> None:
    mine, other = await office.entered("Momo"), await office.entered("Zoé")
    me, she = await office.who(mine), await office.who(other)
    assert me
    assert she
    async with office.database.write() as db:
        assert not await store.end(db, me.id, she.sign_in)
        assert await store.end(db, me.id, me.sign_in)
    assert await office.who(mine) is None
    assert await office.who(other) == she


async def test_disabling_ends_everything_at_once_and_enabling_brings_nothing_back(office: Office) -> None:
    cookie = await office.entered()
    account = await office.who(cookie)
    assert account
    code = (await office.invite()).code
    async with office.database.write() as db:
        await store.disable(db, account.id, office.time.now())
    assert await office.who(cookie) is None
    assert await office.enter(code) is None
    async with office.database.write() as db:
        assert await store.invite(db, "host", "Momo", office.time.now(), office.time.new_id) is None
        assert await store.link(db, account.id, office.time.now(), office.time.new_id) is None
        assert [one.disabled for one in await store.listed(db, office.time.now())] == [True]
        await store.enable(db, account.id)
    assert await office.who(cookie) is None
    assert await office.enter(code) is None
    assert await office.entered()


async def test_who_is_disabled_while_coming_in_is_not_in(office: Office) -> None:
    opened = await office.invite()

    async def disable() -> None:
        async with office.database.write() as db:
            await store.disable(db, opened.account_id, office.time.now())

    cookie, _ = await asyncio.gather(office.enter(opened.code), disable())
    assert cookie is None or await office.who(cookie) is None
    assert await count(office.database, sign_ins) == 0


async def test_a_role_taken_away_is_gone_at_once(office: Office) -> None:
    cookie = await office.entered()
    account = await office.who(cookie)
    assert account
    async with office.database.write() as db:
        await store.withdraw(db, account.id, "host")
    again = await office.who(cookie)
    assert again
    assert again.roles == frozenset()


async def test_devices_and_accounts_are_listed(office: Office) -> None:
    cookie = await office.entered()
    office.time.forward(hours=3)
    account = await office.who(cookie)
    assert account
    async with office.database.write() as db:
        await store.seen(db, account.sign_in, office.time.now())
        [device] = await store.devices(db, account.id, office.time.now())
        assert (device.name, device.seen_at - device.created_at) == ("Firefox", timedelta(hours=3))
        await store.end_cookie(db, cookie)
        assert await store.devices(db, account.id, office.time.now()) == []
        [listed] = await store.listed(db, office.time.now())
    assert (listed.name, listed.roles, listed.devices) == ("Momo", ("host",), 0)


async def test_nothing_that_is_kept_opens_a_door(office: Office) -> None:
    code = (await office.invite()).code
    cookie = await office.enter(code)
    fresh = (await office.invite("Zoé")).code
    kept: list[str] = []
    async with office.database.read() as db:
        for table in TABLES:
            kept += [str(value) for row in await db.execute(select(table)) for value in row]
    assert not {code, cookie, fresh} & set(kept)
    for value in kept:
        assert await office.who(value) is None
        assert await office.enter(value) is None
