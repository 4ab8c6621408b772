"""What a page shows after something could not be kept, or is asked first, is for everybody as the page before it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from playwright.async_api import Browser, FilePayload, Page, expect

from bot.offering import shipped
from bot.storage.engine import Database
from bot.web import guard
from tests.bot.studio.house import CV, SERVED, House, house
from tests.bot.studio.pages.test_publish import draft, stand
from tests.fixtures.browser import SMALL, accessible, fits

pytestmark = pytest.mark.browser
FLOW = "/staff/flows/cv"
WARNED = CV.replace("      job: Oui\n", "      job: Oui, j'ai déjà travaillé quelque part\n")
BROKEN = CV.replace("{none: fin}", "{none: nulle_part}")
BONUS = CV.replace("  - id: fin\n", "  - {id: bonus, ask: Encore ?, type: text}\n  - id: fin\n")


@pytest.fixture
def dialect() -> str:
    return "sqlite"


@pytest.fixture
async def studio(database: Database) -> AsyncIterator[House]:
    async with house(database, SERVED, shelf=lambda given: replace(given, catalogs=shipped())) as made:
        yield made


@pytest.fixture(params=["fr-FR", "ar"])
async def page(request: pytest.FixtureRequest, chromium: Browser, studio: House) -> AsyncIterator[Page]:
    context = await chromium.new_context(viewport=SMALL, locale=request.param, base_url=studio.base, bypass_csp=True)
    await context.add_cookies([{"name": guard.COOKIE, "value": "admin", "url": studio.base}])
    page = await context.new_page()
    page.set_default_timeout(30_000)
    yield page
    await context.close()


async def told(page: Page, what: str = "[role=alert]") -> None:
    """The page says it, and is for everybody."""
    await expect(page.locator(f"main {what}").first).to_be_visible()
    await accessible(page)
    await fits(page)


def file(source: str) -> FilePayload:
    return {"name": "cv.yaml", "mimeType": "text/yaml", "buffer": source.encode()}


async def test_a_file_that_is_not_taken_and_one_that_differs(page: Page, studio: House) -> None:
    await page.goto(f"{FLOW}/header")
    await page.locator("#up").set_input_files(file("flow: cv\nsteps: ["))
    await page.locator('form[action*="/yaml"] button').click()
    await told(page)
    await expect(page.locator("main .problems code")).not_to_have_count(0)
    await page.goto(f"{FLOW}/header")
    await draft(studio, CV.replace("prénom", "nom"))
    await page.locator("#up").set_input_files(file(CV.replace("prénom", "petit nom")))
    await page.locator('form[action*="/yaml"] button').click()
    await told(page)
    await expect(page.locator("main ins").first).to_be_visible()


async def test_both_versions_of_a_step_and_of_the_header(page: Page, studio: House) -> None:
    await page.goto(f"{FLOW}/step/nom")
    await draft(studio, CV.replace("Ton prénom ?", "Ton surnom ?"))
    await page.locator("#ask").fill("Ton petit nom ?")
    await page.locator("button.done").click()
    await told(page)
    await expect(page.locator("main")).to_contain_text("surnom")
    await page.goto(f"{FLOW}/header")
    await draft(studio, CV.replace("title: Mon CV", "title: Ton CV"))
    await page.locator("#title").fill("Un CV")
    await page.locator("button.done").click()
    await told(page)
    await expect(page.locator("main")).to_contain_text("Ton CV")


async def test_what_stops_publishing_and_what_is_asked_first(page: Page, studio: House) -> None:
    await draft(studio, BROKEN)
    await page.goto(f"{FLOW}/publish")
    await expect(page.locator("button.done")).to_be_disabled()
    await told(page, ".problems")
    await draft(studio, WARNED)
    await page.goto(f"{FLOW}/publish")
    await page.locator("button.done").click()
    await told(page)
    await draft(studio, BONUS)
    await page.locator("[name=seen]").check()
    await page.locator("button.done").click()
    await told(page)
    await page.goto(f"{FLOW}/step/fin/more")
    await page.locator('button[value="delete"]').click()
    await told(page)


async def test_where_they_go_whose_step_an_older_version_lacks(page: Page, studio: House) -> None:
    await draft(studio, BONUS)
    await page.goto(f"{FLOW}/publish")
    if await page.locator("[name=seen]").count():
        await page.locator("[name=seen]").check()
    await page.locator("button.done").click()
    await expect(page).to_have_url(f"{studio.base}{FLOW}/history?lang={'ar' if await rtl(page) else 'fr'}")
    await stand(studio, "bonus", "nom")
    await page.locator("main .steps button").first.click()
    await told(page)
    await expect(page.locator('[name="move.bonus"]')).to_be_visible()


async def test_translations_of_which_some_are_kept(page: Page, studio: House) -> None:
    await page.goto(f"{FLOW}/texts/ar")
    await page.locator('textarea[name="text:cv/fin/say"]').fill("جاهز")
    await page.locator('textarea[name="text:cv//title"]').fill("سيرتي")
    await page.locator("button.done").click()
    await told(page)
    await expect(page.locator('textarea[aria-invalid="true"]')).to_have_count(1)
    await page.goto("/staff/texts/es/robot")
    await page.locator("textarea").first.fill("x" * 100)
    await page.locator("button.done").click()
    await told(page)


async def test_what_a_po_file_changed(page: Page, studio: House) -> None:
    po = 'msgctxt "cv/nom/ask"\nmsgid "Ton prénom ?"\nmsgstr "¿Tu nombre?"\n\nmsgctxt "x"\nmsgid "x"\nmsgstr "y"\n'
    await page.goto("/staff/texts/es")
    for data in (po, "hello"):
        given: FilePayload = {"name": "es.po", "mimeType": "text/plain", "buffer": data.encode()}
        await page.locator("#file").set_input_files(given)
        await page.locator('form[action*="/import"] button').click()
        await told(page, ".note")
        assert "/import" in page.url, "what it says is the answer to the file"


async def rtl(page: Page) -> bool:
    return bool(await page.evaluate("document.documentElement.dir === 'rtl'"))
