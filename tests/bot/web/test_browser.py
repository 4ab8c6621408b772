"""The page in a real browser, over the real house: on a phone, right to left, by keyboard, without script, offline."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Route,
    ViewportSize,
    expect,
)
from sqlalchemy import delete

from bot.channels.model import Incoming
from bot.channels.web import address_of
from bot.storage.tables.people import addresses
from flows.events import Typed
from tests.bot.web.conftest import SITE
from tests.bot.web.real import Real, running
from tests.fixtures.browser import DESK, PHONE, SMALL, accessible, fits

pytestmark = pytest.mark.browser

Open = Callable[..., Awaitable[Page]]


@pytest.fixture
async def real(tmp_path: Path) -> AsyncIterator[Real]:
    async with running(tmp_path) as house:
        yield house


def told(message: ConsoleMessage) -> bool:
    """Chromium's own note of an answer of the API, or of no network: the page deals with those."""
    return "net::" in message.text or "/api/" in message.location["url"]


@pytest.fixture
async def visit(chromium: Browser, real: Real) -> AsyncIterator[Open]:
    """Opens the page in a context of its own; an error in the page's script or a refused resource fails the test."""
    complaints: list[str] = []
    contexts: list[BrowserContext] = []

    async def open_page(
        path: str = "/", *, viewport: ViewportSize = PHONE, locale: str = "fr-FR", **options: Any
    ) -> Page:
        options.setdefault("has_touch", True)
        context = await chromium.new_context(viewport=viewport, locale=locale, base_url=real.base, **options)
        contexts.append(context)
        page = await context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" and not told(m) else None)
        page.set_default_timeout(30_000)
        await page.goto(path)
        return page

    yield open_page
    for context in contexts:
        await context.close()
    assert complaints == []


async def begin(page: Page) -> None:
    await page.locator(".begin").click()
    await expect(page.locator(".choice").first).to_be_visible()


async def tap(page: Page, name: str) -> None:
    await page.get_by_role("button", name=name, exact=True).click()


async def write(page: Page, words: str) -> None:
    await page.locator("#text").fill(words)
    await page.locator(".send").click()


def said(page: Page, words: str) -> Any:
    return expect(page.get_by_role("log")).to_contain_text(words)


async def lines(page: Page) -> list[str]:
    found: list[str] = await page.locator("#log .line .text").all_inner_texts()
    return found


async def to_phone_question(page: Page) -> None:
    await begin(page)
    await tap(page, "Faire mon CV")
    await page.get_by_label("La cuisine").check()
    await page.get_by_label("Garder les petits").check()
    await page.locator(".done:visible").click()
    await said(page, "ton numéro")


async def test_a_phone_through_to_the_document(visit: Open, real: Real) -> None:
    page = await visit()
    await accessible(page)
    await fits(page)
    await to_phone_question(page)
    await accessible(page)
    await expect(page.locator("#text")).to_have_attribute("inputmode", "tel")
    await expect(page.locator("#text")).to_have_attribute("autocomplete", "tel")
    await write(page, "06 12 34 56 78")
    await said(page, "quelle ville")
    await expect(page.locator(".place")).to_be_visible()
    await write(page, "Lyon")
    await said(page, "papier à me montrer")
    await page.set_input_files(
        ".pick input", {"name": "mon cv.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1"}
    )
    await said(page, "Je prépare ton CV")
    await real.conversation.work()
    picture = page.get_by_alt_text("Le CV d’Amina")
    await expect(picture).to_be_visible()
    assert await picture.evaluate("async e => { await e.decode(); return e.naturalWidth }") == 1
    link = page.get_by_role("link", name="mon cv.pdf")
    await expect(link).to_have_attribute("download", "mon cv.pdf")
    assert await link.locator(".name").inner_text() == "mon cv.pdf"
    await tap(page, "Non")
    await expect(page.locator(".pending")).to_have_count(0)
    texts = await lines(page)
    assert texts.index("Faire mon CV") < texts.index("La cuisine, Garder les petits") < texts.index("06 12 34 56 78")
    assert texts.count("Lyon") == 1
    await accessible(page)
    await fits(page)


