"""Profile, training and the coordinators' pages in a real browser: without script, by keyboard, both directions."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, ViewportSize, expect
from sqlalchemy import update

from bot.accounts import store
from bot.accounts.model import Role
from bot.accounts.rules import address_of
from bot.clock import Clock
from bot.storage.tables.mentors import mentors
from tests.bot.mentors.course import RIGHT
from tests.bot.mentors.pages.house import House
from tests.bot.mentors.pages.office import conversation, held_line, team_site
from tests.bot.mentors.pages.test_cases import TESS, reported, sampled
from tests.fakes.team import FakePost
from tests.fixtures.browser import DESK, PHONE, accessible, fits

pytestmark = pytest.mark.browser
CLOCK = Clock()


@pytest.fixture
def dialect() -> str:
    return "sqlite"


@pytest.fixture
async def base(house: House, post: FakePost) -> AsyncIterator[str]:
    house.time.at = CLOCK.now()
    async with team_site(house, post, CLOCK) as address:
        yield address


async def enter(page: Page, house: House, base: str, role: Role, name: str) -> None:
    async with house.database.write() as db:
        opened = await store.invite(db, role, name, CLOCK.now(), CLOCK.new_id)
    assert opened
    await page.goto(address_of(base, opened.code))
    await page.locator(".begin").click()


async def good(page: Page) -> None:
    await accessible(page)
    await fits(page)


@pytest.mark.parametrize("view", [PHONE, DESK])
@pytest.mark.parametrize("locale", ["fr-FR", "ar"])
async def test_every_page_is_for_everybody(
    chromium: Browser, base: str, house: House, locale: str, view: ViewportSize
) -> None:
    await sampled(house)
    _, report = await reported(house, TESS, 6)
    held = await held_line(house, await conversation(house, TESS, 7), TESS, "Appelle-moi au 06 12 34 56 78", 7)
    async with house.database.write() as db:
        company = {"company": "Boulangeries Réunies", "company_key": "boulangeries réunies"}
        await db.execute(update(mentors).where(mentors.c.account_id == TESS).values(company))
    context = await chromium.new_context(viewport=view, locale=locale, base_url=base, bypass_csp=True)
    page = await context.new_page()
    await enter(page, house, base, "mentor", "Léo Martin")
    await page.goto("/mentor/profile")
    await good(page)
    await page.locator("#alias").fill("Léo Martin")
    await page.locator("[name=save]").click()
    await expect(page.locator("#alias-wrong")).to_be_visible()
    await good(page)
    await page.goto("/mentor/training")
    await good(page)
    for at, _ in enumerate(RIGHT, 1):
        await page.locator("main .choice").first.click()
        await expect(page.locator("main .line.me")).to_have_count(at)
        if at == 1:
            await good(page)
    await expect(page.locator("main .note")).to_be_visible()
    await good(page)
    await enter(page, house, base, "coordinator", "Ana Ruiz")
    await page.goto("/staff/mentors")
    await page.locator("details.fields summary").first.click()
    await page.locator("[name=stop_company]").focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("[name=go_on_company]")).to_be_visible()
    await good(page)
    for path in (f"report/{report}", f"held/{held}", "sample/1"):
        await page.goto(f"/staff/mentors/{path}")
        await expect(page.locator("main .rows, main .kit").first).to_be_visible()
        await good(page)
    await context.close()


async def test_all_by_keyboard_without_script(chromium: Browser, base: str, house: House) -> None:
    context = await chromium.new_context(viewport=PHONE, locale="fr-FR", base_url=base, java_script_enabled=False)
    page = await context.new_page()
    await enter(page, house, base, "mentor", "Léo Martin")
    await page.goto("/mentor/training")
    for at, id in enumerate(RIGHT.values(), 1):
        await page.locator(f"main .choice[value={id}]").focus()
        await page.keyboard.press("Enter")
        await expect(page.locator("main .line.me")).to_have_count(at)
    await expect(page.locator("main .note")).to_contain_text("Réussi")
    await page.locator("main .actions a").first.focus()
    await page.keyboard.press("Enter")
    await page.locator("#alias").focus()
    await page.keyboard.type("Zorro")
    for name in ("language", "topic", "capacity"):
        await page.locator(f"[name={name}]").first.focus()
        await page.keyboard.press("Space")
    await page.keyboard.press("Enter")
    await expect(page.locator("main .note")).to_contain_text("C’est gardé")
    await enter(page, house, base, "coordinator", "Ana Ruiz")
    await page.goto("/staff/mentors")
    await page.locator("details.fields summary").first.focus()
    await page.keyboard.press("Enter")
    await page.locator("[name=give]").first.focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("main .note")).to_contain_text("L’accord est donné")
    await context.close()
