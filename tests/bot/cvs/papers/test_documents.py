"""From answers to documents in the chat: the real renderer, both databases, and everything that can come between."""

from __future__ import annotations

import io

import docx
import pytest
from sqlalchemy import select

from bot.cvs import store
from bot.cvs.model import RENDER
from bot.cvs.papers.documents import FORMATS
from bot.cvs.papers.press import trouble
from bot.ports import Outcome
from bot.storage.engine import Database
from bot.storage.tables.files import files
from cv_builder.notes import Note
from cv_builder.renderer import Renderer
from flows.events import JsonValue
from tests.bot.cvs.answers import AMINA
from tests.bot.cvs.printing import SEALER, Json, Slow, Troubled, hand, main, make, render
from tests.bot.words import SourceWords
from tests.fakes.clock import FakeTime


async def bodies(database: Database) -> dict[str, bytes]:
    async with database.read() as db:
        rows = await db.execute(select(files.c.type, files.c.body))
        return {row.type: row.body for row in rows}


@pytest.mark.parametrize("locale", ["fr", "en", "ar"])
async def test_a_cv_becomes_a_picture_a_pdf_and_a_word_file(
    database: Database, time: FakeTime, person: int, renderer: Renderer, locale: str
) -> None:
    outcome = await make(database, time, person, {**AMINA, "cv_language": locale})
    (later,) = outcome.effects
    assert (outcome.value, later.kind, later.payload) == (1, RENDER, {"version": 1})
    done = await render(database, time, person, main(renderer), later.payload)
    assert done == {"made": True, "version": 1, "left": [], "cut": []}
    said = await hand(database, time, person, main(renderer), done)
    picture, documents = said.lines
    assert said.resume
    named = {"fr": "CV_Amina_Konate_Vendeuse", "en": "CV_Amina_Konate_Shop_assistant", "ar": "CV_Amina_Konate"}[locale]
    assert [(f.name, f.type) for f in picture.files] == [(f"{named}.png", "image/png")]
    assert "Amina Konaté" in picture.files[0].alt
    assert [f.name for f in documents.files] == [f"{named}.{kind}" for kind in ("pdf", "docx")]
    stored = await bodies(database)
    assert stored["image/png"].startswith(b"\x89PNG")
    assert stored["application/pdf"].startswith(b"%PDF")
    word = next(body for type, body in stored.items() if "wordprocessingml" in type)
    assert "Amina Konaté" in "".join(paragraph.text for paragraph in docx.Document(io.BytesIO(word)).paragraphs)


async def test_nothing_answered_makes_no_document(database: Database, time: FakeTime, person: int) -> None:
    outcome = await make(database, time, person, {"name": None, "job.title": [None]})
    assert outcome.effects == ()
    assert outcome.value is None
    assert outcome.lines


@pytest.mark.parametrize(
    "answers",
    [
        {"name": "x" * 10_000},
        {"name": "<b>Amina</b> & =1+1", "email": "a@b"},
        {"name": "\u202eAmina\u200b"},
        {"name": {"not": "text"}, "languages": [["fr"]], "phone": "+33612345678"},
        {"name": "Amina", "cv_language": "xx"},
        {"name": "Amina", "cv_language": ["fr"]},
        {"name": "Amina", "job.title": [{"label": "y" * 500}] * 40, "job.tasks": [["a", "b"]] * 40},
    ],
)
async def test_odd_answers_end_in_documents_or_in_a_kind_word(
    database: Database, time: FakeTime, person: int, renderer: Renderer, answers: dict[str, JsonValue]
) -> None:
    outcome = await make(database, time, person, answers)
    (later,) = outcome.effects
    done = await render(database, time, person, main(renderer), later.payload)
    assert (await hand(database, time, person, main(renderer), done)).lines


async def test_running_the_effect_again_gives_the_same_documents(
    database: Database, time: FakeTime, person: int, renderer: Renderer
) -> None:
    await make(database, time, person, AMINA)
    first, again = [await render(database, time, person, main(renderer)) for _ in range(2)]
    assert first == again
    assert len(await bodies(database)) == len(FORMATS)


async def test_an_older_version_is_not_rendered_nor_said(
    database: Database, time: FakeTime, person: int, renderer: Renderer
) -> None:
    await make(database, time, person, AMINA)
    await make(database, time, person, AMINA)
    done = await render(database, time, person, main(renderer))
    assert done == {"made": False}
    assert (await hand(database, time, person, main(renderer), done)).lines == ()


@pytest.mark.parametrize("erase", [True, False])
async def test_erased_or_made_anew_while_rendering_leaves_no_file(
    database: Database, time: FakeTime, person: int, renderer: Renderer, erase: bool
) -> None:
    await make(database, time, person, AMINA)
    slow = Slow(renderer, database, person, erase)
    done = await render(database, time, person, main(slow))
    assert done["made"] is False
    assert await hand(database, time, person, main(slow), done) == Outcome()
    assert await bodies(database) == {}


async def test_documents_erased_before_they_are_handed_over_are_not_mentioned(
    database: Database, time: FakeTime, person: int, renderer: Renderer
) -> None:
    await make(database, time, person, AMINA)
    done = await render(database, time, person, main(renderer))
    async with database.write() as db:
        await store.erase(db, SEALER, person)
    assert await hand(database, time, person, main(renderer), done) == Outcome()


async def test_what_does_not_read_back_is_not_sent_and_the_draft_stays(
    database: Database, time: FakeTime, person: int, renderer: Renderer
) -> None:
    await make(database, time, person, AMINA)
    troubled = Troubled(renderer, Note("missing", "pdf", "Amina"))
    done = await render(database, time, person, main(troubled))
    said = await hand(database, time, person, main(renderer), done)
    (line,) = said.lines
    assert line.files == ()
    assert line.text.startswith("Le fichier est mal sorti")
    assert await bodies(database) == {}
    async with database.read() as db:
        assert await store.load(db, SEALER, person) is not None


def test_letters_nobody_has_are_named() -> None:
    said = trouble([("unprintable", "ᚠ"), ("missing", "x")], SourceWords()("fr"))
    assert "«\u00a0ᚠ\u00a0»" in said


async def test_what_was_left_out_is_said(database: Database, time: FakeTime, person: int, renderer: Renderer) -> None:
    titles: list[JsonValue] = [{"label": f"Travail numéro {n} avec un titre assez long"} for n in range(30)]
    tasks: list[JsonValue] = [["waiter_orders", "waiter_serve", "waiter_pay", "waiter_setup"] for _ in range(30)]
    await make(database, time, person, {**AMINA, "job.title": titles, "job.tasks": tasks})
    done = await render(database, time, person, main(renderer))
    said = await hand(database, time, person, main(renderer), done)
    assert len(said.lines) == 3
    assert said.lines[-1].text.startswith("Pour tenir sur une page")
    assert "de plus" in said.lines[-1].text


@pytest.mark.parametrize("payload", [{}, {"made": True}, {"made": "yes", "version": 1}, {"made": True, "version": "1"}])
async def test_an_odd_event_says_nothing(
    database: Database, time: FakeTime, person: int, renderer: Renderer, payload: Json
) -> None:
    await make(database, time, person, AMINA)
    assert await hand(database, time, person, main(renderer), payload) == Outcome()
