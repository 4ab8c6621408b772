"""The workshops' pages in a real browser: without script, by keyboard, on a small phone, right to left."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, Page, expect

from bot.accounts import store as accounts
from bot.accounts.model import Role
from bot.accounts.rules import address_of
from bot.workshops.pages.staff import BASE as STAFF
from tests.bot.workshops.pages.house import XSS, Shelf, seated
from tests.fixtures.browser import SMALL, accessible, fits

pytestmark = pytest.mark.browser


@pytest.fixture
def dialect() -> str:
    return "sqlite"


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


async def enter(page: Page, base: str, shelf: Shelf, role: Role, name: str) -> None:
    async with shelf.database.write() as db:
        opened = await accounts.invite(db, role, name, shelf.time.now(), shelf.time.new_id)
    assert opened is not None
    await page.goto(address_of(base, opened.code))
    await page.locator(".begin").click()
    await expect(page).to_have_url(f"{base}/staff")


@pytest.mark.parametrize("locale", ["fr-FR", "ar"])
async def test_pages_of_hosts_and_staff_are_for_everybody(
    chromium: Browser, base: str, shelf: Shelf, locale: str
) -> None:
    one, now = await shelf.hold(XSS, edition="Automne"), await shelf.hold("En cours", days=0.02)
    await seated(shelf, now.key, 2)
    shelf.time.forward(hours=1)
    context = await chromium.new_context(viewport=SMALL, locale=locale, base_url=base, bypass_csp=True)
    page = await context.new_page()
    await enter(page, base, shelf, "host", "Momo")
    for path in ("/host", "/host/kits", "/host/new", "/host/new?kit=write_cv"):
        assert (await page.goto(path)) is not None
        await page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
        await accessible(page)
        await fits(page)
    await enter(page, base, shelf, "admin", "Équipe")
    for path in (
        STAFF,
        f"{STAFF}/new",
        f"{STAFF}/import",
        f"{STAFF}/{one.key}",
        f"{STAFF}/{one.key}/edit",
        f"{STAFF}/{now.key}",
    ):
        await page.goto(path)
        await page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
        await accessible(page)
        await fits(page)
    await context.close()


async def test_a_workshop_in_under_two_minutes_by_keyboard_without_script(
    chromium: Browser, base: str, shelf: Shelf
) -> None:
    """Twelve keys beside the words: a minute for who types slowly."""
    context = await chromium.new_context(viewport=SMALL, locale="fr-FR", base_url=base, java_script_enabled=False)
    page = await context.new_page()
    await enter(page, base, shelf, "host", "Boulangerie Momo")
    await page.goto("/host/new")
    for field, words in (("title", "Visiter le fournil"), ("near", "saint-denis"), ("seats", "6")):
        await page.locator(f"#{field}").focus()
        await page.keyboard.type(words)
    for field, value in (("date", "2026-12-01"), ("start", "09:00"), ("end", "11:00")):
        await page.locator(f"#{field}").fill(value)
    await page.locator("#end").press("Enter")
    await expect(page.locator("#near-told")).to_contain_text("Choisissez la bonne")
    await page.locator("input[name=insee]").first.focus()
    await page.keyboard.press("Space")
    await page.locator("button.done").focus()
    await page.keyboard.press("Enter")
    await expect(page.locator(".note")).to_contain_text("relit votre premier atelier")
    await expect(page.locator("h1")).to_have_text("Visiter le fournil")
    await page.locator("details.cancel summary").focus()
    await page.keyboard.press("Enter")
    await page.locator("details.cancel button").focus()
    await page.keyboard.press("Enter")
    await expect(page.locator(".tag")).to_have_text("annulé")
    await context.close()


async def test_a_workshop_from_a_kit_by_keyboard_without_script(chromium: Browser, base: str, shelf: Shelf) -> None:
    """The kit, a day, an hour, a town: the second time the day alone."""
    context = await chromium.new_context(viewport=SMALL, locale="fr-FR", base_url=base, java_script_enabled=False)
    page = await context.new_page()
    await enter(page, base, shelf, "host", "Boulangerie Momo")
    for fields in ({"date": "2026-12-01", "start": "14:00", "near": "93200"}, {"date": "2026-12-08"}):
        await page.goto("/host")
        await page.locator("main a.button").first.focus()
        await page.keyboard.press("Enter")
        await page.locator(".rows a[href*='kit=write_cv']").focus()
        await page.keyboard.press("Enter")
        for field, value in fields.items():
            await page.locator(f"#{field}").fill(value)
        await page.locator("button.done").focus()
        await page.keyboard.press("Enter")
        await expect(page.locator("h1")).to_have_text("Faire son CV")
        await expect(page.locator(".facts")).to_contain_text("14:00 – 15:30")
        await expect(page.locator(".facts")).to_contain_text("Saint-Denis")
    async with page.expect_download() as download:
        await page.locator("main a[download]").first.press("Enter")
    assert (await download.value).suggested_filename == "Presence_Faire_son_CV.pdf"
    await context.close()
