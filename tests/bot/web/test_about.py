"""Pages that stand still: true, typeset, there without a database."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.clock import Clock
from bot.web.server import serve
from tests.bot.web.conftest import SITE, Client, application
from tests.bot.web.double import House
from tests.bot.web.real import running


async def test_sos_needs_no_database(client: Client, house: House) -> None:
    house.down = True
    async with client.get("/sos", headers={"Accept-Language": "fr"}) as response:
        html = await response.text()
        assert response.status == 200
    assert '<a class="dial" href="tel:112" dir="ltr">112</a>' in html
    assert '<a href="sms:114" dir="ltr">114</a>' in html


async def test_privacy_says_who_and_what(client: Client) -> None:
    async with client.get("/privacy?lang=fr") as response:
        html = await response.text()
    for words in ("Mission locale d’Essai", "01 23 45 67 89", "24 heures", "effacer", "Un seul cookie"):
        assert words in html


async def test_privacy_says_how_long_as_the_site_is_told(house: House) -> None:
    site = replace(SITE, kept_months=7, kept_hours=5, chat_days=93)
    runner = await serve(application(house, Clock(), site), "127.0.0.1", 0)
    async with ClientSession(f"http://127.0.0.1:{runner.addresses[0][1]}") as session:
        for lang in ("fr", "en", "ar"):
            async with session.get(f"/privacy?lang={lang}") as response:
                html = await response.text()
            assert re.search(r"\b7\b", html)
            assert re.search(r"\b5\b", html)
            assert re.search(r"\b93\b", html)
            assert "{" not in html
    await runner.cleanup()


async def test_french_is_typeset(client: Client) -> None:
    async with client.get("/privacy?lang=fr") as response:
        html = re.sub(r"<[^>]+>", "", await response.text())
    assert not re.search(r" [:;!?»]|« |\w'\w", html)


async def test_the_widget_is_one_script_with_its_words(client: Client) -> None:
    async with client.get("/widget.js") as response:
        script = await response.text()
        assert response.headers["Content-Type"].startswith("text/javascript")
    assert "Discuter avec Passerelle" in script
    assert '[["112","tel:112"]' in script
    assert '["114","sms:114"]' in script
    assert "{/*words*/}" not in script


async def test_the_icon_and_the_manifest_of_a_home_screen(client: Client) -> None:
    async with client.get("/favicon.ico") as response:
        assert response.headers["Content-Type"].startswith("image/svg+xml")
        assert "<svg" in await response.text()
    async with client.get("/manifest.webmanifest", headers={"Accept-Language": "ar"}) as response:
        told = await response.json(content_type="application/manifest+json")
    assert (told["lang"], told["dir"], told["start_url"]) == ("ar", "rtl", "/")


@pytest.mark.parametrize("locale", ["fr", "en", "ar"])
async def test_the_real_numbers_can_be_touched_in_every_language(tmp_path: Path, locale: str) -> None:
    async with (
        running(tmp_path) as real,
        ClientSession(real.base) as session,
        session.get(f"/sos?lang={locale}") as response,
    ):
        html = await response.text()
    assert re.findall(r'class="dial" href="tel:(\d+)"', html) == ["112", "3114", "119"]
    assert 'href="sms:114"' in html
