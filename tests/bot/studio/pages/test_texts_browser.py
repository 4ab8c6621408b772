"""The translation pages in a real browser: what is checked while typing, by keyboard, right to left, for everybody."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from playwright.async_api import Browser, Page, expect

from bot.offering import shipped
from bot.releases.model import Written
from bot.releases.shelf import Shelf
from bot.storage.engine import Database
from bot.web import guard
from tests.bot.studio.house import SERVED, House, house
from tests.fixtures.browser import SMALL, accessible, fits

pytestmark = pytest.mark.browser
ARABIC = "/staff/flows/cv/texts/ar"
FIELD = 'textarea[name="text:cv/fin/say"]'
EVIL = Written(
    "evil", "flow: evil\ntitle: <b>x</b>\nsteps:\n  - {id: x, say: '</textarea><script>zz9()</script>'}\n", {}
)


@pytest.fixture
def dialect() -> str:
    return "sqlite"


def of_ours(shelf: Shelf) -> Shelf:
    return replace(shelf, catalogs=shipped())


@pytest.fixture
async def studio(database: Database) -> AsyncIterator[House]:
    async with house(database, [*SERVED, EVIL], shelf=of_ours) as made:
        yield made


async def signed(chromium: Browser, studio: House, *, script: bool = True, locale: str = "fr-FR") -> Page:
    """For axe, a page has its script; the pages themselves have only their own."""
    context = await chromium.new_context(
        viewport=SMALL, locale=locale, base_url=studio.base, bypass_csp=True, java_script_enabled=script
    )
    await context.add_cookies([{"name": guard.COOKIE, "value": "translator", "url": studio.base}])
    page = await context.new_page()
    page.set_default_timeout(30_000)
    return page


@pytest.mark.parametrize("locale", ["fr-FR", "ar"])
async def test_every_page_is_for_everybody(chromium: Browser, studio: House, locale: str) -> None:
    page = await signed(chromium, studio, locale=locale)
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    paths = ("/staff/texts", "/staff/texts/es", "/staff/texts/ar", "/staff/flows/cv/texts", ARABIC)
    for path in (*paths, "/staff/flows/cv/texts/es?show=todo", "/staff/flows/evil/texts/uk"):
        await page.goto(path)
        await accessible(page)
        await fits(page)
    assert broken == []


async def test_it_is_checked_while_typing_and_kept_by_keyboard(chromium: Browser, studio: House) -> None:
    page = await signed(chromium, studio)
    await page.goto(ARABIC)
    field = page.locator(FIELD)
    hint = page.locator(f"#{await field.evaluate('f => f.getAttribute(`aria-describedby`)')}")
    await field.focus()
    await page.keyboard.type("جاهز")
    await expect(hint).to_contain_text("{name}")
    await page.keyboard.type(" {name}.")
    await expect(hint).to_be_empty()
    assert await field.evaluate("f => getComputedStyle(f).direction") == "rtl"
    await page.keyboard.press("Tab")
    await page.keyboard.press("Space")
    await expect(page.locator('[name="read:cv/fin/say"]')).to_be_checked()
    await page.locator("button.done").focus()
    await page.keyboard.press("Enter")
    await expect(page.locator(".note")).to_contain_text("1")
    await expect(page.locator(FIELD)).to_have_value("جاهز {name}.")
    await expect(page.locator('[name="read:cv/fin/say"]')).to_be_checked()
    await accessible(page)


async def test_who_changes_words_that_were_read_over_takes_the_mark_off(chromium: Browser, studio: House) -> None:
    page = await signed(chromium, studio)
    await page.goto("/staff/flows/cv/texts/en")
    tick = page.locator('[name="read:cv/travail/choices/job"]')
    await expect(tick).to_be_checked()
    field = page.locator('[name="text:cv/travail/choices/job"]')
    await field.fill("Yes, more than twenty letters")
    await expect(tick).not_to_be_checked()
    await expect(page.locator(".hint").filter(has_text="29")).to_be_visible()
    await tick.check()
    await field.fill("Yes!")
    await expect(tick).to_be_checked()


async def test_without_script_the_server_says_what_is_wrong(chromium: Browser, studio: House) -> None:
    page = await signed(chromium, studio, script=False)
    await page.goto(ARABIC)
    await page.locator(FIELD).fill("جاهز")
    await page.locator("button.done").click()
    await expect(page.locator(".wrong").first).to_contain_text("{name}")
    await expect(page.locator(FIELD)).to_have_value("جاهز")
    await page.locator(FIELD).fill("جاهز {name}.")
    await page.locator("button.done").click()
    await expect(page.locator(FIELD)).to_have_value("جاهز {name}.")
    await expect(page.locator(".wrong")).to_have_count(0)
