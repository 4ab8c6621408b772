"""The one cookie, for our own page only."""

from __future__ import annotations

import pytest

from tests.bot.web.conftest import Browser, Client
from tests.bot.web.double import House


async def test_our_own_page_gets_the_key_as_a_cookie(client: Client, base: str) -> None:
    response = await client.post("/api/chat", json={"key": None, "id": "1"}, headers={"Origin": base})
    cookie = response.headers["Set-Cookie"]
    assert (await response.json())["key"] in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1.evil.example"])
async def test_forms_of_other_sites_do_nothing(browser: Browser, house: House, origin: str) -> None:
    await browser.open()
    await browser.send()
    for path in ("/chat", "/take", "/keep"):
        response = await browser.send(path, origin=origin, text="piège", key="x")
        assert response.status == 403
    async with browser.session.post("/chat", data={"id": "1", "text": "piège"}) as response:
        assert response.status == 403
    assert len(house.taken) == 1


async def test_the_cookie_is_secure_behind_https(client: Client) -> None:
    headers = {"Sec-Fetch-Site": "same-origin", "X-Forwarded-Proto": "https"}
    response = await client.post("/api/chat", json={"key": None, "id": "1"}, headers=headers)
    assert "Secure" in response.headers["Set-Cookie"]
    response = await client.post("/api/chat", json={"key": None, "id": "1"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert "Set-Cookie" not in response.headers
