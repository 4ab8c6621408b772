"""A copy in the language of the chat: picture and PDF, marked as a copy in name and on the page."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.cvs import store
from bot.cvs.papers.beside import Beside
from bot.cvs.papers.copies import COPIES, Copies, copying, hand_copy
from bot.ports import Turn
from bot.storage.engine import Database
from cv_builder.attached import resume_in_pdf
from cv_builder.quiz import cv_from_answers
from cv_builder.reading.resume import from_json_resume
from cv_builder.renderer import Renderer
from cv_builder.wording import phrases
from tests.bot.cvs.answers import AMINA
from tests.bot.cvs.printing import SEALER, hand, main, render
from tests.bot.words import SourceWords
from tests.fakes.clock import FakeTime

NOW = datetime(2026, 11, 21, tzinfo=UTC)


@pytest.mark.parametrize("locale", ["ar", "en"])
async def test_a_copy_is_called_a_copy_and_says_so(locale: str, renderer: Renderer) -> None:
    papers = dict(await copying(locale)(renderer, cv_from_answers(AMINA, "fr")))
    assert {name: paper.name for name, paper in papers.items()} == {
        "png": f"CV_Amina_Konate_copie_{locale}.png",
        "pdf": f"CV_Amina_Konate_copie_{locale}.pdf",
    }
    assert [paper.problems for paper in papers.values()] == [(), ()]
    inside = from_json_resume(resume_in_pdf(papers["pdf"].data) or {})
    assert (inside.locale, inside.mark) == (locale, phrases(locale).say("copy"))


async def test_the_copy_is_in_the_language_of_the_chat_and_handed_over(
    database: Database, person: int, time: FakeTime, renderer: Renderer
) -> None:
    papers = {
        locale: Beside(kind, copying(locale), hand_copy, SEALER, renderer, SourceWords())
        for locale, kind in COPIES.items()
    }
    copies = Copies(papers)
    async with database.write() as db:
        turn = Turn(db, person, "ar_MA", NOW, time.new_id)
        assert (await copies.ask(turn, {}, {})).value is None, "no CV yet"
        await store.save(db, SEALER, person, cv_from_answers(AMINA, "fr"), NOW)
        asked = await copies.ask(turn, {}, {})
    assert (asked.value, asked.effects[0].kind) == (1, COPIES["ar"])
    await render(database, time, person, main(renderer))
    kind = papers["ar"].kind()
    result = await render(database, time, person, kind, asked.effects[0].payload)
    told = await hand(database, time, person, kind, result, "ar")
    assert [file.name for line in told.lines for file in line.files] == [
        "CV_Amina_Konate_copie_ar.png",
        "CV_Amina_Konate_copie_ar.pdf",
    ]
