"""Two windows over the whole service: a young person in one, a mentor in the other, from the request to the end."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Browser, BrowserContext, Page, Route, expect

from bot.accounts import store as accounts
from bot.accounts.rules import address_of
from bot.app import App, compose, serving
from bot.config import load
from bot.storage.tables import mentors as t
from tests.fixtures.browser import DESK, PHONE, accessible, fits

pytestmark = pytest.mark.browser

SHOTS = os.environ.get("SHOTS")


@dataclass(frozen=True)
class Said:
    """What is pressed and read in one language."""

    somebody: str
    age: str
    topic: str
    language: str
    good: str
    agree: str
    wait: str
    take: str
    person: str
    mentor: str
    more: str
    done: str
    close: str
    over: str


FRENCH = Said(
    "Parler à quelqu’un", "18 à 25 ans", "Une lettre", "Français", "C’est bon", "D’accord", "J’attends",
    "Prendre la suivante", "Bonjour, j’écris quoi au patron ?", "Bonjour, dis-moi d’abord pourquoi ce métier te plaît.",
    "J’aime cuisiner. Mon numéro : 06 12 34 56 78", "C’est réglé", "Terminer la conversation",
    "C’est fini avec Lina. C’était comment ?",
)  # fmt: skip
ARABIC = Said(
    "الحديث مع شخص", "من 18 إلى 25 سنة", "رسالة", "العربية", "تم", "موافقة", "أنتظر", "أخذ التالي",
    "مرحبا، ماذا أكتب لصاحب العمل؟", "مرحبا، ما الذي يعجبك في هذا العمل؟",
    "أحب الطبخ. رقمي 06 12 34 56 78", "تم حل الأمر", "إنهاء المحادثة", "Lina",
)  # fmt: skip


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[tuple[App, str]]:
    settings = load(data_dir=tmp_path, port=0)
    async with compose(settings) as app, serving(app) as url:
        yield app, url


async def mentor(app: App, url: str) -> str:
    """Trained and vetted for everybody; the link by which she signs in."""
    now = app.clock.now()
    async with app.database.write() as db:
        opened = await accounts.invite(db, "mentor", "Lina", now, app.clock.new_id)
        assert opened
        id = opened.account_id
        row = {"account_id": id, "alias": "Lina", "zone": "Europe/Paris", "trained_at": now, "created_at": now}
        await db.execute(t.mentors.insert().values(row))
        for language in ("fr", "ar"):
            await db.execute(t.mentor_languages.insert().values(account_id=id, language=language))
        for topic in ("cv", "letter"):
            await db.execute(t.mentor_topics.insert().values(account_id=id, topic=topic))
        vetted = {"account_id": id, "level": "minors", "expires_at": now + timedelta(days=9), "by_account": id}
        await db.execute(t.vettings.insert().values(vetted | {"at": now}))
    return address_of(url, opened.code)


@asynccontextmanager
async def window(chromium: Browser, locale: str, base: str, complaints: list[str]) -> AsyncIterator[Page]:
    """Errors of a page's script or policy are kept."""
    context: BrowserContext = await chromium.new_context(viewport=PHONE, locale=locale, base_url=base)
    page = await context.new_page()
    page.set_default_timeout(10_000)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield page
    await context.close()


async def tap(page: Page, name: str) -> None:
    await page.get_by_role("button", name=name, exact=True).last.click()


async def press(page: Page, name: str, role: Literal["button", "radio"] = "button") -> None:
    """By keyboard alone: it can be reached, and Enter does it."""
    await page.get_by_role(role, name=name, exact=True).last.focus()
    await page.keyboard.press("Space" if role == "radio" else "Enter")


async def asks(young: Page, said: Said) -> None:
    """From the first screen until they wait."""
    await young.goto("/")
    await young.locator(".begin").click()
    for name in (said.somebody, said.age, said.topic):
        await tap(young, name)
    await young.locator("label.box", has_text=said.language).click()
    await tap(young, said.good)
    await tap(young, said.agree)
    await tap(young, said.wait)


async def looked_at(page: Page, name: str) -> None:
    """For everybody, on a phone and on a desk. With SHOTS the pictures stay."""
    for size, viewport in (("phone", PHONE), ("desk", DESK)):
        await page.set_viewport_size(viewport)
        await fits(page)
        if SHOTS:
            await page.screenshot(path=f"{SHOTS}/{name}-{size}.png", full_page=True)
    await page.set_viewport_size(PHONE)


async def axe(chromium: Browser, page: Page, base: str) -> None:
    """In a window without the policy that keeps foreign scripts out."""
    state = await page.context.storage_state()
    context = await chromium.new_context(viewport=PHONE, base_url=base, bypass_csp=True, storage_state=state)
    twin = await context.new_page()
    await twin.goto(page.url)
    await twin.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
    await accessible(twin)
    await fits(twin)
    await context.close()


