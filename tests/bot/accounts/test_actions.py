"""A chat in Telegram gives its account a new link: only that chat, only while nobody reads along."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from bot.accounts import store
from bot.accounts.actions import PREFIX
from bot.accounts.domain import domain
from bot.accounts.rules import LIVES
from bot.channels.telegram.receive import PAYLOAD
from bot.clock import Clock
from bot.i18n import translator
from bot.ports import Domain, Outcome, Turn
from bot.storage.engine import Database
from bot.storage.tables.accounts import account_chats
from bot.storage.tables.people import addresses, people
from tests.bot.web.signed import PARIS
from tests.fakes.clock import FakeTime

ROOT = "https://chat.example.org"


class Desk:
    """Two people in Telegram (1, 2), one on both (3), one on the web (4); two accounts."""

    def __init__(self, database: Database) -> None:
        self.database, self.time = database, FakeTime()
        self.room: Domain = domain(
            database=database, clock=self.time.clock, zone=PARIS, root=ROOT, translations=translator
        )
        self.momo = self.zoe = 0

    async def open(self) -> None:
        now = self.time.now()
        async with self.database.write() as db:
            at = {"locale": "fr", "created_at": now, "last_seen_at": now}
            await db.execute(insert(people), [at | {"id": id} for id in (1, 2, 3, 4)])
            for id, channel in ((1, "telegram"), (2, "telegram"), (3, "telegram"), (3, "web"), (4, "web")):
                place = {"person_id": id, "channel": channel, "account": "bot", "chat": f"{channel}{id}"}
                await db.execute(insert(addresses), [place | {"created_at": now}])
            for name in ("Momo", "Zoé"):
                opened = await store.invite(db, "host", name, now, self.time.new_id)
                assert opened
                self.momo, self.zoe = (self.momo or opened.account_id), opened.account_id

    async def code(self, account: int) -> str:
        async with self.database.write() as db:
            return await store.offer_chat(db, account, self.time.now(), self.time.new_id)

    async def knock(self, person: int, code: str, channel: str = "telegram", locale: str = "fr") -> str:
        async with self.database.write() as db:
            turn = Turn(db, person, locale, self.time.now(), self.time.new_id, channel)
            found = await self.room.doors[PREFIX](turn, code)
        assert found
        return found.lines[0].text

    async def renew(self, person: int, channel: str = "telegram", locale: str = "fr") -> Outcome:
        async with self.database.write() as db:
            turn = Turn(db, person, locale, self.time.now(), self.time.new_id, channel)
            return await self.room.actions["accounts.renew"](turn, {}, {})

    async def chats(self) -> list[tuple[int, int]]:
        async with self.database.read() as db:
            query = select(account_chats.c.account_id, account_chats.c.person_id).order_by(account_chats.c.account_id)
            return [(row[0], row[1]) for row in await db.execute(query)]


@pytest.fixture
async def desk(database: Database) -> Desk:
    made = Desk(database)
    await made.open()
    return made


async def test_linked_once_then_a_link_for_ten_minutes(desk: Desk) -> None:
    code = await desk.code(desk.momo)
    assert PAYLOAD.fullmatch(PREFIX + Clock().new_id())
    assert "C’est relié" in await desk.knock(1, code)
    assert "ne sert plus" in await desk.knock(2, code), "once"
    assert await desk.chats() == [(desk.momo, 1)]
    found = await desk.renew(1)
    head, link = found.lines[0].text.split("\n")
    assert head.startswith("Votre lien")
    assert link.startswith(f"{ROOT}/sign-in?code=")
    async with desk.database.write() as db:
        cookie = await store.enter(db, link.rpartition("=")[2], "", desk.time.now(), desk.time.new_id)
        assert cookie
        who = await store.who(db, cookie, desk.time.now())
    assert who
    assert who[0].id == desk.momo
    assert "هنا" in await desk.knock(1, await desk.code(desk.momo), locale="ar")


async def test_a_code_for_a_chat_opens_no_door_and_an_invitation_links_no_chat(desk: Desk) -> None:
    code = await desk.code(desk.momo)
    async with desk.database.write() as db:
        assert not await store.opens(db, code, desk.time.now())
        assert await store.enter(db, code, "", desk.time.now(), desk.time.new_id) is None
        opened = await store.invite(db, "host", "Momo", desk.time.now(), desk.time.new_id)
    assert opened
    assert "ne sert plus" in await desk.knock(1, opened.code)
    desk.time.at = desk.time.now() + LIVES["chat"] + timedelta(seconds=1)
    assert "ne sert plus" in await desk.knock(1, code), "late"
    assert await desk.chats() == []


async def test_where_somebody_may_read_along_there_is_no_link(desk: Desk) -> None:
    for person, channel in ((3, "telegram"), (3, "web"), (4, "web"), (1, "web")):
        assert "Ici, non" in await desk.knock(person, await desk.code(desk.momo), channel)
    assert await desk.chats() == []
    await desk.knock(1, await desk.code(desk.momo))
    async with desk.database.write() as db:
        place = {"person_id": 1, "channel": "web", "account": "bot", "chat": "later", "created_at": desk.time.now()}
        await db.execute(insert(addresses), [place])
    found = await desk.renew(1)
    assert "Ici, non" in found.lines[0].text
    assert ROOT not in found.lines[0].text


async def test_who_is_not_linked_or_not_any_more_gets_none(desk: Desk) -> None:
    for locale, said in (("fr", "Ce mot est pour"), ("en", "This word is for"), ("ar", "هذه الكلمة")):
        assert said in (await desk.renew(2, locale=locale)).lines[0].text
    await desk.knock(1, await desk.code(desk.momo))
    async with desk.database.write() as db:
        await store.disable(db, desk.momo, desk.time.now())
    assert "Ce mot est pour" in (await desk.renew(1)).lines[0].text


async def test_a_chat_is_of_one_account_and_an_account_has_one_chat(desk: Desk) -> None:
    await desk.knock(1, await desk.code(desk.momo))
    await desk.knock(2, await desk.code(desk.momo))
    assert await desk.chats() == [(desk.momo, 2)]
    await desk.knock(2, await desk.code(desk.zoe))
    assert await desk.chats() == [(desk.zoe, 2)]
    async with desk.database.write() as db:
        assert desk.room.export
        assert await desk.room.export(db, 2) == {"account": "Zoé"}
        assert await desk.room.export(db, 1) == {}
        assert desk.room.erase
        await desk.room.erase(db, 2)
    assert await desk.chats() == []
