"""« Quitter vite »: something harmless stands there, nothing of the talk is found by who does not know where."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession, CookieJar

from tests.bot.web.double import House

TALKING = re.compile(r'data-key="([^"]+)"')
EXIT = "https://meteofrance.com/"


@pytest.fixture
async def browser(base: str) -> AsyncIterator[ClientSession]:
    async with ClientSession(base, cookie_jar=CookieJar(unsafe=True), headers={"Origin": base}) as session:
        yield session


async def begins(browser: ClientSession) -> None:
    async with browser.post("/chat", data={"id": "a1", "locale": "fr"}) as response:
        assert TALKING.search(await response.text())


def key_of(page: str) -> str:
    found = TALKING.search(page)
    return found[1] if found else ""


async def reads(browser: ClientSession, path: str) -> str:
    async with browser.get(path) as response:
        return await response.text()


async def test_it_leads_away_and_neither_the_address_nor_back_shows_anything(browser: ClientSession) -> None:
    await begins(browser)
    assert "Quitter vite" in await reads(browser, "/")
    async with browser.post("/leave") as response:
        page = await response.text()
        assert response.status == 200
        assert response.headers["Referrer-Policy"] == "same-origin"
        assert response.headers["Cache-Control"] == "no-store"
        assert "Clear-Site-Data" in response.headers
    assert f'content="0;url={EXIT}"' in page
    assert "Passerelle" not in page
    home = await reads(browser, "/")
    assert not TALKING.search(home)
    assert "Reprendre" not in home


async def test_the_page_of_numbers_gives_the_talk_back(browser: ClientSession) -> None:
    await begins(browser)
    before = await reads(browser, "/")
    await browser.post("/leave")
    assert "Reprendre ma discussion" in await reads(browser, "/sos")
    async with browser.post("/sos/back") as response:
        assert response.status == 200
    after = await reads(browser, "/")
    assert key_of(after) == key_of(before) != ""
    assert "Reprendre ma discussion" not in await reads(browser, "/sos")


async def test_a_page_without_our_cookie_names_its_key(browser: ClientSession, house: House) -> None:
    await browser.post("/leave", data={"key": "k" * 48})
    assert "Reprendre" in await reads(browser, "/sos")
    await browser.post("/leave", data={"key": "<b>"})
    assert "Reprendre" in await reads(browser, "/sos"), "what can be no key changes nothing"


async def test_twice_and_with_nothing_to_leave(browser: ClientSession) -> None:
    for _ in range(2):
        async with browser.post("/leave") as response:
            assert response.status == 200
    async with browser.post("/sos/back", allow_redirects=False) as response:
        assert response.headers["Location"] == "/#now"


@pytest.mark.parametrize("path", ["/leave", "/sos/back"])
async def test_another_site_can_t_make_them_leave(base: str, path: str) -> None:
    async with (
        ClientSession(base) as session,
        session.post(path, headers={"Origin": "https://evil.example"}) as response,
    ):
        assert response.status == 403


async def test_the_numbers_stand_on_the_page_when_the_database_is_away(browser: ClientSession, house: House) -> None:
    await begins(browser)
    house.down = True
    for lang in ("fr", "en", "ar"):
        async with browser.get(f"/?lang={lang}") as response:
            page = await response.text()
            assert response.status == 503
        for number in ("tel:112", "tel:3114", "sms:114"):
            assert number in page, lang
