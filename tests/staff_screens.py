"""The pictures of the staff's guide (`bot/docs/studio.md`), from the real service.

Part of `python -m tests.screenshots`.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, Page

from bot.clock import Clock
from bot.kept import DATABASE_FILE
from bot.library import shipped
from bot.releases.model import Written
from bot.storage.engine import Database
from bot.storage.stops import Tally, add_up, write
from bot.studio.model import NEVER
from bot.studio.rules.reading import reading
from bot.studio.store import drafts, flows
from flows.tracks import Passage

WIDE = 820
"""Pixels of a tablet."""
TITLE_AT_TOP = "scrollBy(0, document.querySelector('main h1').getBoundingClientRect().top - 90)"
"""Below the bar that stays."""
FIELD_IN_MIDDLE = "field => document.querySelector(field).scrollIntoView({block: 'center'})"
FLOW = "lettre"
SEEN = "cv"
ARRIVING = (120, 115, 90, 85, 80, 45, 40)
"""How many came to each of its first questions: the page of where people stop has something to show."""
SLIPS = {
    "go: cv_vide": "go: cv_vid",
    "Pour l'écrire, je pars de ton CV. On le fait d'abord.": "Il faut d'abord faire ton CV, puis on pourra écrire.",
}
"""What somebody in a hurry writes: the page of what is wrong has something to show."""


@dataclass(frozen=True, slots=True)
class Screen:
    """A page of the studio, from its title or the step it names, so many pixels high.

    `typed`: a field and the words somebody is typing there; the picture shows what is said of them.
    """

    name: str
    path: str
    height: int = 760
    typed: tuple[str, str] | None = None


SCREENS = (
    Screen("studio-list", "/staff/flows?q=mission"),
    Screen("studio-steps", "/staff/flows/human", 900),
    Screen("studio-step", "/staff/flows/human/step/comment", 1000),
    Screen("studio-typing", "/staff/flows/human/step/comment", 620, ('[name="row.0.go"]', "cv_vid")),
    Screen("studio-picture", "/staff/flows/human/picture", 1000),
    Screen("studio-wrong", f"/staff/flows/{FLOW}#pas_encore", 760),
    Screen("studio-try", "/staff/flows/welcome/try", 900),
    Screen("studio-texts", "/staff/flows/human/texts/es", 900),
    Screen("studio-languages", "/staff/texts", 1000),
    Screen("studio-publish", f"/staff/flows/{FLOW}/publish", 900),
    Screen("studio-stops", f"/staff/flows/{SEEN}/stops", 1100),
    Screen("studio-quiz", "/staff/flows/quiz_codes", 1100),
)


async def sign_in(page: Page, environment: Mapping[str, str], folder: Path) -> None:
    """By an invitation, as a newcomer of the team."""
    command = (sys.executable, "-m", "bot", "invite", "publisher", "Ana Ruiz")
    process = await asyncio.create_subprocess_exec(
        *command, env=environment, cwd=folder, stdout=asyncio.subprocess.PIPE
    )
    said, _ = await process.communicate()
    await page.goto(said.decode().split()[-1])
    await page.locator(".begin").click()


async def slip(database: str) -> None:
    """A draft of somebody in a hurry."""
    ours = next(written for written in shipped() if written.flow == FLOW)
    source = ours.source
    for right, wrong in SLIPS.items():
        if right not in source:
            raise SystemExit(f"{FLOW} no longer says {right!r}")
        source = source.replace(right, wrong, 1)
    opened, clock = await Database.open(database), Clock()
    try:
        async with opened.write() as db:
            held = await flows.held(db, FLOW)
            draft, based_on = Written(FLOW, source, ours.texts), held.number if held else None
            await drafts.save(db, draft, on_version=NEVER, based_on=based_on, by=None, now=clock.now())
    finally:
        await opened.close()


async def seen(database: str) -> None:
    """What turns did lately."""
    flow = next(reading(written.flow, written.source).flow for written in shipped() if written.flow == SEEN)
    spots = [f"{SEEN}/{step.id}" for step in flow.steps if step.is_question] if flow else []
    tally, where = Tally(), ("fr", "web", "")
    for before, spot, came, left in zip(["", *spots], spots, ARRIVING, (*ARRIVING[1:], ARRIVING[-1]), strict=False):
        for _ in range(came):
            tally.add(Passage("fr", before, bool(before), False, False, 20 if before else None, spot, True), *where[1:])
        tally.gone((spot, *where), came - left)
    opened, now = await Database.open(database), Clock().now()
    try:
        async with opened.write() as db:
            await write(db, tally, now)
            await add_up(db)
    finally:
        await opened.close()


async def staff_screens(
    browser: Browser, address: str, environment: Mapping[str, str], folder: Path
) -> AsyncIterator[tuple[str, bytes]]:
    """Name and picture of each. `environment`: of the service that runs at `address`, from `folder`."""
    context = await browser.new_context(
        viewport={"width": WIDE, "height": SCREENS[0].height},
        locale="fr",
        color_scheme="light",
        reduced_motion="reduce",
    )
    page = await context.new_page()
    await sign_in(page, environment, folder)
    await slip(f"sqlite:///{folder / DATABASE_FILE}")
    await seen(f"sqlite:///{folder / DATABASE_FILE}")
    for screen in SCREENS:
        await page.set_viewport_size({"width": WIDE, "height": screen.height})
        answer = await page.goto(f"{address}{screen.path}")
        if answer is None or not answer.ok:
            raise SystemExit(f"{screen.path} is not there")
        if "#" not in screen.path:
            await page.evaluate(TITLE_AT_TOP)
        if screen.typed:
            field, words = screen.typed
            await page.locator(field).fill(words)
            await page.locator(".told li").first.wait_for()
            await page.evaluate(FIELD_IN_MIDDLE, field)
        yield screen.name, await page.screenshot()
    await context.close()
