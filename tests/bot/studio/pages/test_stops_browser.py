"""Where people stop, in a real browser: readable by everybody, by keyboard, without script, in both directions."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, ViewportSize, expect

from bot.storage.engine import Database
from bot.web import guard
from tests.bot.studio.house import House, house
from tests.bot.studio.pages.test_stops import walk
from tests.fixtures.browser import DESK, PHONE, accessible, fits

pytestmark = pytest.mark.browser


@pytest.fixture
def dialect() -> str:
    return "sqlite"


@pytest.fixture
async def studio(database: Database) -> AsyncIterator[House]:
    async with house(database) as made:
        await walk(made, 62, campaign="affiche gare")
        await walk(made, 21, locale="ar", channel="telegram", gone=True, seconds=90)
        await walk(made, 33, ("cv/nom", "cv/travail", "cv/metier"), seconds=400)
        await walk(made, 8, ("cv/ancienne",))
        yield made


@pytest.mark.parametrize("view", [PHONE, DESK])
@pytest.mark.parametrize("locale", ["fr-FR", "ar"])
async def test_the_pages_are_for_everybody(chromium: Browser, studio: House, locale: str, view: ViewportSize) -> None:
    context = await chromium.new_context(viewport=view, locale=locale, base_url=studio.base, bypass_csp=True)
    await context.add_cookies([{"name": guard.COOKIE, "value": "coordinator", "url": studio.base}])
    page = await context.new_page()
    for path in (
        "/staff/stops",
        "/staff/flows/cv/stops",
        "/staff/flows/cv/stops/picture",
        "/staff/flows/welcome/stops",
    ):
        shown = await page.goto(path)
        assert shown
        assert shown.status == 200
        await accessible(page)
        await fits(page)
    await context.close()


async def test_a_language_is_chosen_by_keyboard(chromium: Browser, studio: House) -> None:
    context = await chromium.new_context(
        viewport=PHONE, locale="fr-FR", base_url=studio.base, java_script_enabled=False
    )
    await context.add_cookies([{"name": guard.COOKIE, "value": "reader", "url": studio.base}])
    page = await context.new_page()
    await page.goto("/staff/stops")
    await page.get_by_role("link", name="Mon CV").focus()
    await page.keyboard.press("Enter")
    row = page.get_by_role("row", name="travail")
    await expect(row).to_contain_text("115")
    await page.locator("#locale").focus()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    await page.locator("main form button").focus()
    await page.keyboard.press("Enter")
    await page.wait_for_url("**locale=ar**")
    await expect(row).to_contain_text("20")
    await expect(page.locator("#locale")).to_have_value("ar")
    await context.close()
