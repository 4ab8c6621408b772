"""A try-out in a browser: by mouse, by keyboard and without script, clean for axe, in French and in Arabic."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, expect

from bot.storage.engine import Database
from bot.web import guard
from tests.bot.studio.house import CV, House, house
from tests.bot.studio.pages.test_trying import draft
from tests.fixtures.browser import DESK, PHONE, accessible, fits

pytestmark = pytest.mark.browser


@pytest.fixture
async def here(database: Database) -> AsyncIterator[House]:
    async with house(database) as found:
        yield found


async def signed(chromium: Browser, here: House, *, phone: bool = False, script: bool = True, lang: str = "fr") -> Page:
    context = await chromium.new_context(
        viewport=PHONE if phone else DESK, base_url=here.base, java_script_enabled=script, locale=lang
    )
    await context.add_cookies([{"name": guard.COOKIE, "value": "editor", "url": here.base}])
    return await context.new_page()


@pytest.mark.parametrize("lang", ["fr", "ar"])
async def test_a_chat_with_a_test_kept(chromium: Browser, here: House, lang: str) -> None:
    page = await signed(chromium, here, phone=lang == "ar", lang=lang)
    await page.goto(f"/staff/flows/cv/try?lang={lang}")
    await page.fill("#text", "Zoé")
    await page.keyboard.press("Enter")
    await expect(page.locator(".answers .choice").first).to_be_focused()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.locator(".line.bot").last).to_contain_text("Zoé")
    await accessible(page)
    await fits(page)
    await page.fill("#name", "Sans travail")
    await page.click("form[action$=keep] button")
    await expect(page.locator("#try [role=status]")).to_be_visible()
    await draft(here, CV.replace("C'est prêt", "Voilà"))
    await page.goto(f"/staff/flows/cv/tests?lang={lang}")
    await expect(page.locator("tr.differs")).to_have_count(1)
    await accessible(page)
    await fits(page)


async def test_it_needs_no_script(chromium: Browser, here: House) -> None:
    page = await signed(chromium, here, script=False)
    await page.goto("/staff/flows/cv/try?step=travail")
    await page.click("text=Pas encore")
    await expect(page.locator(".line.me")).to_have_count(1)
    await page.click(".line.me button")
    await expect(page.locator(".line.me")).to_have_count(0)