async def test_coming_back_by_cookie_or_by_the_browsers_own_memory(visit: Open) -> None:
    page = await visit()
    await to_phone_question(page)
    before = await lines(page)
    await page.reload()
    await said(page, "ton numéro")
    assert await lines(page) == before
    await page.context.clear_cookies()
    await page.goto("/")
    await said(page, "ton numéro")
    assert await lines(page) == before
    await expect(page.locator("#welcome")).to_have_count(0)


async def test_320_pixels(visit: Open) -> None:
    page = await visit(viewport=SMALL)
    await fits(page)
    await to_phone_question(page)
    await fits(page)
    for path in ("/sos", "/privacy", "/keep"):
        await page.goto(path)
        await fits(page)
        await accessible(page)


async def test_a_human_is_one_touch_from_a_question(visit: Open) -> None:
    page = await visit(viewport=SMALL)
    human = page.locator("#human button")
    await expect(human).to_be_hidden()
    await to_phone_question(page)
    await expect(human).to_be_in_viewport(ratio=1)
    await accessible(page)
    await human.press("Enter")
    await said(page, "Personne ne peut te répondre ici")


async def test_the_question_is_never_hidden_under_the_line_to_write(visit: Open) -> None:
    page = await visit(viewport=SMALL)
    await begin(page)
    await tap(page, "Faire mon CV")
    await expect(page.locator(".done:visible")).to_be_in_viewport(ratio=1)
    under = await page.evaluate(
        "[...document.querySelectorAll('.controls')].pop().getBoundingClientRect().bottom"
        " - document.querySelector('#say').getBoundingClientRect().top"
    )
    assert under <= 0


async def test_who_comes_back_to_a_long_list_sees_what_it_is_for(visit: Open) -> None:
    page = await visit(viewport={"width": 320, "height": 360})
    await begin(page)
    await tap(page, "Faire mon CV")
    question = page.locator("#log .line.bot .text").last
    await expect(question).to_be_in_viewport()
    await page.evaluate("scrollTo(0, 0)")
    await page.reload()
    await expect(page.locator(".done:visible")).to_be_visible()
    await expect(question).to_be_in_viewport()
    assert await page.evaluate("document.documentElement.scrollHeight - innerHeight - scrollY > 0")


async def test_a_finished_cv_is_not_scrolled_away_by_what_follows_it(visit: Open, real: Real) -> None:
    page = await visit(viewport=SMALL)
    await to_phone_question(page)
    for words, then in (("06 12 34 56 78", "quelle ville"), ("Lyon", "papier à me montrer")):
        await write(page, words)
        await said(page, then)
    await page.locator(".controls .dontknow, .controls button").first.click()
    await said(page, "Je prépare ton CV")
    await real.conversation.work()
    await said(page, "On continue")
    await expect(page.get_by_text("Voilà ton CV.")).to_be_in_viewport()
    assert await page.evaluate("document.documentElement.scrollHeight - innerHeight - scrollY > 0")


async def test_dark(visit: Open) -> None:
    page = await visit(color_scheme="dark")
    await accessible(page)
    await to_phone_question(page)
    await accessible(page)
    await page.goto("/sos")
    await accessible(page)


async def test_right_to_left(visit: Open) -> None:
    page = await visit(locale="ar")
    await expect(page.locator("html")).to_have_attribute("dir", "rtl")
    await page.locator(".begin").click()
    await expect(page.locator(".choice").first).to_be_visible()
    await said(page, "أنا روبوت")
    mine = page.locator(".choice").first
    await mine.click()
    await expect(page.locator(".box").first).to_be_visible()
    left = await page.locator(".line.me").first.evaluate("e => e.getBoundingClientRect().left")
    right = await page.locator(".line.bot").first.evaluate("e => innerWidth - e.getBoundingClientRect().right")
    assert left < 20
    assert right < 20
    await page.locator(".box").nth(0).click()
    await page.locator(".box").nth(1).click()
    held: list[Route] = []
    await page.route("**/api/chat", lambda route: held.append(route))
    await page.locator(".done:visible").click()
    await expect(page.locator(".pending .text")).to_have_text("الطبخ، Garder les petits")
    await expect(page.locator(".line.me")).to_have_count(2)
    await held[0].continue_()
    await expect(page.locator(".pending")).to_have_count(0)
    assert (await lines(page)).count("الطبخ، Garder les petits") == 1
    await accessible(page)
    await fits(page)


