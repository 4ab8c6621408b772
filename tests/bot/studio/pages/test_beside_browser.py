"""The try-out beside the form of a step: a phone in the same window where there is room, else a link as ever."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Frame, Page, expect

from bot.storage.engine import Database
from bot.web import guard
from tests.bot.studio.house import House, house
from tests.fixtures.browser import AXE, DESK, accessible, fits

pytestmark = pytest.mark.browser
STEP = "/staff/flows/cv/step/travail"
WIDE, NARROW = 1100, 1099
"""Pixels from which there is room for both, and one less."""


@pytest.fixture
def dialect() -> str:
    return "sqlite"


@pytest.fixture
async def here(database: Database) -> AsyncIterator[House]:
    async with house(database) as found:
        yield found


async def signed(
    chromium: Browser, here: House, *, width: int = DESK["width"], script: bool = True, lang: str = "fr"
) -> Page:
    context = await chromium.new_context(
        viewport={"width": width, "height": 800}, base_url=here.base, java_script_enabled=script, locale=lang
    )
    await context.add_cookies([{"name": guard.COOKIE, "value": "editor", "url": here.base}])
    return await context.new_page()


async def phone(page: Page) -> Frame:
    """The page in the frame, once it is there."""
    element = await page.locator(".beside iframe").element_handle()
    assert element is not None
    frame = await element.content_frame()
    assert frame
    await expect(frame.locator(".phone .screen")).to_be_visible()
    return frame


async def focused_in_frame(page: Page) -> None:
    """Tab by tab into the frame, as far as an answer."""
    await page.locator(".writing a.button").last.focus()
    for _ in range(4):
        await page.keyboard.press("Tab")
        if await page.frame_locator(".beside iframe").locator(".choice:focus").count():
            return
    raise AssertionError("the keyboard does not get into the frame")


@pytest.mark.parametrize("lang", ["fr", "ar"])
async def test_it_speaks_beside_the_form_and_begins_anew_once_saved(chromium: Browser, here: House, lang: str) -> None:
    page = await signed(chromium, here, lang=lang, width=WIDE)
    await page.goto(f"{STEP}?lang={lang}")
    frame = await phone(page)
    await expect(frame.locator(".line.bot")).to_have_count(1)
    await accessible(page)
    await fits(page)
    await focused_in_frame(page)
    await page.keyboard.press("Enter")
    await expect(frame.locator(".line.me")).to_have_count(1)
    await expect(frame.locator(".line.bot").last).to_contain_text("Quel métier")
    await frame.evaluate(AXE)
    assert await frame.evaluate("axe.run().then(found => found.violations.map(one => one.id))") == []
    await page.locator("#ask").fill("Déjà un boulot ?")
    await page.locator("[name=stay]").focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("#saved")).to_be_visible()
    await expect(page.locator("#ask")).to_have_value("Déjà un boulot ?")
    frame = await phone(page)
    await expect(frame.locator(".line.bot")).to_have_text(["Déjà un boulot\u202f?"])
    await expect(frame.locator(".line.me")).to_have_count(0)
    await accessible(page)


async def test_it_needs_no_script(chromium: Browser, here: House) -> None:
    page = await signed(chromium, here, script=False)
    await page.goto(STEP)
    frame = page.frame_locator(".beside iframe")
    await frame.locator("text=Pas encore").click()
    await expect(frame.locator(".line.me")).to_have_count(1)
    await frame.locator("button[name=again]").click()
    await expect(frame.locator(".line.me")).to_have_count(0)
    await expect(frame.locator("header, .tabs")).to_have_count(0)
    await expect(page.locator(".beside iframe")).to_be_visible()


async def test_links_in_it_open_in_the_whole_window(chromium: Browser, here: House) -> None:
    page = await signed(chromium, here)
    await page.goto(STEP)
    frame = await phone(page)
    await frame.locator("a[href*='/tests']").click()
    await expect(page).to_have_url(f"{here.base}/staff/flows/cv/tests?lang=fr")


async def test_without_room_it_is_a_link(chromium: Browser, here: House) -> None:
    page = await signed(chromium, here, width=NARROW)
    await page.goto(STEP)
    await expect(page.locator(".beside")).to_be_hidden()
    await page.locator("a.button[href*='/try?step=travail']").click()
    await expect(page.locator(".line.bot")).to_have_count(1)
    await expect(page.locator(".tabs")).to_be_visible()
    await page.locator(".answers .choice").first.click()
    await expect(page.locator(".line.me")).to_have_count(1)
    await page.reload()
    await expect(page.locator(".line.me")).to_have_count(1)
