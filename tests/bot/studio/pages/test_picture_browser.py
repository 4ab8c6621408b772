"""The picture in a real browser: for everybody, light and dark, and a step opens by keyboard."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, ViewportSize, expect

from bot.releases.model import Written
from bot.storage.engine import Database
from bot.web import guard
from tests.bot.studio.house import SERVED, house
from tests.fixtures.browser import DESK, PHONE, SMALL, TOUCH, accessible, fits

pytestmark = pytest.mark.browser
LOOPS = Written(
    "loops",
    "flow: loops\ntitle: Des boucles\nsteps:\n  - id: boulot\n    ask: Quel boulot ?\n    type: text\n"
    "  - {id: encore, ask: Un autre ?, type: yes_no, repeat: boulot, dontknow: no}\n"
    "  - {id: bien, say: Bien., when: boulot is a, go: '@menu'}\n  - {id: fin, say: C'est fini.}\n",
    {"ar": {"loops/boulot/ask": "أي عمل؟"}},
)

LEADS = Written(
    "leads",
    "flow: leads\ntitle: Vers d'autres parcours\nsteps:\n  - {id: x, say: Va.}\n  - {id: y, run: cv}\n"
    "  - id: ou\n    ask: Et ensuite ?\n    choices:\n      a: Mon CV\n      b: Des boucles\n      c: Le début\n"
    "    go: {a: cv, b: loops, c: welcome}\n",
    {},
)
"""Links under links, each to another flow."""


@pytest.fixture
def dialect() -> str:
    return "sqlite"


@pytest.mark.parametrize("view", [SMALL, PHONE, DESK])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_picture_is_for_everybody(
    chromium: Browser, database: Database, scheme: str, view: ViewportSize
) -> None:
    async with house(database, (*SERVED, LOOPS, LEADS)) as studio:
        context = await chromium.new_context(viewport=view, base_url=studio.base, bypass_csp=True)
        await context.add_cookies([{"name": guard.COOKIE, "value": "editor", "url": studio.base}])
        page = await context.new_page()
        await page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        for path in ("/staff/flows/loops/picture?lang=fr", "/staff/flows/loops/picture?lang=ar&in=ar"):
            await page.goto(path)
            await expect(page.locator(".p-picture")).to_be_visible()
            await accessible(page)
            await fits(page)
        await page.goto("/staff/flows/leads/picture?lang=fr")
        tapped = page.locator(".p-picture a")
        await expect(tapped).to_have_count(7)
        sizes = [await tapped.nth(at).evaluate("a => a.getBoundingClientRect().height") for at in range(7)]
        assert min(sizes) >= TOUCH, sizes
        await fits(page)
        await tapped.nth(5).click(position={"x": 230, "y": 40})
        await expect(page).to_have_url(f"{studio.base}/staff/flows/loops/picture?lang=fr")
        await page.goto("/staff/flows/loops/picture?lang=fr")
        await page.locator(".p-picture a").nth(1).focus()
        await page.keyboard.press("Enter")
        await expect(page).to_have_url(f"{studio.base}/staff/flows/loops?lang=fr#encore")
        await context.close()