async def test_the_language_changes_in_the_talk_and_the_page_follows(visit: Open) -> None:
    page = await visit()
    await begin(page)
    await page.locator("#lang button").click()
    await page.get_by_role("button", name="العربية").click()
    await expect(page.locator("html")).to_have_attribute("dir", "rtl")
    await said(page, "بماذا نبدأ")
    await expect(page.locator(".choice").first).to_be_visible()


async def test_keyboard_only(visit: Open) -> None:
    page = await visit(viewport=DESK, has_touch=False)

    async def to(selector: str) -> None:
        for _ in range(20):
            await page.keyboard.press("Tab")
            if await page.evaluate("s => document.activeElement.matches(s)", selector):
                outline = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
                box = await page.evaluate(
                    "getComputedStyle(document.activeElement.closest('label') || document.body).outlineStyle"
                )
                assert "solid" in (outline, box)
                return
        raise AssertionError(f"{selector} is not reached by Tab")

    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.matches('.skip')")
    await to(".begin")
    await page.keyboard.press("Enter")
    await expect(page.locator(".choice").first).to_be_visible()
    await to(".choice")
    await page.keyboard.press("Enter")
    await expect(page.locator(".box").first).to_be_visible()
    await to(".box input")
    await page.keyboard.press("Space")
    await to(".done")
    await page.keyboard.press("Enter")
    await said(page, "ton numéro")
    await expect(page.locator("#text")).to_be_focused()
    await page.keyboard.type("06 12 34 56 78")
    await page.keyboard.press("Enter")
    await expect(page.locator("#answers .place")).to_be_visible()
    await expect(page.locator("#text")).to_be_focused()
    await page.keyboard.press("Shift+Tab")
    assert await page.evaluate("!!document.activeElement.closest('#answers')")


async def test_an_answer_does_not_call_back_who_has_gone_on_meanwhile(visit: Open) -> None:
    page = await visit(viewport=DESK, has_touch=False)
    await to_phone_question(page)
    held = asyncio.Event()

    async def late(route: Route) -> None:
        await held.wait()
        await route.continue_()

    await page.route("**/api/chat", late)
    await page.locator("#text").fill("06 12 34 56 78")
    await page.locator("#text").press("Enter")
    await page.locator("#sos-link").focus()
    held.set()
    await expect(page.locator("#answers .place")).to_be_visible()
    await expect(page.locator("#sos-link")).to_be_focused()


async def test_without_script(visit: Open, real: Real) -> None:
    page = await visit(java_script_enabled=False)
    await page.locator(".begin").click()
    await tap(page, "Faire mon CV")
    await page.get_by_label("La cuisine").check()
    await page.locator("#answers button.done").click()
    await write(page, "06 12 34 56 78")
    await write(page, "Lyon")
    await page.set_input_files(
        ".upload input[type=file]", {"name": "cv.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1"}
    )
    await tap(page, "Envoyer le fichier")
    await said(page, "Je prépare ton CV")
    await real.conversation.work()
    await page.get_by_role("link", name="Voir s’il y a du nouveau").click()
    await expect(page.get_by_alt_text("Le CV d’Amina")).to_be_visible()
    await tap(page, "Non")
    await page.locator(".sos").click()
    await expect(page.get_by_role("link", name="3114")).to_be_visible()


