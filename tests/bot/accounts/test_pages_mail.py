"""A lost link comes back by e-mail, and who asks learns nothing about who has an account."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest

from bot.accounts import store
from bot.accounts.pages_mail import LOST, LOST_BURST, MAILBOX
from bot.accounts.post import Post
from bot.ports import Mail
from bot.storage.engine import Database
from bot.web.guard import COOKIE
from tests.bot.accounts.entering import come_in, invited
from tests.bot.web.rooms import Visitor, visitor
from tests.bot.web.signed import ROOT, site
from tests.fakes.clock import FakeTime
from tests.fakes.team import FakePost

MOMO = "momo@exemple.fr"


async def at_once(seconds: float) -> None:
    """Nobody waits in a test."""


@dataclass
class House:
    database: Database
    time: FakeTime = field(default_factory=FakeTime)
    server: FakePost = field(default_factory=FakePost)
    post: Post = field(init=False)

    def __post_init__(self) -> None:
        self.post = Post(self.server, at_once)

    async def mails(self) -> list[Mail]:
        await self.post.idle()
        mails, self.server.sent = self.server.sent, []
        return mails


@pytest.fixture
def house(database: Database) -> House:
    return House(database)


@pytest.fixture
async def base(house: House) -> AsyncIterator[str]:
    async with site(house.database, house.time.clock, post=house.post) as address:
        yield address


async def prove(she: Visitor, house: House, address: str = MOMO) -> None:
    await she.open(MAILBOX)
    assert await she.send(MAILBOX, {"mail": 1, "address": address}) == 200
    [mail] = await house.mails()
    code = re.search(r"\d{8}", mail.text)
    assert code
    assert await she.send(MAILBOX, {"confirm": 1, "address": address, "code": f" {code[0][:4]} {code[0][4:]}"}) == 200
    assert "un lien perdu revient" in she.text


async def test_lost_asked_for_and_back_in(she: Visitor, house: House, base: str) -> None:
    await come_in(she, await invited(house.database, house.time))
    await she.open("/staff/devices")
    assert MAILBOX in she.html
    await prove(she, house)
    async with visitor(base) as again:
        await again.open("/sign-in")
        assert LOST in again.html
        await again.open(LOST)
        assert await again.send(LOST, {"address": " Momo@exemple.FR "}) == 200
        assert "Si un compte a vérifié cette adresse" in again.text
        [mail] = await house.mails()
        assert (mail.to, mail.locale) == ("Momo@exemple.FR", "fr")
        assert "Bonjour Momo," in mail.text
        link = re.search(rf"{ROOT}(/sign-in\?code=\S+)", mail.text)
        assert link
        await come_in(again, link[1])
        assert COOKIE in again.cookies()
        assert await again.open(link[1]) == 404, "once"


async def test_the_answer_is_the_same_for_everybody(she: Visitor, house: House) -> None:
    await come_in(she, await invited(house.database, house.time))
    await prove(she, house)
    await she.open("/sign-in")
    said = []
    for address in (MOMO, "personne@exemple.fr", MOMO):
        await she.open(LOST)
        assert await she.send(LOST, {"address": address}) == 200
        said.append(re.sub(r'value="[^"]*"', "", she.html))
    assert len(set(said)) == 1
    assert [mail.to for mail in await house.mails()] == [MOMO], "and one link, however often it is asked for"
    async with house.database.write() as db:
        await store.disable(db, 1, house.time.now())
    house.time.forward(seconds=3600)
    await she.open(LOST)
    await she.send(LOST, {"address": MOMO})
    assert await house.mails() == []


@pytest.mark.parametrize("typed", ["", "momo", "a@b", "a@b.fr, c@d.fr", "a@b.fr\r\nBcc: x@y.fr", "x" * 300 + "@b.fr"])
async def test_what_is_no_address_is_said_and_goes_nowhere(she: Visitor, house: House, typed: str) -> None:
    await she.open(LOST)
    assert await she.send(LOST, {"address": typed}) == 400
    assert "Une adresse s’écrit ainsi" in she.text
    assert await house.mails() == []


async def test_not_from_elsewhere_and_not_by_the_thousand(she: Visitor, house: House) -> None:
    await she.open(LOST)
    assert await she.send(LOST, {"address": MOMO}, token="x") == 403
    assert await she.send(LOST, {"address": MOMO}, origin="https://evil.example") == 403
    await she.open(LOST)
    token = she.token
    codes = [await she.send(LOST, {"address": MOMO}, token=token) for _ in range(LOST_BURST)]
    assert codes[-1] == 429
    assert "Retry-After" in she.headers


async def test_a_code_that_is_not_the_one_and_a_server_that_is_away(she: Visitor, house: House) -> None:
    await come_in(she, await invited(house.database, house.time))
    await she.open(MAILBOX)
    assert await she.send(MAILBOX, {"mail": 1, "address": "momo"}) == 400
    assert await she.send(MAILBOX, {"mail": 1, "address": MOMO}) == 200
    assert await she.send(MAILBOX, {"confirm": 1, "address": MOMO, "code": "1"}) == 400
    assert "pas le bon code" in she.text
    house.server.answer = None
    assert await she.send(MAILBOX, {"mail": 1, "address": MOMO}) == 400
    assert "n’est pas parti" in she.text
    house.server.answer = False
    assert await she.send(MAILBOX, {"mail": 1, "address": MOMO}) == 400
    assert "ne reçoit pas de mail" in she.text


async def test_an_address_is_taken_back(she: Visitor, house: House) -> None:
    await come_in(she, await invited(house.database, house.time))
    await prove(she, house)
    assert await she.send(MAILBOX, {"unmail": 1}) == 200
    assert MOMO not in she.text
    await she.open(LOST)
    await she.send(LOST, {"address": MOMO})
    assert await house.mails() == []


async def test_a_server_that_is_away_changes_nothing_of_the_answer(she: Visitor, house: House) -> None:
    await come_in(she, await invited(house.database, house.time))
    await prove(she, house)
    house.server.answer = None
    await she.open(LOST)
    assert await she.send(LOST, {"address": MOMO}) == 200, "nobody waits for it"
    assert await house.mails() == []


@pytest.mark.parametrize("lang", ["fr", "en", "ar"])
async def test_the_pages_are_there_in_every_language(she: Visitor, house: House, lang: str) -> None:
    await come_in(she, await invited(house.database, house.time))
    for path in (LOST, MAILBOX):
        assert await she.open(path, lang) == 200
        assert f'lang="{lang}"' in she.html
    assert await she.open("/sign-in", lang) == 200


async def test_without_a_mail_server_there_is_no_such_page(database: Database) -> None:
    async with site(database, FakeTime().clock) as address, visitor(address) as nobody:
        assert await nobody.open(LOST) == 404
        await nobody.open("/sign-in")
        assert LOST not in nobody.html
