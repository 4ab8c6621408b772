"""The studio in a real browser: played as a member of staff would, beside a young person who is in the middle."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

import pytest
from playwright.async_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

from bot.storage.engine import Database
from bot.web.guard import COOKIE
from tests.bot.studio.house import house as studio_house
from tests.bot.whole import Whole, whole
from tests.fixtures.browser import DESK, PHONE, SMALL, accessible, fits

pytestmark = pytest.mark.browser
OLD, NEW = "Tu commences par quoi ?", "Qu'est-ce qui t'aiderait ?"
TABLET: ViewportSize = {"width": 768, "height": 1024}
Look = Callable[[str, Page], Awaitable[object]]
"""Takes a picture of a page under a name."""


@pytest.fixture
def dialect() -> str:
    return "sqlite"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    with whole(tmp_path_factory.mktemp("studio")) as house:
        yield house


async def nobody_looks(name: str, page: Page) -> None:
    return


async def staff(chromium: Browser, service: Whole, view: ViewportSize = DESK) -> BrowserContext:
    context = await chromium.new_context(base_url=service.base, viewport=view, locale="fr-FR")
    cookie = service.sign_in("admin").cookie
    await context.add_cookies([{"name": COOKIE, "value": cookie, "url": service.base}])
    return context


async def young(chromium: Browser, service: Whole) -> Page:
    """Somebody who was just greeted."""
    context = await chromium.new_context(base_url=service.base, locale="fr-FR", viewport=PHONE)
    page = await context.new_page()
    await page.goto("/")
    await page.locator(".begin").click()
    return page


async def says(page: Page, text: str) -> None:
    box = page.locator("[name=text]")
    await box.fill(text)
    await box.press("Enter")


async def by_mouse(thing: Locator) -> None:
    await thing.click()


async def by_keyboard(thing: Locator) -> None:
    """Links and buttons by Enter, boxes by Space."""
    box = await thing.get_attribute("type") == "checkbox"
    await thing.focus()
    await expect(thing).to_be_focused()
    await thing.press("Space" if box else "Enter")


async def played(
    chromium: Browser,
    service: Whole,
    look: Look = nobody_looks,
    view: ViewportSize = DESK,
    press: Callable[[Locator], Awaitable[None]] = by_mouse,
) -> None:
    """Changes a sentence, is stopped by an error, corrects it, sees it in the try-out, publishes.

    The chat goes on in the new words; then back to the old ones.
    """
    person = await young(chromium, service)
    await expect(person.locator("body")).to_contain_text("Tu commences par quoi")
    page = await (await staff(chromium, service, view)).new_page()
    await page.goto("/staff/flows")
    await look("list", page)
    await press(page.locator('.cards a[href^="/staff/flows/welcome"]'))
    await look("steps", page)
    await press(page.locator('a[href*="/step/depart?"]'))
    ask = page.locator("#ask")
    await ask.fill((await ask.input_value()).replace(OLD, NEW))
    await page.locator('[name="row.0.go"]').fill("nulle_part")
    await expect(page.locator(".told li.error")).to_contain_text("nulle_part")
    await look("form", page)
    await press(page.locator("button.done"))
    await expect(page.locator("#depart .problems")).to_contain_text("nulle_part")
    await look("error", page)
    await press(page.locator('.tabs a[href*="/publish"]'))
    await expect(page.locator("button.done")).to_be_disabled()
    await look("stopped", page)
    await page.goto("/staff/flows/welcome/step/depart")
    await page.locator('[name="row.0.go"]').fill("cv")
    await press(page.locator("[name=stay]"))
    await expect(page.locator("#saved")).to_be_visible()
    if view == DESK:
        await expect(page.frame_locator(".beside iframe").locator(".phone")).to_contain_text("qui t’aiderait")
    else:
        await expect(page.locator(".beside iframe")).to_be_hidden()
    await look("beside", page)
    await press(page.locator('.tabs a[href*="/try"]'))
    await expect(page).to_have_url(re.compile(r"/try\?"))
    await expect(page.locator(".phone")).to_contain_text("qui t’aiderait")
    await look("try", page)
    await press(page.locator('.tabs a[href*="/publish"]'))
    await expect(page.locator(".diff ins").first).to_be_visible()
    await expect(page.locator("#people ~ ul, #people + ul")).to_contain_text("depart")
    await expect(page.locator("#note")).to_be_visible()
    if await page.locator("[name=seen]").count():
        await press(page.locator("[name=seen]"))
    await page.locator("#note").fill("Plus doux")
    await look("publish", page)
    await press(page.locator("button.done"))
    await expect(page.locator(".steps li").first).to_contain_text("Plus doux")
    await look("history", page)
    await says(person, "zzzz")
    await expect(person.locator("body")).to_contain_text("qui t’aiderait")
    await look("chat", person)
    await press(page.locator(".steps li").nth(1).locator("button"))
    await expect(page.locator(".steps li").first).to_contain_text("Retour à la version")
    await says(person, "yyyy")
    await expect(person.locator("body").get_by_text("Tu commences par quoi")).to_have_count(2)
    await look("back", page)


@pytest.mark.parametrize(
    ("view", "press"), [(DESK, by_mouse), (TABLET, by_keyboard), (SMALL, by_keyboard)], ids=["desk", "tablet", "small"]
)
async def test_a_sentence_goes_to_a_running_chat_and_back(
    chromium: Browser, service: Whole, view: ViewportSize, press: Callable[[Locator], Awaitable[None]]
) -> None:
    before = service.app.served.shelf.number
    await played(chromium, service, view=view, press=press)
    assert service.app.served.shelf.number == before + 2, "published, and taken back"


OURS = (
    "/staff/texts", "/staff/texts/es/robot", "/staff/flows/quiz_codes", "/staff/flows/human/try",
    "/staff/flows/human/try?others=1", "/staff/flows/human",
)  # fmt: skip
"""Pages that our own flows fill more than a small one does."""


@pytest.mark.parametrize("locale", ["fr", "ar"])
async def test_pages_of_our_own_flows_fit_a_small_phone(chromium: Browser, service: Whole, locale: str) -> None:
    context = await chromium.new_context(viewport=SMALL, base_url=service.base, bypass_csp=True)
    cookie = service.sign_in("admin").cookie
    await context.add_cookies([{"name": COOKIE, "value": cookie, "url": service.base}])
    page = await context.new_page()
    for path in OURS:
        shown = await page.goto(f"{path}{'&' if '?' in path else '?'}lang={locale}")
        assert shown
        assert shown.status == 200
        await accessible(page)
        await fits(page)
    await context.close()


STEP = "/staff/flows/cv/step/travail"
PAGES = (
    "/staff/flows", "/staff/flows?q=prenom", "/staff/flows/cv", "/staff/flows/cv/new?after=nom", STEP, f"{STEP}/more",
    "/staff/flows/cv/header", "/staff/flows/cv/publish", "/staff/flows/cv/history", "/staff/flows/cv/try?framed=1",
)  # fmt: skip


@pytest.fixture
async def base(database: Database) -> AsyncIterator[str]:
    async with studio_house(database) as made:
        yield made.base


@pytest.mark.parametrize("locale", ["fr-FR", "ar"])
async def test_every_page_is_for_everybody(chromium: Browser, base: str, locale: str) -> None:
    context = await chromium.new_context(viewport=SMALL, locale=locale, base_url=base, bypass_csp=True)
    await context.add_cookies([{"name": COOKIE, "value": "admin", "url": base}])
    page = await context.new_page()
    for round in (1, 2):
        for path in PAGES:
            shown = await page.goto(path)
            assert shown
            assert shown.status == 200
            await accessible(page)
            await fits(page)
        if round == 1:
            await page.goto(STEP)
            await page.locator('[name="row.1.go"]').fill("nulle_part")
            await page.locator("#ask").fill("Une phrase avec un mot qui ne tient vraiment nulle part ?")
            await page.locator("button.done").click()
            await accessible(page)
    await context.close()


async def test_what_is_wrong_is_said_beside_the_field_while_it_is_typed(chromium: Browser, base: str) -> None:
    context = await chromium.new_context(viewport=SMALL, locale="fr-FR", base_url=base)
    await context.add_cookies([{"name": COOKIE, "value": "admin", "url": base}])
    page = await context.new_page()
    await page.goto(STEP)
    ask, go = page.locator("#ask"), page.locator('[name="row.1.go"]')
    await ask.fill("Une phrase {inconnue} ?")
    await go.fill("nulle_part")
    told = page.locator(".told li.error")
    await expect(told).to_have_count(2)
    await expect(page.locator("#told-ask")).to_contain_text("inconnue")
    assert await ask.get_attribute("aria-describedby") == "ask-help told-ask"
    assert await go.get_attribute("aria-invalid") == "true"
    await expect(page.locator("#told-count")).to_contain_text("À revoir")
    await fits(page)
    await go.fill("fin")
    await ask.fill("Tu as déjà travaillé ?")
    await expect(told).to_have_count(0)
    assert await ask.get_attribute("aria-describedby") == "ask-help"
    await page.locator("details", has=page.locator("#when")).locator("summary").click()
    await page.locator("#when").fill("nom is not empty")
    await expect(page.locator("#when-plain")).to_contain_text("on a répondu à")
    await page.goto("/staff/flows/cv")
    await expect(page.locator("h1")).not_to_contain_text("brouillon")
    await context.close()


async def test_all_by_keyboard_without_script(chromium: Browser, base: str) -> None:
    context = await chromium.new_context(viewport=DESK, locale="fr-FR", base_url=base, java_script_enabled=False)
    await context.add_cookies([{"name": COOKIE, "value": "admin", "url": base}])
    page = await context.new_page()
    await page.goto("/staff/flows/cv")
    await page.locator('a[href*="/step/nom?"]').focus()
    await page.keyboard.press("Enter")
    await page.locator("#ask").focus()
    await page.keyboard.press("Control+a")
    await page.keyboard.type("Ton petit nom ?")
    await page.locator("button.done").focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("#nom")).to_contain_text("Ton petit nom")
    await page.goto("/staff/flows/cv/publish")
    seen = page.locator("[name=seen]")
    if await seen.count():
        await seen.focus()
        await page.keyboard.press("Space")
    await page.locator("#note").focus()
    await page.keyboard.type("Au clavier")
    await page.keyboard.press("Enter")
    await expect(page.locator(".steps li").first).to_contain_text("Au clavier")
    await context.close()
