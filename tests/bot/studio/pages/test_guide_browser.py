"""The guide in a real browser, on a phone and on a desk."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, ViewportSize, expect

from bot.storage.engine import Database
from bot.web import guard
from tests.bot.studio.house import house
from tests.fixtures.browser import DESK, PHONE, accessible, fits

pytestmark = pytest.mark.browser


@pytest.fixture
def dialect() -> str:
    return "sqlite"


@pytest.mark.parametrize("view", [PHONE, DESK])
async def test_the_guide_is_for_everybody(chromium: Browser, database: Database, view: ViewportSize) -> None:
    async with house(database) as studio:
        context = await chromium.new_context(viewport=view, base_url=studio.base, bypass_csp=True)
        await context.add_cookies([{"name": guard.COOKIE, "value": "reader", "url": studio.base}])
        page = await context.new_page()
        for lang in ("fr", "ar"):
            await page.goto(f"/staff/guide?lang={lang}")
            await expect(page.locator(".guide h1")).to_be_visible()
            await accessible(page)
            await fits(page)
        await page.locator(".guide nav a").last.focus()
        await page.keyboard.press("Enter")
        await expect(page.locator(".guide h2").last).to_be_in_viewport()
        await context.close()