async def test_offline_keeps_the_answer_and_sends_it_once(visit: Open) -> None:
    page = await visit()
    await to_phone_question(page)
    await page.context.set_offline(True)
    await write(page, "06 12 34 56 78")
    await expect(page.get_by_role("alert")).to_contain_text("Pas de réseau")
    await expect(page.locator(".pending")).to_have_text("Toi :06 12 34 56 78")
    await page.context.set_offline(False)
    await said(page, "quelle ville")
    await expect(page.get_by_role("alert")).to_be_hidden()
    await expect(page.locator(".pending")).to_have_count(0)
    assert (await lines(page)).count("06 12 34 56 78") == 1


async def test_an_answer_that_could_not_leave_survives_a_reload(visit: Open) -> None:
    page = await visit()
    await to_phone_question(page)
    await page.route("**/api/chat", lambda route: route.abort())
    await write(page, "06 12 34 56 78")
    await expect(page.get_by_role("alert")).to_contain_text("Pas de réseau")
    await page.unroute("**/api/chat")
    await page.reload()
    await said(page, "quelle ville")
    assert (await lines(page)).count("06 12 34 56 78") == 1


async def test_sos_answers_in_the_talk_and_stands_without_network(visit: Open) -> None:
    page = await visit()
    await page.locator("#sos-link").click()
    await expect(page.get_by_role("dialog")).to_contain_text("3114")
    await accessible(page)
    await tap(page, "Fermer")
    await begin(page)
    await page.locator("#sos-link").click()
    await said(page, "3114")
    await page.context.set_offline(True)
    await page.locator("#sos-link").click()
    await expect(page.get_by_role("dialog")).to_contain_text("112")


async def test_sos_that_is_typed_stands_without_network_too(visit: Open) -> None:
    page = await visit()
    await to_phone_question(page)
    await page.context.set_offline(True)
    await write(page, "SOS !!")
    await expect(page.get_by_role("dialog")).to_contain_text("112")


async def test_the_talk_goes_on_on_another_device(visit: Open) -> None:
    page = await visit()
    await to_phone_question(page)
    await page.goto("/keep")
    await accessible(page)
    link = await page.locator("#link").input_value()
    other = await visit(link)
    await accessible(other)
    await tap(other, "Continuer ici")
    await said(other, "ton numéro")
    await write(other, "06 12 34 56 78")
    await said(other, "quelle ville")


async def test_two_tabs_see_the_same_talk(visit: Open) -> None:
    page = await visit()
    await begin(page)
    second = await page.context.new_page()
    await second.goto("/")
    await expect(second.locator(".choice").first).to_be_visible()
    await tap(page, "Faire mon CV")
    await said(second, "tu fais souvent")
    await expect(second.locator(".box").first).to_be_visible()
    assert await lines(page) == await lines(second)


# -- the widget -------------------------------------------------------------------------------------------------
@asynccontextmanager
async def other_site(scripts: list[str]) -> AsyncIterator[str]:
    """A page of somebody else, on another site (localhost), with our one script tag."""

    async def page(request: web.Request) -> web.Response:
        tags = "".join(f'<script src="{script}" defer></script>' for script in scripts)
        html = f'<!doctype html><html lang="fr"><title>x</title><main><h1>Mission</h1></main>{tags}'
        return web.Response(text=html, content_type="text/html")

    app = web.Application()
    app.router.add_get("/", page)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://localhost:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def test_the_widget_on_an_allowed_site_and_on_another(chromium: Browser, tmp_path: Path) -> None:
    """Chromium gives frames of other sites no storage at all: the talk is found again all the same."""
    scripts: list[str] = []
    async with (
        other_site(scripts) as friend,
        other_site(scripts) as stranger,
        running(tmp_path, replace(SITE, widget_origins=(friend,))) as real,
    ):
        scripts.append(f"{real.base}/widget.js")
        page = await chromium.new_page(viewport=PHONE, locale="fr-FR")
        await page.goto(friend)
        await page.get_by_role("button", name="Discuter avec Passerelle").click()
        frame = page.frame_locator("iframe")
        await frame.locator(".begin").click()
        await expect(page.locator("[role=alert]")).to_be_hidden()
        await frame.get_by_role("button", name="Faire mon CV").click()
        await expect(frame.get_by_role("log")).to_contain_text("tu fais souvent")
        await accessible(page)
        await page.get_by_role("button", name="Fermer la discussion").click()
        await expect(page.locator("iframe")).to_be_hidden()
        await page.goto(friend)
        await page.get_by_role("button", name="Discuter avec Passerelle").click()
        await expect(page.frame_locator("iframe").get_by_role("log")).to_contain_text("tu fais souvent")
        await page.goto(stranger)
        async with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
            await page.get_by_role("button", name="Discuter avec Passerelle").click()
        await page.close()


