"""Windows over the whole service: what is pressed and read there, by a young person and by a mentor."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from playwright.async_api import Browser, BrowserContext, Page, expect

from bot.accounts import store as accounts
from bot.accounts.rules import address_of
from bot.app import App
from bot.storage.tables import mentors as t
from tests.fixtures.browser import DESK, PHONE, accessible, fits

SHOTS = os.environ.get("SHOTS")


@dataclass(frozen=True)
class Said:
    """What is pressed and read in one language."""

    somebody: str
    age: str
    topic: str
    language: str
    good: str
    agree: str
    wait: str
    take: str
    person: str
    mentor: str
    more: str
    done: str
    close: str
    over: str


FRENCH = Said(
    "Parler à quelqu’un", "18 à 25 ans", "Une lettre", "Français", "C’est bon", "D’accord", "J’attends",
    "Prendre la suivante", "Bonjour, j’écris quoi au patron ?", "Bonjour, dis-moi d’abord pourquoi ce métier te plaît.",
    "J’aime cuisiner. Mon numéro : 06 12 34 56 78", "C’est réglé", "Terminer la conversation",
    "C’est fini avec Lina. C’était comment ?",
)  # fmt: skip
ARABIC = Said(
    "الحديث مع شخص", "من 18 إلى 25 سنة", "رسالة", "العربية", "تم", "موافقة", "أنتظر", "أخذ التالي",
    "مرحبا، ماذا أكتب لصاحب العمل؟", "مرحبا، ما الذي يعجبك في هذا العمل؟",
    "أحب الطبخ. رقمي 06 12 34 56 78", "تم حل الأمر", "إنهاء المحادثة", "Lina",
)  # fmt: skip


async def mentor(app: App, url: str) -> str:
    """Trained and vetted for everybody; the link by which she signs in."""
    now = app.clock.now()
    async with app.database.write() as db:
        opened = await accounts.invite(db, "mentor", "Lina", now, app.clock.new_id)
        assert opened
        id = opened.account_id
        row = {"account_id": id, "alias": "Lina", "zone": "Europe/Paris", "trained_at": now, "created_at": now}
        await db.execute(t.mentors.insert().values(row))
        for language in ("fr", "ar"):
            await db.execute(t.mentor_languages.insert().values(account_id=id, language=language))
        for topic in ("cv", "letter"):
            await db.execute(t.mentor_topics.insert().values(account_id=id, topic=topic))
        vetted = {"account_id": id, "level": "minors", "expires_at": now + timedelta(days=9), "by_account": id}
        await db.execute(t.vettings.insert().values(vetted | {"at": now}))
    return address_of(url, opened.code)


@asynccontextmanager
async def window(chromium: Browser, locale: str, base: str, complaints: list[str]) -> AsyncIterator[Page]:
    """Errors of a page's script or policy are kept."""
    context: BrowserContext = await chromium.new_context(viewport=PHONE, locale=locale, base_url=base)
    page = await context.new_page()
    page.set_default_timeout(30_000)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    try:
        yield page
    finally:
        await context.close()


async def tap(page: Page, name: str) -> None:
    await page.get_by_role("button", name=name, exact=True).last.click()


async def press(page: Page, name: str, role: Literal["button", "radio"] = "button") -> None:
    """By keyboard alone: it can be reached, and Enter does it."""
    await page.get_by_role(role, name=name, exact=True).last.focus()
    await page.keyboard.press("Space" if role == "radio" else "Enter")


async def answers(young: Page, name: str) -> None:
    """By keyboard, once it is offered; what was offered before is gone then."""
    await young.locator("#answers").get_by_role("button", name=name, exact=True).press("Enter")


async def asks(young: Page, said: Said, about: str = "") -> None:
    """From the first screen until they wait, by keyboard alone."""
    await young.goto("/")
    await young.locator(".begin").press("Enter")
    for name in (said.somebody, said.age, about or said.topic):
        await answers(young, name)
    box = young.get_by_role("checkbox", name=said.language)
    await box.press("Space")
    await expect(box).to_be_checked()
    for name in (said.good, said.agree, said.wait):
        await answers(young, name)


async def looked_at(page: Page, name: str) -> None:
    """For everybody, on a phone and on a desk. With SHOTS the pictures stay."""
    for size, viewport in (("phone", PHONE), ("desk", DESK)):
        await page.set_viewport_size(viewport)
        await fits(page)
        if SHOTS:
            await page.screenshot(path=f"{SHOTS}/{name}-{size}.png", full_page=True)
    await page.set_viewport_size(PHONE)


async def axe(chromium: Browser, page: Page, base: str) -> None:
    """In a window without the policy that keeps foreign scripts out."""
    state = await page.context.storage_state()
    context = await chromium.new_context(viewport=PHONE, base_url=base, bypass_csp=True, storage_state=state)
    try:
        twin = await context.new_page()
        await twin.goto(page.url)
        await twin.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
        await accessible(twin)
        await fits(twin)
    finally:
        await context.close()
