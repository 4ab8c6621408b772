"""Two windows: a mentor writes a line of a CV better, the young person sees both and takes it; both see it done."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.async_api import Browser, expect
from sqlalchemy import select, update

from bot.app import App
from bot.cvs import store
from bot.storage.papers import Paper
from bot.storage.tables.conversation import sessions
from cv_builder.quiz import cv_from_answers
from flows.events import JsonValue
from flows.session import Entry, Session
from tests.bot.mentors.pages.windows import ARABIC, FRENCH, Said, asks, axe, looked_at, mentor, press, tap, window

pytestmark = pytest.mark.browser

ANSWERS: dict[str, JsonValue] = {
    "name": "Amina Konaté",
    "phone": "+33612345678",
    "looking": {"label": "selling phones in the street"},
    "had_job": "job",
    "job.title": [{"code": "d5db9d5c-2ebf-4a54-a79a-1b7e7ff70471", "label": "Serveuse"}],
    "job.employer": ["Chez Momo"],
    "job.year": [2025],
    "job.length": ["months"],
    "job.tasks": [["waiter_orders", "waiter_serve", "waiter_pay"]],
    "qualities": ["punctual", "smiling"],
}
UNREAD = "حياكة السجاد"
TASK, BETTER = "Encaisser les clients", "Tenir la caisse, jusqu’à 80 clients par jour"


@dataclass(frozen=True)
class Words:
    """What is pressed and read in one language beside what every conversation has."""

    said: Said
    about: str
    suggest: str
    suggested: str
    take: str
    taken: str
    on_the_cv: str


FR = Words(FRENCH, "Mon CV à relire", "Proposer", "C’est proposé", "Prendre", "C’est pris", "prise, elle est sur le CV")
AR = Words(ARABIC, "مراجعة سيرتي", "اقتراح", "تم الاقتراح", "أخذ الفكرة", "تم:", "مأخوذة، وهي في السيرة")


async def has_cv(app: App) -> None:
    """The one person there has a CV whose papers were handed out, and said something that is not on it."""
    async with app.database.write() as db:
        row = (await db.execute(select(sessions))).one()
        person = row.person_id
        session = Session.from_json(app.keys.open(person, row.state))
        told = {"metier": Entry(ANSWERS["looking"], 1), "ecole": Entry("abroad", 2), "matiere": Entry(UNREAD, 3)}
        state = session._replace(journals={**session.journals, "cv": told}).to_json().encode()
        await db.execute(update(sessions).values(state=app.keys.seal(person, state)))
        version = await store.save(db, app.keys, person, cv_from_answers(ANSWERS, "fr"), app.clock.now())
        paper = (Paper("f1", "pdf", "cv.pdf", "application/pdf"), b"%PDF")
        assert await store.shelf(app.keys).keep(db, person, version, [paper], app.clock.now())


@pytest.mark.parametrize(("locale", "words"), [("fr-FR", FR), ("ar", AR)], ids=["fr", "ar"])
async def test_written_better_in_one_window_and_taken_in_the_other(
    chromium: Browser, app: tuple[App, str], locale: str, words: Words
) -> None:
    composed, url = app
    complaints: list[str] = []
    async with (
        window(chromium, locale, url, complaints) as young,
        window(chromium, locale, url, complaints) as lina,
    ):
        await lina.goto(await mentor(composed, url))
        await lina.locator(".begin").press("Enter")
        await asks(young, words.said, words.about)
        await has_cv(composed)
        await lina.goto("/mentor")
        await press(lina, words.said.take)
        await expect(young.locator("#log")).to_contain_text("Lina")

        await lina.locator("#cv summary").press("Enter")
        await expect(lina.locator(".numbered .tag")).to_have_count(1)
        await expect(lina.locator(".unread")).to_contain_text(UNREAD)
        await lina.locator("#lately summary").press("Enter")
        await expect(lina.locator("#lately")).to_contain_text(UNREAD)
        await looked_at(lina, f"{locale}-lately")
        assert "Konaté" not in await lina.content()
        await lina.get_by_role("radio", name=TASK).focus()
        await lina.keyboard.press("Space")
        await lina.locator("#better").fill(BETTER)
        await looked_at(lina, f"{locale}-idea-written")
        await press(lina, words.suggest)
        await expect(lina.locator("#told")).to_contain_text(words.suggested)
        await axe(chromium, lina, url)

        line = young.locator(".line.mentor").first
        await expect(line).to_contain_text(TASK)
        await expect(line).to_contain_text(BETTER)
        await lina.locator("#text").fill(words.said.mentor)
        await lina.locator("#text").press("Control+Enter")
        await expect(young.locator(".line.mentor").last).to_contain_text(words.said.mentor)
        await axe(chromium, young, url)
        await looked_at(young, f"{locale}-idea-read")
        await tap(young, words.take)
        await expect(young.locator("#log")).to_contain_text(words.taken)
        await expect(young.locator(".line .picture img, .line img").last).to_be_visible()
        await looked_at(young, f"{locale}-idea-taken")

        await expect(lina.locator("#ideas")).to_contain_text(words.on_the_cv)
        await expect(lina.locator("#sheet ol")).to_contain_text(BETTER)
        await looked_at(lina, f"{locale}-idea-done")
    assert complaints == []


async def test_without_script_it_is_a_form_and_a_reload(chromium: Browser, app: tuple[App, str]) -> None:
    composed, url = app
    complaints: list[str] = []
    context = await chromium.new_context(locale="fr-FR", base_url=url, java_script_enabled=False)
    lina = await context.new_page()
    async with window(chromium, "fr-FR", url, complaints) as young:
        await lina.goto(await mentor(composed, url))
        await lina.locator(".begin").press("Enter")
        await asks(young, FRENCH, FR.about)
        await has_cv(composed)
        await lina.goto("/mentor")
        await press(lina, FRENCH.take)
        await lina.locator("#cv summary").press("Enter")
        await lina.get_by_role("radio", name=TASK).check()
        await lina.locator("#better").fill(BETTER)
        await press(lina, FR.suggest)
        await expect(lina.locator("#told")).to_contain_text(FR.suggested)
        await tap(young, FR.take)
        await expect(young.locator("#log")).to_contain_text(FR.taken)
        await lina.reload()
        await expect(lina.locator("#ideas")).to_contain_text(FR.on_the_cv)
    await context.close()
    assert complaints == []
