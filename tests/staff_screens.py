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

WIDE = 820
"""Pixels of a tablet."""


@dataclass(frozen=True, slots=True)
class Screen:
    """A page of the studio from its top, so high."""

    name: str
    path: str
    height: int = 760


SCREENS = (
    Screen("studio-list", "/staff/flows?q=mission"),
    Screen("studio-steps", "/staff/flows/human", 900),
    Screen("studio-picture", "/staff/flows/human/picture", 1000),
    Screen("studio-try", "/staff/flows/welcome/try", 900),
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
    for screen in SCREENS:
        await page.set_viewport_size({"width": WIDE, "height": screen.height})
        await page.goto(f"{address}{screen.path}")
        await page.evaluate("scrollBy(0, document.querySelector('main h1').getBoundingClientRect().top - 90)")
        yield screen.name, await page.screenshot()
    await context.close()
