"""From answers to documents in the chat: the real renderer, both databases, and everything that can come between."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace

import docx
import pytest
from sqlalchemy import insert, select, update

from bot.cvs import store
from bot.cvs.actions import RENDER, Actions
from bot.cvs.documents import FORMATS, Hand, Maker, Render, trouble
from bot.cvs.domain import domain
from bot.effects import MOST_TRIES, Effects
from bot.ports import Domain, Outcome, Turn
from bot.storage.engine import Database
from bot.storage.sealed import Identity, seal_json
from bot.storage.tables.cvs import cvs
from bot.storage.tables.files import files
from bot.storage.tables.later import effects
from cv_builder.documents import Documents
from cv_builder.model import CV
from cv_builder.notes import Note
from cv_builder.renderer import Renderer
from flows.events import JsonValue
from tests.bot.conversation.house import House, make_house
from tests.bot.cvs.answers import AMINA
from tests.bot.words import SourceWords
from tests.fakes.clock import FakeTime
from tests.fakes.until import until

SEALER = Identity()
Json = Mapping[str, JsonValue]


async def make(database: Database, time: FakeTime, person: int, answers: Json, locale: str = "fr") -> Outcome:
    async with database.write() as db:
        turn = Turn(db, person, locale, time.now(), time.new_id)
        return await Actions(SEALER, SourceWords()).make(turn, answers, {})


async def handed(database: Database, time: FakeTime, person: int, payload: Json, locale: str = "fr") -> Outcome:
    async with database.write() as db:
        return await Hand(SEALER, SourceWords())(Turn(db, person, locale, time.now(), time.new_id), payload)


async def bodies(database: Database) -> dict[str, bytes]:
    async with database.read() as db:
        rows = await db.execute(select(files.c.type, files.c.body))
        return {row.type: row.body for row in rows}


class Troubled:
    """A renderer whose documents do not read back."""

    def __init__(self, inner: Renderer, *problems: Note) -> None:
        self.inner = inner
        self.problems = problems

    async def make(self, cv: CV, formats: Sequence[str] = FORMATS) -> Documents:
        made = await self.inner.make(cv, formats)
        return replace(made, files=tuple(replace(file, problems=self.problems) for file in made.files))


class Slow:
    """A renderer during whose work something else happens."""

    def __init__(self, inner: Renderer, database: Database, person: int, erase: bool) -> None:
        self.inner, self.database, self.person, self.erase = inner, database, person, erase

    async def make(self, cv: CV, formats: Sequence[str] = FORMATS) -> Documents:
        made = await self.inner.make(cv, formats)
        async with self.database.write() as db:
            if self.erase:
                await store.erase(db, SEALER, self.person)
            else:
                await db.execute(update(cvs).values(version=2))
        return made


@pytest.mark.parametrize("locale", ["fr", "en", "ar"])
async def test_a_cv_becomes_a_picture_a_pdf_and_a_word_file(
    database: Database, time: FakeTime, person: int, renderer: Renderer, locale: str
) -> None:
    outcome = await make(database, time, person, {**AMINA, "cv_language": locale})
    (later,) = outcome.effects
    assert (outcome.value, later.kind, later.payload) == (1, RENDER, {"version": 1})
    done = await Render(database, SEALER, time.clock, renderer)(person, later.payload)
    assert done == {"made": True, "version": 1, "left": [], "cut": []}
    said = await handed(database, time, person, done)
    picture, documents = said.lines
    assert said.resume
    named = {"fr": "CV_Amina_Konate_Vendeuse", "en": "CV_Amina_Konate_Retail_sales", "ar": "CV_Amina_Konate"}[locale]
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
    done = await Render(database, SEALER, time.clock, renderer)(person, later.payload)
    assert (await handed(database, time, person, done)).lines


async def test_running_the_effect_again_gives_the_same_documents(
    database: Database, time: FakeTime, person: int, renderer: Renderer
) -> None:
    await make(database, time, person, AMINA)
    render = Render(database, SEALER, time.clock, renderer)
    first, again = await render(person, {"version": 1}), await render(person, {"version": 1})
    assert first == again
    assert len(await bodies(database)) == len(FORMATS)


async def test_an_older_version_is_not_rendered_nor_said(
    database: Database, time: FakeTime, person: int, renderer: Renderer
) -> None:
    await make(database, time, person, AMINA)
    await make(database, time, person, AMINA)
    done = await Render(database, SEALER, time.clock, renderer)(person, {"version": 1})
    assert done == {"made": False}
    assert (await handed(database, time, person, done)).lines == ()


@pytest.mark.parametrize("erase", [True, False])
async def test_erased_or_made_anew_while_rendering_leaves_no_file(
    database: Database, time: FakeTime, person: int, renderer: Renderer, erase: bool
) -> None:
    await make(database, time, person, AMINA)
    slow = Slow(renderer, database, person, erase)
    done = await Render(database, SEALER, time.clock, slow)(person, {"version": 1})
    assert done == {"made": False}
    assert await bodies(database) == {}


async def test_documents_erased_before_they_are_handed_over_are_not_mentioned(
    database: Database, time: FakeTime, person: int, renderer: Renderer
) -> None:
    await make(database, time, person, AMINA)
    done = await Render(database, SEALER, time.clock, renderer)(person, {"version": 1})
    async with database.write() as db:
        await store.erase(db, SEALER, person)
    assert await handed(database, time, person, done) == Outcome()


async def test_what_does_not_read_back_is_not_sent_and_the_draft_stays(
    database: Database, time: FakeTime, person: int, renderer: Renderer
) -> None:
    await make(database, time, person, AMINA)
    troubled = Troubled(renderer, Note("missing", "pdf", "Amina"))
    done = await Render(database, SEALER, time.clock, troubled)(person, {"version": 1})
    said = await handed(database, time, person, done)
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
    done = await Render(database, SEALER, time.clock, renderer)(person, {"version": 1})
    said = await handed(database, time, person, done)
    assert len(said.lines) == 3
    assert said.lines[-1].text.startswith("Pour tenir sur une page")
    assert "de plus" in said.lines[-1].text


@pytest.mark.parametrize("payload", [{}, {"made": True}, {"made": "yes", "version": 1}, {"made": True, "version": "1"}])
async def test_an_odd_event_says_nothing(database: Database, time: FakeTime, person: int, payload: Json) -> None:
    await make(database, time, person, AMINA)
    assert await handed(database, time, person, payload) == Outcome()


def room_of(database: Database, maker: Maker) -> Domain:
    return domain(database=database, sealer=SEALER, clock=FakeTime().clock, renderer=maker, translations=SourceWords())


async def planned(house: House, person: int) -> None:
    """A CV and its effect, as `cvs.make` leaves them."""
    async with house.database.write() as db:
        version = await store.save(db, SEALER, person, CV(name="Amina K."), house.time.now())
        row = {"kind": RENDER, "key": f"k{person}", "payload": seal_json(SEALER, person, {"version": version})}
        await db.execute(insert(effects).values(person_id=person, due_at=house.time.now(), **row))


async def test_through_the_conversation(database: Database, renderer: Renderer) -> None:
    """The effect is run, its result is a due event, the files land in the transcript."""
    room = room_of(database, renderer)
    house = make_house(database, room)
    person = (await house.say("a", "hi")).person_id
    await planned(house, person)
    assert await Effects(database, [room], conversation=house.talk, clock=house.time.clock).work() == 1
    await house.talk.work()
    lines = await house.transcripts.read(person, 0)
    shown = [ref for line in lines for ref in line.files]
    assert [ref.name for ref in shown] == ["CV_Amina_K.png", "CV_Amina_K.pdf", "CV_Amina_K.docx"]
    found = await house.transcripts.file(shown[1].id)
    assert found is not None
    assert found[1].startswith(b"%PDF")
    assert lines[-1].text.startswith("question"), "the question under way is said again"


class Counted:
    """A renderer that tells how many documents it was asked for."""

    def __init__(self, inner: Renderer) -> None:
        self.inner, self.asked = inner, 0

    async def make(self, cv: CV, formats: Sequence[str] = FORMATS) -> Documents:
        self.asked += 1
        return await self.inner.make(cv, formats)


async def test_whoever_writes_is_answered_while_documents_are_made(database: Database, renderer: Renderer) -> None:
    """Rendering stays off the event loop: ten CVs are under way, and somebody else's turn is done before they are."""
    counted = Counted(renderer)
    room = room_of(database, counted)
    house = make_house(database, room)
    for name in "abcdefghij":
        await planned(house, (await house.say(name, "hi")).person_id)
    worker = Effects(database, [room], conversation=house.talk, clock=house.time.clock)
    making = asyncio.create_task(worker.work())
    await until(lambda: counted.asked > 0)
    assert (await house.say("z", "hi")).messages
    assert not making.done()
    assert await making == 10


class Broken:
    """A renderer that always breaks."""

    async def make(self, cv: CV, formats: Sequence[str] = FORMATS) -> Documents:
        raise RuntimeError("typst")


async def test_when_every_try_breaks_the_person_is_told_and_the_draft_stays(database: Database) -> None:
    room = room_of(database, Broken())
    house = make_house(database, room)
    person = (await house.say("a", "hi")).person_id
    await planned(house, person)
    worker = Effects(database, [room], conversation=house.talk, clock=house.time.clock)
    for _ in range(MOST_TRIES):
        assert await worker.work() == 1
        house.time.forward(hours=1)
    assert await worker.work() == 0
    await house.talk.work()
    texts = [line.text for line in await house.transcripts.read(person, 0)]
    assert any(text.startswith("Le fichier est mal sorti") for text in texts)
    assert await house.count(cvs) == 1


async def test_make_without_answers_plans_nothing(database: Database, renderer: Renderer) -> None:
    house = make_house(database, room_of(database, renderer))
    await house.say("a", "hi")
    assert (await house.texts("a", "do cvs.make"))[-1] == "did None", "the small engine answers nothing about a CV"
    assert await house.count(effects) == 0