@pytest.mark.parametrize(("locale", "said"), [("fr-FR", FRENCH), ("ar", ARABIC)], ids=["fr", "ar"])
async def test_from_the_request_to_the_end_in_two_windows(
    chromium: Browser, app: tuple[App, str], locale: str, said: Said
) -> None:
    composed, url = app
    complaints: list[str] = []
    async with (
        window(chromium, locale, url, complaints) as young,
        window(chromium, locale, url, complaints) as lina,
    ):
        await lina.goto(await mentor(composed, url))
        await lina.locator(".begin").press("Enter")
        await lina.goto("/mentor")
        title = await lina.title()
        await looked_at(lina, f"{locale}-nobody")

        await asks(young, said)

        await expect(lina.locator("#waiting strong")).to_have_text("1")
        await expect(lina).to_have_title(f"(1) {title}")
        await looked_at(lina, f"{locale}-waiting")
        await axe(chromium, lina, url)
        await press(lina, said.take)
        await expect(lina).to_have_url(f"{url}/mentor/c/1?lang={locale[:2]}")
        await expect(young.locator("#log")).to_contain_text("Lina")
        runs = "rtl" if said is ARABIC else "ltr"
        for lines in (young.locator("#log .text"), lina.locator("#lines .text")):
            await expect(lines.filter(has_text="Lina").last).to_have_attribute("dir", runs)

        await young.locator("#text").fill(said.person)
        await young.locator("#text").press("Enter")
        await expect(lina.locator("#lines .person").last).to_contain_text(said.person)
        await lina.locator("#text").focus()
        await lina.keyboard.type(said.mentor)
        await lina.keyboard.press("Control+Enter")
        await expect(young.locator(".line.mentor .text").last).to_have_text(said.mentor)
        await expect(lina.locator("#lines .mentor").last).to_contain_text(said.mentor)
        await expect(lina.locator(".sending")).to_have_count(0)
        await expect(lina.locator("#text")).to_have_value("")
        await young.locator("#text").fill(said.more)
        await young.locator("#text").press("Enter")
        await expect(lina.locator("#lines .person")).to_have_count(2)
        assert "06 12" not in await lina.content()
        await looked_at(lina, f"{locale}-talk")
        await looked_at(young, f"{locale}-young")
        await axe(chromium, lina, url)

        await lina.locator("details.part").last.locator("summary").press("Enter")
        await press(lina, said.done, "radio")
        await press(lina, said.close)
        await expect(lina.locator("#told")).to_be_visible()
        await expect(young.locator("#log")).to_contain_text(said.over)
        await looked_at(lina, f"{locale}-closed")
    assert complaints == []


async def test_without_script_everything_is_a_form(chromium: Browser, app: tuple[App, str]) -> None:
    composed, url = app
    complaints: list[str] = []
    context = await chromium.new_context(viewport=PHONE, locale="fr-FR", base_url=url, java_script_enabled=False)
    lina = await context.new_page()
    async with window(chromium, "fr-FR", url, complaints) as young:
        await lina.goto(await mentor(composed, url))
        await lina.locator(".begin").press("Enter")
        await asks(young, FRENCH)
        await expect(young.locator("#log")).to_contain_text("tu attends")
        await lina.goto("/mentor")
        await press(lina, FRENCH.take)
        await lina.locator("#text").fill(FRENCH.mentor)
        await lina.locator("#write button:not([type='button'])").press("Enter")
        await expect(young.locator(".line.mentor .text").last).to_have_text(FRENCH.mentor)
        await lina.locator("noscript a.button, a.button").first.press("Enter")
        await expect(lina.locator("#lines .mentor").last).to_contain_text(FRENCH.mentor)
    await context.close()
    assert complaints == []


MICROPHONE = """navigator.mediaDevices.getUserMedia = async () => {
  const sound = new AudioContext(), tone = sound.createOscillator(), end = sound.createMediaStreamDestination();
  tone.connect(end);
  tone.start();
  return end.stream;
}"""
"""A microphone that hears one tone."""
PLAYS = """sound => new Promise((done, lost) => {
  sound.addEventListener("canplay", () => done(true));
  sound.addEventListener("error", () => lost(sound.error.message));
  sound.preload = "auto";
  sound.load();
})"""


async def speaks(young: Page, name: str = "voice-recording") -> None:
    """A second of voice, one that was thrown away before."""
    await press(young, "Un vocal")
    await press(young, "Annuler le vocal")
    await press(young, "Un vocal")
    await expect(young.locator("#taped")).to_have_text("0:01")
    await expect(young.get_by_role("button", name="Annuler le vocal")).to_be_in_viewport(ratio=1)
    await looked_at(young, name)
    await press(young, "Envoyer le vocal")


