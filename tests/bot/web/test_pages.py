"""The pages: whole without any script, closed by their headers, true about who runs this."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from aiohttp import ClientResponse, ClientSession, CookieJar, FormData

from bot.channels.model import FileRef
from bot.clock import Clock
from bot.web.server import serve
from flows.events import Picked, Tapped, Typed
from tests.bot.web.conftest import SITE, WIDGET, Client, Talk, application
from tests.bot.web.double import House

LIGHT = 60_000
"""Bytes of the first visit, everything counted: a cracked phone on a prepaid card."""


class Browser:
    """Forms and cookies, nothing else: a browser without script."""

    def __init__(self, session: ClientSession, base: str) -> None:
        self.session = session
        self.base = base
        self.html = ""

    async def open(self, path: str = "/") -> str:
        async with self.session.get(path, headers={"Accept-Language": "fr"}) as response:
            self.html = await response.text()
        return self.html

    async def send(self, path: str = "/chat", *, origin: str | None = None, **fields: Any) -> ClientResponse:
        """The form around the button, with its hidden id; follows to the page."""
        found = re.findall(r'name="id" value="([^"]+)"', self.html)
        data: Any = {"id": found[0] if found else "x", **fields}
        headers = {"Origin": origin or self.base, "Accept-Language": "fr"}
        response = await self.session.post(path, data=data, headers=headers)
        self.html = await response.text()
        return response


@pytest.fixture
async def browser(base: str) -> AsyncIterator[Browser]:
    async with ClientSession(base, cookie_jar=CookieJar(unsafe=True)) as session:
        yield Browser(session, base)


async def test_the_whole_talk_by_plain_forms(browser: Browser, house: House) -> None:
    await browser.open()
    assert "Commencer" in browser.html
    assert 'name="text"' in browser.html
    response = await browser.send(locale="fr", source="affiche")
    assert response.history[0].status == 303
    assert response.history[0].headers["Location"] == "/#now"
    assert 'value="1.cv"' in browser.html
    await browser.send(choice="1.cv")
    assert '<input type="checkbox" name="choices" value="2.cuisine">' in browser.html
    data = FormData([("id", "boxes"), ("choices", "2.cuisine"), ("choices", "2.papiers"), ("done", "1")])
    async with browser.session.post("/chat", data=data, headers={"Origin": browser.base}) as page:
        browser.html = await page.text()
    assert house.taken[-1].said == Picked(("2.cuisine", "2.papiers"))
    assert 'inputmode="tel"' in browser.html
    assert 'autocomplete="tel"' in browser.html
    await browser.send(text="06 12 34 56 78")
    await browser.send(text="Lyon")
    assert 'type="file"' in browser.html
    house.after = [("Voilà ton CV.", ())]
    upload = FormData({"id": "file"})
    upload.add_field("file", b"%PDF-1.7", filename="cv.pdf")
    async with browser.session.post("/chat", data=upload, headers={"Origin": browser.base}) as page:
        browser.html = await page.text()
    assert "Voilà ton CV." in browser.html
    assert [type(i.said).__name__ for i in house.taken] == ["Started", "Tapped", "Picked", "Typed", "Typed", "Received"]


async def test_coming_back_shows_the_whole_transcript(browser: Browser, house: House) -> None:
    await browser.open()
    await browser.send()
    await browser.send(text="<b>moi</b> & https://example.org/a?b=1.")
    html = await browser.open()
    assert "&lt;b&gt;moi&lt;/b&gt; &amp; " in html
    assert '<a href="https://example.org/a?b=1" rel="noopener noreferrer" target="_blank">' in html
    assert html.index("Tu commences par quoi") < html.index("moi&lt;/b&gt;") < html.index("2/6")


async def test_a_form_sent_twice_counts_once(browser: Browser, house: House) -> None:
    await browser.open()
    await browser.send()
    before = browser.html
    await browser.send(choice="1.cv")
    browser.html = before
    await browser.send(choice="1.cv")
    assert [i.said for i in house.taken[1:]] == [Tapped("1.cv")]


async def test_an_empty_form_gets_a_kind_word(browser: Browser, house: House) -> None:
    await browser.open()
    await browser.send()
    await browser.send(text="  ")
    assert 'role="alert">Je n’ai rien reçu' in browser.html
    await browser.send(text="a\0b")
    assert house.taken[-1].said == Typed("ab")


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


async def test_a_document_that_comes_a_moment_later_is_on_the_page(browser: Browser, house: House) -> None:
    await browser.open()
    await browser.send()
    [chat] = house.people
    house.people[chat].at = 5
    ref = await house.put(1, "CV Amina.pdf", "application/pdf", b"%PDF-")
    png = await house.put(1, "cv.png", "image/png", b"\x89PNG")
    house.after = [("Voilà ton CV.", (FileRef(png.id, png.name, png.type, "Le CV d’Amina"), ref))]
    await browser.send(text="non")
    assert f'href="/files/{ref.id}?download" download="CV Amina.pdf"' in browser.html
    assert f'<img src="/files/{png.id}" alt="Le CV d’Amina"' in browser.html


async def test_a_key_that_leads_nowhere_begins_anew(browser: Browser, house: House) -> None:
    await browser.open()
    await browser.send()
    house.erase(next(iter(house.people)))
    assert "Commencer" in await browser.open()
    assert not [c for c in browser.session.cookie_jar if c.key == "passerelle"]


# -- going on elsewhere -----------------------------------------------------------------------------------------
async def test_the_link_takes_the_conversation_to_another_device(browser: Browser, base: str, house: House) -> None:
    await browser.open()
    await browser.send()
    await browser.send(choice="1.cv")
    html = await browser.open("/keep")
    assert '<svg role="img"' in html
    found = re.search(r'value="(http[^"]+/take\?key=[^"]+)"', html)
    assert found
    link = found[1]
    assert link.startswith(base)
    async with ClientSession(base, cookie_jar=CookieJar(unsafe=True)) as session:
        phone = Browser(session, base)
        html = await phone.open(link.removeprefix(base))
        assert html.count("<button") == 1
        assert not list(session.cookie_jar)  # a messenger's preview takes nothing
        key = re.search(r'name="key" value="([^"]+)"', html)
        assert key
        await phone.send("/take", key=key[1])
        assert "2/6" in phone.html
    assert len(house.people) == 1


async def test_a_link_that_leads_nowhere_says_so(browser: Browser) -> None:
    async with browser.session.get("/take?key=" + "x" * 48) as response:
        assert response.status == 404
        assert "<button" not in await response.text()
    assert "pas encore de discussion" in await browser.open("/keep")


async def test_telegram_is_offered_when_there_is_a_bot(house: House) -> None:
    site = replace(SITE, telegram_bot="PasserelleBot", public_url="https://chat.example.org")
    runner = await serve(application(house, Clock(), site), "127.0.0.1", 0)
    base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with ClientSession(base, cookie_jar=CookieJar(unsafe=True)) as session:
        talk = Talk(session)
        await talk.say()
        async with session.get("/keep", headers={"Cookie": f"passerelle={talk.key}"}) as response:
            html = await response.text()
    assert 'href="https://t.me/PasserelleBot"' in html
    assert f"https://chat.example.org/take?key={talk.key}" in html
    assert talk.key not in html.split("t.me")[1].split('"')[0]
    await runner.cleanup()


# -- pages that stand still -------------------------------------------------------------------------------------
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


async def test_the_database_away_is_said_and_sos_stays(client: Client, house: House, talk: Talk) -> None:
    house.down = True
    async with client.get("/", headers={"Cookie": f"passerelle={talk.key}", "Accept-Language": "fr"}) as response:
        assert response.status == 503
        assert response.headers["Retry-After"]
        assert 'href="/sos?lang=fr"' in await response.text()


async def test_healthz_and_metrics(client: Client, house: House, talk: Talk) -> None:
    assert (await client.get("/healthz")).status == 200
    async with client.get("/metrics") as response:
        text = await response.text()
    for line in (
        'passerelle_turns_total{channel="web",result="answered"} 1.0',
        'passerelle_turn_seconds_count{channel="web"} 1.0',
        "passerelle_outbox_backlog 3.0",
        'passerelle_effects{state="waiting"} 2.0',
        "passerelle_parked_turns 1.0",
        "passerelle_database_up 1.0",
        'passerelle_http_requests_total{route="/api/chat",status="200"} 1.0',
    ):
        assert line in text
    house.down = True
    async with client.get("/healthz") as response:
        assert response.status == 503
    async with client.get("/metrics") as response:
        assert response.status == 200
        assert "passerelle_database_up 0.0" in await response.text()


# -- closed -----------------------------------------------------------------------------------------------------
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


async def test_the_first_visit_is_light(client: Client) -> None:
    async with client.get("/", headers={"Accept-Encoding": "identity"}) as response:
        html = await response.text()
    total = len(html.encode())
    for path in sorted(set(re.findall(r'(?:href|src)="(/static/[^"]+|/favicon.ico|/manifest[^"]+)"', html))):
        async with client.get(path, headers={"Accept-Encoding": "identity"}) as response:
            assert response.status == 200
            total += len(await response.read())
            if path.startswith("/static"):
                assert "immutable" in response.headers["Cache-Control"]
    assert total < LIGHT


@pytest.mark.parametrize(
    ("asked", "lang", "dir"), [("ar", "ar", "rtl"), ("en-GB,en;q=0.9", "en", "ltr"), ("xx", "fr", "ltr")]
)
async def test_the_page_speaks_the_devices_language(client: Client, asked: str, lang: str, dir: str) -> None:
    async with client.get("/", headers={"Accept-Language": asked}) as response:
        assert f'<html lang="{lang}" dir="{dir}">' in await response.text()
    async with client.get("/?lang=ar", headers={"Accept-Language": asked}) as response:
        assert '<html lang="ar" dir="rtl">' in await response.text()


async def test_french_is_typeset(client: Client) -> None:
    async with client.get("/privacy?lang=fr") as response:
        html = re.sub(r"<[^>]+>", "", await response.text())
    assert not re.search(r" [:;!?»]|« |\w'\w", html)


async def test_the_widget_is_one_script_with_its_words(client: Client) -> None:
    async with client.get("/widget.js") as response:
        script = await response.text()
        assert response.headers["Content-Type"].startswith("text/javascript")
    assert "Discuter avec Passerelle" in script
    assert "{/*words*/}" not in script
