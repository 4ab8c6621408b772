"""« Garde ton lien »: the conversation goes on elsewhere, when the button says so."""

from __future__ import annotations

import re
from dataclasses import replace

from aiohttp import ClientSession, CookieJar

from bot.clock import Clock
from bot.web.limits import KEY_BURST
from bot.web.server import serve
from tests.bot.web.conftest import SITE, Browser, Talk, application
from tests.bot.web.double import Hands, House


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
        assert html.count('class="begin"') == 1
        assert not list(session.cookie_jar)  # a messenger's preview takes nothing
        key = re.search(r'name="key" value="([^"]+)"', html)
        assert key
        await phone.send("/take", key=key[1])
        assert "2/6" in phone.html
    assert len(house.people) == 1


async def test_a_link_that_leads_nowhere_says_so(browser: Browser) -> None:
    async with browser.session.get("/take?key=" + "x" * 48) as response:
        assert response.status == 404
        assert 'class="begin"' not in await response.text()
    assert "pas encore de discussion" in await browser.open("/keep")


async def test_telegram_is_offered_when_there_is_a_bot(house: House) -> None:
    site = replace(SITE, telegram_bot=lambda: "PasserelleBot", public_url="https://chat.example.org")
    runner = await serve(application(house, Clock(), site), "127.0.0.1", 0)
    base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with ClientSession(base, cookie_jar=CookieJar(unsafe=True)) as session:
        talk = Talk(session)
        await talk.say()
        async with session.get("/keep", headers={"Cookie": f"passerelle={talk.key}"}) as response:
            html = await response.text()
    found = re.search(r'href="https://t.me/PasserelleBot\?start=([^"]+)"', html)
    assert found
    assert re.fullmatch(r"reprise_[A-Za-z0-9_-]{24,56}", found[1]), "what a /start link may carry"
    assert talk.key not in html.split("t.me")[1].split('"')[0]
    assert f"https://chat.example.org/take?key={talk.key}" in html
    assert html.count('<svg role="img"') == 2, "one to scan for Telegram, too"
    assert "15 minutes" in html
    await runner.cleanup()


async def test_without_a_bot_no_code_is_made(browser: Browser) -> None:
    await browser.open()
    await browser.send()
    assert "Telegram" not in await browser.open("/keep")


async def test_codes_can_be_asked_for_only_so_fast(house: House) -> None:
    site = replace(SITE, telegram_bot=lambda: "PasserelleBot")
    runner = await serve(application(house, Hands(Clock()).running(), site), "127.0.0.1", 0)
    base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with ClientSession(base, cookie_jar=CookieJar(unsafe=True)) as session:
        talk = Talk(session)
        await talk.say()
        statuses = set()
        for _ in range(KEY_BURST + 40):
            async with session.get("/keep", headers={"Cookie": f"passerelle={talk.key}"}) as response:
                statuses.add(response.status)
    await runner.cleanup()
    assert statuses == {200, 429}
