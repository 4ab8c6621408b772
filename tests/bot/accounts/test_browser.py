"""The pages behind the sign-in in a real browser: without script, by keyboard, on a small phone, right to left."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from zoneinfo import ZoneInfo

import pyotp
import pytest
from playwright.async_api import Browser, Page, expect

from bot.accounts import store
from bot.accounts.domain import domain
from bot.accounts.pages_mail import LOST, MAILBOX
from bot.accounts.post import Post
from bot.accounts.rules import address_of
from bot.accounts.second.rules import CODES
from bot.clock import Clock
from bot.i18n import translator
from bot.ports import Mail
from bot.storage.engine import Database
from tests.bot.web.rooms import rooms
from tests.fakes.clock import FakeTime
from tests.fixtures.browser import DESK, SMALL, accessible, fits

pytestmark = pytest.mark.browser
CLOCK = Clock()


class Takes:
    """A mail server that takes all."""

    async def send(self, mail: Mail) -> bool:
        return True


@pytest.fixture
def dialect() -> str:
    return "sqlite"


@asynccontextmanager
async def pages(database: Database, clock: Clock) -> AsyncIterator[str]:
    post = Post(Takes())
    room = domain(
        database=database, clock=clock, zone=ZoneInfo("Europe/Paris"), root="", translations=translator, post=post
    )
    assert room.routes
    async with rooms(clock, room.routes) as address:
        yield address


@pytest.fixture
async def base(database: Database) -> AsyncIterator[str]:
    async with pages(database, CLOCK) as address:
        yield address


async def link(database: Database, base: str, name: str, clock: Clock = CLOCK) -> str:
    async with database.write() as db:
        opened = await store.invite(db, "admin", name, clock.now(), clock.new_id)
    assert opened
    return address_of(base, opened.code)


async def good(page: Page) -> None:
    """For axe, a page has its script; the pages themselves have none."""
    await accessible(page)
    await fits(page)


@pytest.mark.parametrize("locale", ["fr-FR", "ar"])
async def test_every_page_is_for_everybody(chromium: Browser, base: str, database: Database, locale: str) -> None:
    context = await chromium.new_context(viewport=SMALL, locale=locale, base_url=base, bypass_csp=True)
    page = await context.new_page()
    await page.goto("/staff")
    await good(page)
    await page.goto(await link(database, base, "Équipe"))
    await good(page)
    await page.locator(".begin").click()
    await expect(page).to_have_url(f"{base}/staff")
    await good(page)
    for path in ("/staff/devices", "/staff/accounts", MAILBOX, LOST):
        await page.goto(path)
        await good(page)
    await page.locator("#address").fill("a@exemple.fr")
    await page.locator(".begin").click()
    await expect(page.locator(".note")).to_be_visible()
    await good(page)
    await page.goto(MAILBOX)
    await page.locator("#address").fill("a@exemple.fr")
    await page.locator("button.done").click()
    await expect(page.locator("#code")).to_be_visible()
    await good(page)
    await page.goto("/staff/accounts")
    await page.locator("#name").fill("Chez Momo")
    await page.locator("button.done").click()
    await expect(page.locator("#link")).to_be_visible()
    await good(page)
    await context.close()


async def test_all_by_keyboard_without_script(chromium: Browser, base: str, database: Database) -> None:
    context = await chromium.new_context(viewport=DESK, locale="fr-FR", base_url=base, java_script_enabled=False)
    page = await context.new_page()
    await page.goto(await link(database, base, "Équipe"))
    await page.locator(".begin").focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("h1")).to_have_text("Bonjour Équipe")
    await page.locator(".cards a").first.focus()
    await page.keyboard.press("Enter")
    await page.locator("#name").focus()
    await page.keyboard.type("Chez Momo")
    await page.keyboard.press("Enter")
    await expect(page.locator(".note")).to_contain_text("Le compte est créé")
    await page.locator(".who button").focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("h1")).to_have_text("Se connecter")
    await page.goto("/staff")
    await expect(page).to_have_url(f"{base}/sign-in?next=%2Fstaff")
    await context.close()


async def comes_in(page: Page, address: str) -> None:
    await page.goto(address)
    await page.locator(".begin").focus()
    await page.keyboard.press("Enter")


async def types(page: Page, field: str, text: str) -> None:
    await page.locator(field).focus()
    await page.keyboard.type(text)
    await page.keyboard.press("Enter")


@pytest.mark.parametrize("locale", ["fr-FR", "ar"])
async def test_the_code_of_a_telephone_is_set_up_and_asked_for_by_keyboard(
    chromium: Browser, database: Database, locale: str
) -> None:
    time = FakeTime(CLOCK.now())
    async with pages(database, time.clock) as base:
        devices = [
            await chromium.new_context(viewport=SMALL, locale=locale, base_url=base, bypass_csp=True) for _ in range(2)
        ]
        here, there = [await device.new_page() for device in devices]
        await comes_in(here, await link(database, base, "Zoé", time.clock))
        await expect(here).to_have_url(f"{base}/staff")
        await here.goto("/staff/code")
        await good(here)
        await here.locator(".begin").focus()
        await here.keyboard.press("Enter")
        await expect(here.locator(".qr svg")).to_be_visible()
        await good(here)
        proof = pyotp.TOTP(await here.locator(".soft code").inner_text())
        await types(here, "#code-confirm", proof.at(time.now()))
        await expect(here.locator(".codes code")).to_have_count(CODES)
        await good(here)
        time.forward(minutes=1)
        await comes_in(there, await link(database, base, "Zoé", time.clock))
        await expect(there.locator("#code")).to_be_focused()
        await good(there)
        await types(there, "#code", "000000")
        await expect(there.locator("[role=alert]")).to_be_visible()
        await there.goto("/staff/accounts")
        await expect(there).not_to_have_url(f"{base}/staff/accounts")
        await there.goto("/sign-in/code")
        await expect(there.locator("#code")).to_be_focused()
        await types(there, "#code", proof.at(time.now()))
        await expect(there).to_have_url(f"{base}/staff")
        for device in devices:
            await device.close()