async def test_a_voice_there_and_back(chromium: Browser, app: tuple[App, str]) -> None:
    composed, url = app
    complaints: list[str] = []
    async with (
        window(chromium, "fr-FR", url, complaints) as young,
        window(chromium, "fr-FR", url, complaints) as lina,
    ):
        await young.add_init_script(MICROPHONE)
        await lina.add_init_script(MICROPHONE)
        await lina.goto(await mentor(composed, url))
        await lina.locator(".begin").press("Enter")
        await asks(young, FRENCH)
        await expect(young.locator("#log")).to_contain_text("tu attends")
        await speaks(young)
        await expect(young.locator("#log")).to_contain_text("je garde ton message")
        await expect(young.locator(".line.me audio")).to_have_count(1)
        await expect(young.locator(".line.me:has(audio) .text")).to_have_count(0)
        await lina.goto("/mentor")
        await press(lina, FRENCH.take)
        await expect(lina.locator("#lines audio")).to_have_count(1)
        await expect(young.locator("#log")).to_contain_text("Lina")
        await young.locator("#text").fill("Tu as tout entendu ?")
        await young.locator("#text").press("Enter")
        await speaks(young)
        await expect(lina.locator("#lines audio")).to_have_count(2)
        assert await lina.locator("#lines audio").last.evaluate(PLAYS)
        await looked_at(lina, "voice-mentor")

        heard = await lina.request.get(str(await lina.locator("#lines audio").last.get_attribute("src")))
        assert heard.headers["content-type"] == "audio/webm"
        await lina.locator("#file").set_input_files(
            {"name": "Voix de Lina.webm", "mimeType": "audio/webm", "buffer": await heard.body()}
        )
        await press(lina, "Envoyer")
        await expect(young.locator(".line.mentor audio")).to_have_count(1)
        await lina.locator("#text").fill("Pas fini")
        await speaks(lina, "voice-recording-mentor")
        await expect(young.locator(".line.mentor audio")).to_have_count(2)
        assert await young.locator(".line.mentor audio").last.evaluate(PLAYS)
        await expect(lina.locator("#text")).to_have_value("Pas fini")
        await expect(lina.locator("#lines .sending")).to_have_count(0)
        await looked_at(young, "voice-young")
    assert complaints == []


async def test_a_rising_tone_shows_while_the_console_is_open(chromium: Browser, app: tuple[App, str]) -> None:
    composed, url = app
    complaints: list[str] = []
    async with (
        window(chromium, "fr-FR", url, complaints) as young,
        window(chromium, "fr-FR", url, complaints) as lina,
    ):
        await lina.goto(await mentor(composed, url))
        await lina.locator(".begin").press("Enter")
        await asks(young, FRENCH)
        await expect(young.locator("#log")).to_contain_text("tu attends")
        await lina.goto("/mentor")
        await press(lina, FRENCH.take)
        await expect(young.locator("#log")).to_contain_text("Lina")
        for text in ("Wesh, j’ai un taf", "Ferme ta gueule, tu sers à rien"):
            await young.locator("#text").fill(text)
            await young.locator("#text").press("Enter")
        await expect(lina.locator("#tone")).to_contain_text("Le ton monte")
        await expect(lina.locator("#words summary")).to_be_visible()
        await axe(chromium, lina, url)
        await looked_at(lina, "tone-rises")
        await lina.locator("#tone summary").press("Enter")
        offer = lina.locator("#tone .reply").first
        words = await offer.get_attribute("data-text")
        assert words
        await offer.press("Enter")
        await expect(lina.locator("#text")).to_have_value(words)
        await expect(lina.locator("#text")).to_be_focused()
    assert complaints == []


async def test_a_console_comes_back_after_an_answer_that_was_none(chromium: Browser, app: tuple[App, str]) -> None:
    """The service was starting, or a proxy before it had nobody behind it: browsers give up then."""
    composed, url = app
    complaints: list[str] = []
    asked: list[str] = []

    async def away(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) <= 2:
            await route.fulfill(status=503, body="away")
        else:
            await route.continue_()

    async with (
        window(chromium, "fr-FR", url, []) as lina,
        window(chromium, "fr-FR", url, complaints) as young,
    ):
        await lina.goto(await mentor(composed, url))
        await lina.locator(".begin").press("Enter")
        await lina.route("**/mentor/feed*", away)
        await lina.goto("/mentor")
        await expect(lina.locator("#offline")).to_be_visible()
        await asks(young, FRENCH)
        await expect(lina.locator("#waiting strong")).to_have_text("1", timeout=20_000)
        await expect(lina.locator("#offline")).to_be_hidden()
        assert len(asked) >= 4, "asked whether it is there, then opened"
    assert complaints == []
