"""What comes of a conversation on the team's pages, and a mentor's hours: for everybody, with rows in them."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, Page, expect

from bot.accounts import store as accounts
from bot.accounts.model import Role
from bot.accounts.rules import address_of
from bot.app import App
from tests.bot.mentors.pages.windows import FRENCH, asks, axe, looked_at, mentor, press, window

pytestmark = pytest.mark.browser

SAID = "Chez moi ça ne va plus du tout"


async def enters(page: Page, app: App, url: str, role: Role, name: str) -> None:
    async with app.database.write() as db:
        opened = await accounts.invite(db, role, name, app.clock.now(), app.clock.new_id)
    assert opened
    await page.goto(address_of(url, opened.code))
    await page.locator(".begin").press("Enter")
    await expect(page.locator("main h1")).to_be_visible()


async def test_hours_alerts_numbers_and_what_is_kept(chromium: Browser, app: tuple[App, str]) -> None:
    composed, url = app
    complaints: list[str] = []
    async with (
        window(chromium, "fr-FR", url, complaints) as young,
        window(chromium, "fr-FR", url, complaints) as lina,
        window(chromium, "fr-FR", url, complaints) as ana,
    ):
        await lina.goto(await mentor(composed, url))
        await lina.locator(".begin").press("Enter")
        await expect(lina.locator("main h1")).to_be_visible()
        await lina.goto("/mentor/slots")
        await press(lina, "Donner cette heure")
        await expect(lina.locator("main button[name=back]")).to_have_count(1)
        await looked_at(lina, "slots")
        await axe(chromium, lina, url)

        await asks(young, FRENCH)
        await expect(young.locator("#log")).to_contain_text("tu attends")
        await lina.goto("/mentor")
        await press(lina, FRENCH.take)
        await expect(young.locator("#log")).to_contain_text("Lina")
        await young.locator("#text").fill(SAID)
        await young.locator("#text").press("Enter")
        await expect(lina.locator("#lines .person").last).to_contain_text(SAID)
        await lina.locator("form.danger summary").press("Enter")
        await press(lina, "Prévenir la coordination")
        await expect(lina.locator("#told")).to_be_visible()
        await axe(chromium, lina, url)

        await enters(ana, composed, url, "coordinator", "Ana Ruiz")
        for path in ("alerts", "missed", "helplines"):
            await ana.goto(f"/staff/{path}")
            await expect(ana.locator("main li, main .rows").first).to_be_visible()
            await looked_at(ana, path)
            await axe(chromium, ana, url)
        await enters(ana, composed, url, "admin", "Bea")
        await ana.goto("/staff/data")
        await expect(ana.locator("main table, main dl").first).to_be_visible()
        await looked_at(ana, "data")
        await axe(chromium, ana, url)
    assert complaints == []
