"""Who looks elsewhere hears it: somebody waits, an appointment begins soon."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.async_api import Browser, expect

from bot.app import App
from bot.mentors.store import appointments, board, slots
from bot.mentors.store.appointments import Asked
from tests.bot.mentors.pages.windows import axe, looked_at, mentor, press, window
from tests.bot.mentors.rows import agreed, handoff
from tests.bot.storage.rows import person

pytestmark = pytest.mark.browser

COUNTED = """window.rung = 0;
const made = AudioContext.prototype.createOscillator;
AudioContext.prototype.createOscillator = function () { window.rung += 1; return made.call(this); };"""
TONES = 2
"""Of one ring."""


async def test_a_sound_and_the_title_say_it(chromium: Browser, app: tuple[App, str]) -> None:
    composed, url = app
    complaints: list[str] = []
    async with window(chromium, "fr-FR", url, complaints) as lina:
        await lina.add_init_script(COUNTED)
        await lina.goto(await mentor(composed, url))
        await lina.locator(".begin").press("Enter")
        await lina.goto("/mentor")
        title = await lina.title()
        sound = lina.locator("#sound")
        await sound.press("Enter")
        await expect(sound).to_have_attribute("aria-pressed", "true")
        await lina.wait_for_function(f"rung === {TONES}")

        for id in (901, 902):
            await person(composed.database, id)
        async with composed.database.write() as db:
            await handoff(db, 901, since=composed.clock.now(), asked_at=composed.clock.now())
            await board.next_change(db)
        await expect(lina).to_have_title(f"(1) {title}")
        await lina.wait_for_function(f"rung === {2 * TONES}")

        await lina.reload()
        await expect(sound).to_have_attribute("aria-pressed", "true")
        await lina.keyboard.press("Tab")  # from the first key on it may sound again
        now = composed.clock.now()
        async with composed.database.write() as db:
            await agreed(db, 902)
            assert await slots.give(db, 1, now + timedelta(minutes=40), 30, "s", now)
            assert await appointments.book(db, now, 902, Asked("cv", ("fr",), "adults"), "s", "a")
        await expect(lina.locator("#soon")).to_contain_text("Rendez-vous", timeout=60_000)
        await expect(lina).to_have_title(f"⏰ (1) {title}")
        await lina.wait_for_function(f"rung === {TONES}")
        await looked_at(lina, "soon")
        await axe(chromium, lina, url)

        await press(lina, "Un son quand quelqu’un attend")
        await expect(sound).to_have_attribute("aria-pressed", "false")
    assert complaints == []
