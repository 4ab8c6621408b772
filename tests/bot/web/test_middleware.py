"""Around every request: errors in the form the client reads, closed headers, CORS for the widget alone."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from aiohttp import ClientSession

from bot.clock import Clock
from bot.web.server import serve
from tests.bot.web.conftest import SITE, WIDGET, Client, Talk, application
from tests.bot.web.double import House


async def test_cors_is_closed_but_for_the_widgets_sites(client: Client) -> None:
    ask = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    good = await client.options("/api/chat", headers={"Origin": WIDGET, **ask})
    assert good.status == 204
    assert good.headers["Access-Control-Allow-Origin"] == WIDGET
    assert "Content-Type" in good.headers["Access-Control-Allow-Headers"]
    bad = await client.options("/api/chat", headers={"Origin": "https://evil.example", **ask})
    assert bad.status == 403
    for origin in ("https://evil.example", "null", WIDGET + ".evil.example"):
        response = await client.post("/api/chat", json={"key": None, "id": "1"}, headers={"Origin": origin})
        assert "Access-Control-Allow-Origin" not in response.headers
        assert "Set-Cookie" not in response.headers
    allowed = await client.post("/api/chat", json={"key": None, "id": "1"}, headers={"Origin": WIDGET})
    assert allowed.headers["Access-Control-Allow-Origin"] == WIDGET
    assert "Set-Cookie" not in allowed.headers


async def test_api_errors_are_json_and_pages_errors_are_pages(client: Client) -> None:
    async with client.get("/api/nothing") as response:
        assert (response.status, (await response.json())["error"]) == (404, "not_found")
    async with client.get("/api/chat") as response:
        assert (response.status, (await response.json())["error"]) == (405, "method_not_allowed")
        assert response.headers["Allow"] == "POST"
    async with client.get("/nothing", headers={"Accept-Language": "fr"}) as response:
        assert response.status == 404
        assert "n’existe pas" in await response.text()


async def test_without_the_database_503_and_try_again(talk: Talk, client: Client, house: House) -> None:
    house.down = True
    response = await client.post("/api/chat", json={"key": talk.key, "id": "x", "text": "allô"})
    assert response.status == 503
    assert (await response.json())["error"] == "unavailable"
    assert int(response.headers["Retry-After"]) > 0


async def test_the_database_away_is_said_and_sos_stays(client: Client, house: House, talk: Talk) -> None:
    house.down = True
    async with client.get("/", headers={"Cookie": f"passerelle={talk.key}", "Accept-Language": "fr"}) as response:
        assert response.status == 503
        assert response.headers["Retry-After"]
        assert 'href="/sos?lang=fr"' in await response.text()


PAGES = ("/", "/?embed=1", "/sos", "/privacy", "/keep", "/take?key=x", "/nothing")


@pytest.mark.parametrize("path", PAGES)
async def test_no_inline_script_no_inline_style_nothing_from_elsewhere(client: Client, talk: Talk, path: str) -> None:
    async with client.get(path, headers={"Cookie": f"passerelle={talk.key}"}) as response:
        html = await response.text()
        policy = response.headers["Content-Security-Policy"]
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", html)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", html))
    assert not re.search(r'(?:src|action)="(?!/)[^"]', html)
    assert not re.search(r'<link[^>]+href="(?!/)', html)
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert policy.endswith(f"frame-ancestors {WIDGET}" if "embed" in path else "frame-ancestors 'none'")
    assert response.headers["Cache-Control"] == "no-store"


async def test_without_widget_sites_nobody_frames_us(house: House) -> None:
    runner = await serve(application(house, Clock(), replace(SITE, widget_origins=())), "127.0.0.1", 0)
    async with ClientSession(f"http://127.0.0.1:{runner.addresses[0][1]}") as session, session.get("/?embed=1") as page:
        assert page.headers["Content-Security-Policy"].endswith("frame-ancestors 'none'")
    await runner.cleanup()