async def test_the_widget_says_the_numbers_itself_while_the_service_is_down(chromium: Browser, tmp_path: Path) -> None:
    scripts: list[str] = []
    async with other_site(scripts) as friend:
        page = await chromium.new_page(viewport=PHONE, locale="fr-FR")
        async with running(tmp_path, replace(SITE, widget_origins=(friend,))) as real:
            scripts.append(f"{real.base}/widget.js")
            await page.goto(friend)
        await page.get_by_role("button", name="Discuter avec Passerelle").click()
        numbers = page.get_by_role("alert")
        await expect(numbers).to_contain_text("Réessaie dans une minute.")
        await expect(numbers.get_by_role("link", name="112", exact=True)).to_have_attribute("href", "tel:112")
        await expect(numbers.get_by_role("link", name="114", exact=True)).to_have_attribute("href", "sms:114")
        await accessible(page)
        await page.get_by_role("button", name="Fermer la discussion").click()
        await expect(numbers).to_be_hidden()
        await page.close()


async def test_an_erased_talk_leaves_its_last_words_and_nothing_else(visit: Open, real: Real) -> None:
    page = await visit()
    await to_phone_question(page)
    async with real.database.write() as db:
        await db.execute(delete(addresses))
    await write(page, "06 12 34 56 78")
    await expect(page.get_by_role("alert")).to_contain_text("Cette discussion n’existe plus.")
    await said(page, "ton numéro")
    await expect(page.locator("#say")).to_be_hidden()
    await tap(page, "Recommencer")
    await expect(page.locator(".begin")).to_be_visible()
    assert await page.evaluate("Object.keys(localStorage).filter(k => k.includes('key'))") == []


async def test_erasing_clears_the_page_and_every_other_tab(visit: Open) -> None:
    page = await visit()
    await to_phone_question(page)
    other = await page.context.new_page()
    await other.goto("/")
    await said(other, "ton numéro")
    await write(page, "effacer")
    for tab in (page, other):
        await said(tab, "Écris quand tu veux.")
        await expect(tab.locator("#log .line .text")).to_have_text(["C’est effacé.", "Écris quand tu veux."])
        await expect(tab.locator(".pending")).to_have_count(0)
        await expect(tab.locator(".choice")).to_have_count(0)
    await page.reload()
    await said(page, "Écris quand tu veux.")
    assert "Faire mon CV" not in await page.content()
    await write(page, "me voilà")
    await said(page, "Tu commences par quoi")
    await accessible(page)


async def test_what_is_said_in_another_channel_does_not_take_the_place_of_what_is_under_way(
    visit: Open, real: Real
) -> None:
    """Both at once: the page is offline with a line waiting while Telegram goes on."""
    page = await visit()
    await to_phone_question(page)
    await page.route("**/api/chat", lambda route: route.abort())
    await write(page, "06 12 34 56 78")
    await expect(page.locator(".pending")).to_have_count(1)
    key = await page.evaluate("JSON.parse(localStorage.getItem('passerelle.key'))")
    address = address_of(key)
    assert address is not None
    await real.conversation.take(Incoming(address, "elsewhere", Typed("07 00 00 00 01"), datetime.now(UTC)))
    await said(page, "07 00 00 00 01")
    await expect(page.locator(".pending .text")).to_have_text(["06 12 34 56 78"])
    await page.unroute("**/api/chat")
    await page.get_by_role("button", name="Renvoyer").click()
    await expect(page.locator(".pending")).to_have_count(0)
    texts = await lines(page)
    assert (texts.count("06 12 34 56 78"), texts.count("07 00 00 00 01")) == (1, 1)
