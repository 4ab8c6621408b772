"""Staff keep the numbers true; everybody reads those that somebody verified, also while the database is away."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import pytest
from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import Unavailable
from bot.i18n import translator
from bot.ports import Account
from bot.safety.book import book
from bot.safety.form import CHANNELS, NEEDS, TEXTS
from bot.safety.importer import MAX_DAYS, shipped
from bot.safety.labels import channel, country, need, wrong
from bot.safety.model import COUNTRIES, Country
from bot.safety.pages_helplines import HelplinePages
from bot.safety.sos import sentences_of
from bot.storage.engine import Database
from bot.storage.tables.accounts import accounts
from bot.web import guard
from tests.bot.web.rooms import Visitor, rooms, visitor
from tests.fakes.clock import FakeTime

PARIS = ZoneInfo("Europe/Paris")
ANA = Account(1, "Ana", frozenset({"coordinator"}), 1)
MOMO = Account(2, "Momo", frozenset({"host"}), 2)


class Cookies:
    """Accounts whose cookie is their name."""

    async def who(self, request: web.Request) -> Account | None:
        return {"ana": ANA, "momo": MOMO}.get(request.cookies.get(guard.COOKIE, ""))

    async def asked(
        self, request: web.Request, account: Account, *, refused: bool = False, recurs: bool = False
    ) -> None:
        return


class Away(Database):
    """Can be taken away."""

    gone = False

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        if self.gone:
            raise Unavailable("away")
        async with super().read() as db:
            yield db


@dataclass
class House:
    database: Away
    time: FakeTime


@pytest.fixture
async def house(address: str) -> AsyncIterator[House]:
    await (await Database.open(address)).close()
    database, time = Away.connect(address), FakeTime()
    assert isinstance(database, Away)
    async with database.write() as db:
        await db.execute(accounts.insert().values(id=1, name="Ana", name_key="ana", created_at=time.now()))
    yield House(database, time)
    await database.close()


@pytest.fixture
async def ana(house: House) -> AsyncIterator[Visitor]:
    def routes(app: web.Application) -> None:
        app[guard.ACCOUNTS] = Cookies()
        HelplinePages(house.database, house.time.clock, PARIS).routes(app)

    async with rooms(house.time.clock, routes) as base, visitor(base) as somebody:
        somebody.session.cookie_jar.update_cookies({guard.COOKIE: "ana"})
        yield somebody


ABRI: Mapping[str, str] = {
    "number": "0800 99 340", "who": "Un abri pour ce soir", "audience": "Tout le monde", "languages": "fr en",
    "source": "https://exemple.org/a", "checked_on": "2026-11-20", "for": "shelter", "channels": "call", "always": "1",
}  # fmt: skip


async def test_everybody_reads_what_was_verified_and_nothing_else(ana: Visitor) -> None:
    for lang in ("fr", "en", "ar"):
        assert await ana.open("/numbers", lang) == 200
        assert f'lang="{lang}"' in ana.html
        for number in ("3114", "119", "3919", "115"):
            assert f">{number}</a>" in ana.html
        assert 'href="tel:142"' not in ana.html, "nobody verified that it answers yet"
    assert 'href="sms:114"' in ana.html


async def test_a_new_one_is_shown_once_it_is_verified(ana: Visitor) -> None:
    await ana.open("/staff/helplines/be/new")
    assert await ana.send("/staff/helplines/be/new", {**ABRI, "checked_on": ""}) == 200
    assert "Un abri pour ce soir" in ana.text
    await ana.open("/numbers")
    assert "Un abri pour ce soir" not in ana.text
    path = "/staff/helplines/be/un_abri_pour_ce_soir"
    assert await ana.open(path) == 200
    assert "À vérifier" in ana.text
    await ana.send(path, {"checked": 1})
    await ana.open("/numbers")
    assert "Un abri pour ce soir" in ana.text
    assert "Vérifié le 21 nov. 2026" in ana.text
    await ana.open(path)
    await ana.send(path, {"ours": 1})
    assert "Un abri pour ce soir" not in ana.text
    assert await ana.open(path) == 404


async def test_a_changed_one_is_hidden_shown_and_given_back(ana: Visitor) -> None:
    path = "/staff/helplines/fr/childhood"
    await ana.open("/staff/helplines")
    path = next(f"/staff/helplines/fr/{part.split('?')[0]}" for part in ana.html.split("/staff/helplines/fr/")[1:])
    await ana.open(path)
    await ana.send(path, {**ABRI, "who": "D'autres mots"})
    assert "D’autres mots" in ana.text or "D'autres mots" in ana.text
    assert "changé ici" in ana.text
    await ana.open(path)
    await ana.send(path, {"hide": 1})
    assert "caché" in ana.text
    await ana.open("/numbers")
    assert "autres mots" not in ana.text
    await ana.open(path)
    await ana.send(path, {"hide": 1})
    await ana.open("/numbers")
    assert "autres mots" in ana.text
    await ana.open(path)
    await ana.send(path, {"ours": 1})
    assert "changé ici" not in ana.text


async def test_what_is_wrong_is_said_and_nothing_is_lost(ana: Visitor) -> None:
    await ana.open("/staff/helplines/be/new")
    assert await ana.send("/staff/helplines/be/new", {**ABRI, "number": "<b>", "source": "javascript:x"}) == 400
    assert ana.html.count('class="wrong"') == 2
    assert 'value="&lt;b&gt;"' in ana.html
    assert 'value="Un abri pour ce soir"' in ana.html


async def test_after_180_days_all_are_to_be_verified_and_sos_says_when_it_is_wrong(ana: Visitor, house: House) -> None:
    await ana.open("/staff/helplines")
    before = ana.html.count("à vérifier")
    assert "Le bouton SOS" not in ana.text
    house.time.forward(days=MAX_DAYS + 1)
    await ana.open("/staff/helplines")
    assert ana.html.count("à vérifier") > before
    await ana.open("/staff/helplines/fr/suicide")
    await ana.send("/staff/helplines/fr/suicide", {"hide": 1})
    assert "Le bouton SOS dit encore ces numéros" in ana.text
    assert "3114" in ana.text


async def test_staff_hear_of_numbers_that_answer_distress_and_are_proved_no_more(ana: Visitor) -> None:
    await ana.open("/staff/helplines")
    assert "À qui écrit des mots de détresse" not in ana.text
    assert "Le bouton SOS dit" not in ana.text
    await ana.open("/staff/helplines/fr/shelter")
    await ana.send("/staff/helplines/fr/shelter", {"hide": 1})
    told = ana.text.partition("À qui écrit des mots de détresse")[2].partition("Prévenez")[0]
    assert told.rstrip().endswith(": 115."), "not of SOS, and only the one that was hidden"
    assert "Le bouton SOS dit" not in ana.text
    await ana.open("/staff/helplines/fr/suicide")
    await ana.send("/staff/helplines/fr/suicide", {"hide": 1})
    told = ana.text.partition("À qui écrit des mots de détresse")[2].partition("Prévenez")[0]
    assert "Le bouton SOS dit" in ana.text
    assert "3114" not in told, "once is enough"


@pytest.mark.parametrize("home", COUNTRIES)
async def test_nothing_that_is_said_at_home_lacks_its_proof(home: Country, house: House) -> None:
    pages = HelplinePages(house.database, house.time.clock, PARIS, home)
    said = pages._said(book(shipped(), []))
    assert (said["broken"], said["lost"]) == ("", "")
    assert len(sentences_of(home, translator("fr"))) == 3


async def test_the_page_for_everybody_needs_no_database(ana: Visitor, house: House) -> None:
    house.database.gone = True
    assert await ana.open("/numbers") == 200
    assert ">3114</a>" in ana.html
    house.database.gone = False
    await ana.open("/staff/helplines/be/new")
    await ana.send("/staff/helplines/be/new", ABRI)
    house.database.gone = True
    await ana.open("/numbers")
    assert "Un abri pour ce soir" in ana.text, "as it was last read"
    assert await ana.open("/staff/helplines") == 503


async def test_not_for_hosts_and_not_for_what_is_not_there(ana: Visitor) -> None:
    for path in ("/staff/helplines/fr/nobody", "/staff/helplines/xx/new", "/staff/helplines/xx/suicide"):
        assert await ana.open(path) == 404
    ana.session.cookie_jar.update_cookies({guard.COOKIE: "momo"})
    assert await ana.open("/staff/helplines") == 403
    assert await ana.open("/staff/helplines/fr/suicide") == 403


class Plain:
    """The French source."""

    def pgettext(self, context: str, message: str) -> str:
        return message


def test_everything_has_its_word() -> None:
    words = Plain()
    assert len({need(words, name) for name in NEEDS}) == len(NEEDS)
    assert len({channel(words, name) for name in CHANNELS}) == len(CHANNELS)
    assert [country(words, code) for code in ("fr", "be", "ch", "xx")] == ["France", "Belgique", "Suisse", "XX"]
    assert all(wrong(words, name) for name in (*TEXTS, "for", "channels"))
