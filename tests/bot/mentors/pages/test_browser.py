"""Two windows over the whole service: a young person in one, a mentor in the other, from the request to the end."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import Browser, Page, Route, expect

from bot.app import App
from tests.bot.mentors.pages.windows import ARABIC, FRENCH, Said, asks, axe, looked_at, mentor, press, window
from tests.fixtures.browser import PHONE

pytestmark = pytest.mark.browser


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
        await expect(young.locator("#answers button").first).to_be_visible()
        await axe(chromium, young, url)
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
        await expect(young.locator(".line.mentor").last.get_by_role("button")).to_have_count(1)
        await looked_at(lina, f"{locale}-talk")
        await looked_at(young, f"{locale}-young")
        await axe(chromium, lina, url)
        await expect(young.locator("#log")).to_contain_text("Lina")
        await axe(chromium, young, url)

        await lina.locator("details.part").last.locator("summary").press("Enter")
        await press(lina, said.done, "radio")
        await press(lina, said.close)
        await expect(lina.locator("#told")).to_be_visible()
        await expect(young.locator("#log")).to_contain_text(said.over)
        await expect(young.locator("#answers button").first).to_be_visible()
        await axe(chromium, young, url)
        await looked_at(lina, f"{locale}-closed")
    assert complaints == []


async def test_what_is_written_while_a_line_is_on_its_way_stays(chromium: Browser, app: tuple[App, str]) -> None:
    composed, url = app
    complaints: list[str] = []
    held = asyncio.Event()

    async def late(route: Route) -> None:
        await held.wait()
        await route.continue_()

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
        await lina.route("**/mentor/c/**&live", late)
        await lina.locator("#text").fill("Bonjour !")
        await lina.locator("#text").press("Control+Enter")
        await expect(lina.locator(".sending")).to_have_count(1)
        await lina.locator("#text").press("End")
        await lina.keyboard.type(" Je lis ta lettre.")
        held.set()
        await expect(young.locator(".line.mentor .text").last).to_have_text("Bonjour !")
        await expect(lina.locator("#text")).to_have_value(" Je lis ta lettre.")
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
