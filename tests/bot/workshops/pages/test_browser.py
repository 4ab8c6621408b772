"""The workshops' pages in a real browser: without script, by keyboard, on a small phone, right to left."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, expect

from bot.storage.engine import Database
from tests.bot.web.rooms import rooms
from tests.bot.workshops.pages.house import XSS, Shelf
from tests.fixtures.browser import SMALL, accessible, fits

pytestmark = pytest.mark.browser


@pytest.fixture
def dialect() -> str:
    return "sqlite"


@pytest.fixture
def shelf(database: Database) -> Shelf:
    return Shelf(database)


@pytest.fixture
async def base(shelf: Shelf) -> AsyncIterator[str]:
    async with rooms(shelf.time.clock, shelf.public().routes) as address:
        yield address


@pytest.mark.parametrize("locale", ["fr-FR", "ar"])
async def test_public_pages_are_for_everybody(chromium: Browser, base: str, shelf: Shelf, locale: str) -> None:
    one = await shelf.hold(XSS, host="Le Pont", summary="On écrit.\nOn relit.")
    context = await chromium.new_context(viewport=SMALL, locale=locale, base_url=base, bypass_csp=True)
    page = await context.new_page()
    queries = ("", "?near=93200", "?near=saint-denis", "?near=nulle+part", "?near=mende")
    for path in (*(f"/workshops{query}" for query in queries), f"/workshops/{one.key}"):
        response = await page.goto(path)
        assert response is not None
        assert response.status == 200
        await accessible(page)
        await fits(page)
    await context.close()


async def test_search_by_keyboard_without_script(chromium: Browser, base: str, shelf: Shelf) -> None:
    await shelf.hold()
    context = await chromium.new_context(viewport=SMALL, locale="fr-FR", base_url=base, java_script_enabled=False)
    page = await context.new_page()
    await page.goto("/workshops")
    await page.locator("#near").focus()
    await page.keyboard.type("saint-denis")
    await page.keyboard.press("Enter")
    await page.locator(".choice").first.focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("h2").first).to_have_text("Autour de Saint-Denis (93)")
    await page.locator(".cards a").first.focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("h1")).to_have_text("Faire son CV")
    await context.close()
