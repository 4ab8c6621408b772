"""Papers beside the CV: previews to choose a design from, the version without a name; and all that can come between."""

from __future__ import annotations

import io

import docx
import pytest
from sqlalchemy import func, select

from bot.cvs import store
from bot.cvs.papers.beside import Beside
from bot.cvs.papers.looks import ANONYMOUS, PAPERS, PREVIEWS
from bot.cvs.papers.press import Maker
from bot.ports import Outcome, Turn
from bot.storage.engine import Database
from bot.storage.tables.files import files
from cv_builder.attached import resume_in_pdf
from cv_builder.design import DESIGNS
from cv_builder.notes import Note
from cv_builder.renderer import Renderer
from tests.bot.cvs.answers import AMINA
from tests.bot.cvs.printing import SEALER, Json, Slow, Troubled, hand, main, make, press_of, render
from tests.bot.words import SourceWords
from tests.fakes.clock import FakeTime


def looks(maker: Maker) -> dict[str, Beside]:
    return {name: Beside(name, papers, say, SEALER, maker, SourceWords()) for name, papers, say in PAPERS}


async def ask(paper: Beside, database: Database, time: FakeTime, person: int) -> Outcome:
    async with database.write() as db:
        return await paper.ask(Turn(db, person, "fr", time.now(), time.new_id), {}, {})


async def made_cv(database: Database, time: FakeTime, person: int, renderer: Renderer) -> None:
    await make(database, time, person, AMINA)
    await render(database, time, person, main(renderer))


async def count(database: Database) -> int:
    async with database.read() as db:
        return int(await db.scalar(select(func.count()).select_from(files)) or 0)


@pytest.mark.parametrize("kind", [PREVIEWS, ANONYMOUS])
async def test_before_the_first_cv_nothing_is_promised(
    database: Database, time: FakeTime, person: int, renderer: Renderer, kind: str
) -> None:
    assert await ask(looks(renderer)[kind], database, time, person) == Outcome()


async def test_one_picture_a_design_in_the_order_of_the_buttons(
    database: Database, time: FakeTime, person: int, renderer: Renderer
) -> None:
    await made_cv(database, time, person, renderer)
    paper = looks(renderer)[PREVIEWS]
    asked = await ask(paper, database, time, person)
    assert asked.value == 1
    assert [work.kind for work in asked.effects] == [PREVIEWS]
    said = await hand(database, time, person, paper.kind(), await render(database, time, person, paper.kind()))
    assert [line.text[:2] for line in said.lines] == ["1.", "2.", "3."]
    assert len(said.lines) == len(DESIGNS)
    assert said.resume
    async with database.read() as db:
        bodies = [await db.scalar(select(files.c.body).where(files.c.id == line.files[0].id)) for line in said.lines]
    assert len(set(bodies)) == len(DESIGNS)


async def test_an_anonymous_version_holds_no_name_and_leaves_the_cv_alone(
    database: Database, time: FakeTime, person: int, renderer: Renderer
) -> None:
    await made_cv(database, time, person, renderer)
    paper = looks(renderer)[ANONYMOUS]
    said = await hand(database, time, person, paper.kind(), await render(database, time, person, paper.kind()))
    (line,) = said.lines
    assert [file.name.partition(".")[0] for file in line.files] == ["CV_anonyme_Vente_en_magasin"] * 2
    async with database.read() as db:
        pdf, word = [await db.scalar(select(files.c.body).where(files.c.id == file.id)) for file in line.files]
        stored = await store.load(db, SEALER, person)
    assert stored is not None
    assert stored.cv.name.startswith("Amina")
    assert stored.version == 1
    assert pdf is not None
    assert word is not None
    resume = resume_in_pdf(pdf)
    assert resume is not None
    assert "Amina" not in str(resume)
    assert docx.Document(io.BytesIO(word)).paragraphs[0].text == "A. K."


async def test_asked_again_they_take_each_others_place(
    database: Database, time: FakeTime, person: int, renderer: Renderer
) -> None:
    await made_cv(database, time, person, renderer)
    paper = looks(renderer)[PREVIEWS]
    for _ in range(3):
        assert (await render(database, time, person, paper.kind()))["made"] is True
    assert await count(database) == 3 + len(DESIGNS)
    async with database.write() as db:
        await store.erase(db, SEALER, person)
    assert await count(database) == 0


@pytest.mark.parametrize("erase", [True, False])
async def test_erased_or_made_anew_meanwhile_leaves_no_file(
    database: Database, time: FakeTime, person: int, renderer: Renderer, erase: bool
) -> None:
    await made_cv(database, time, person, renderer)
    before = await count(database)
    paper = looks(Slow(renderer, database, person, erase))[ANONYMOUS]
    done = await render(database, time, person, paper.kind())
    assert done["made"] is False
    assert await count(database) == (0 if erase else before)
    assert await hand(database, time, person, paper.kind(), done) == Outcome()


async def test_what_does_not_read_back_is_not_sent(
    database: Database, time: FakeTime, person: int, renderer: Renderer
) -> None:
    await made_cv(database, time, person, renderer)
    before = await count(database)
    paper = looks(Troubled(renderer, Note("unprintable", "name", "ᚠ")))[PREVIEWS]
    said = await hand(database, time, person, paper.kind(), await render(database, time, person, paper.kind()))
    (line,) = said.lines
    assert "ᚠ" in line.text
    assert not line.files
    assert await count(database) == before


@pytest.mark.parametrize("payload", [{}, {"made": True}, {"made": True, "version": 7}, {"made": "yes", "version": 1}])
async def test_an_odd_event_says_nothing(
    database: Database, time: FakeTime, person: int, renderer: Renderer, payload: Json
) -> None:
    await made_cv(database, time, person, renderer)
    for paper in looks(renderer).values():
        assert await hand(database, time, person, paper.kind(), payload) == Outcome()


async def test_when_every_try_breaks_the_person_is_told(
    database: Database, time: FakeTime, person: int, renderer: Renderer
) -> None:
    await made_cv(database, time, person, renderer)
    async with database.write() as db:
        turn = Turn(db, person, "fr", time.now(), time.new_id)
        said = await press_of(database, time).failed(turn, {"version": 1})
        late = await press_of(database, time).failed(turn, {"version": 0})
    assert said.lines[0].text.startswith("Le fichier est mal sorti")
    assert late == Outcome()


async def test_papers_asked_before_the_documents_are_there_keep_nobody_waiting(
    database: Database, time: FakeTime, person: int, renderer: Renderer
) -> None:
    await make(database, time, person, AMINA)
    paper = looks(renderer)[PREVIEWS]
    assert (await ask(paper, database, time, person)).value == 1
    assert await hand(
        database, time, person, paper.kind(), await render(database, time, person, paper.kind())
    ) == Outcome(resume=True)
