"""The CV so far: drawn once, shown once, overtaken by what comes after."""

from __future__ import annotations

from sqlalchemy import func, select

from bot.cvs import store
from bot.cvs.actions import Actions
from bot.cvs.documents import Maker, Render
from bot.cvs.sketch import SKETCH, Sketch, shows
from bot.ports import Outcome, Turn
from bot.storage.engine import Database
from bot.storage.sealed import Identity
from bot.storage.tables.files import files
from cv_builder.model import CV, Contact, Line
from cv_builder.notes import Note
from cv_builder.png import LIGHT_BYTES
from cv_builder.renderer import Renderer
from flows.events import JsonValue
from tests.bot.cvs.answers import AMINA
from tests.bot.cvs.test_documents import Troubled
from tests.bot.words import SourceWords
from tests.fakes.clock import FakeTime

SEALER = Identity()


def sketch_of(database: Database, time: FakeTime, maker: Maker) -> Sketch:
    return Sketch(database, SEALER, time.clock, maker, SourceWords())


async def ask(sketch: Sketch, time: FakeTime, person: int, answers: dict[str, JsonValue] | None = None) -> Outcome:
    async with sketch.database.write() as db:
        turn = Turn(db, person, "fr", time.now(), time.new_id)
        return await sketch.ask(turn, AMINA if answers is None else answers, {})


async def show(sketch: Sketch, time: FakeTime, person: int) -> Outcome:
    async with sketch.database.write() as db:
        return await sketch.show(Turn(db, person, "fr", time.now(), time.new_id), {}, {})


async def draw(sketch: Sketch, person: int, asked: Outcome) -> bool:
    assert [effect.kind for effect in asked.effects] == [SKETCH]
    return bool((await sketch.render(person, asked.effects[0].payload))["made"])


async def sizes(database: Database) -> list[int]:
    async with database.read() as db:
        return list((await db.scalars(select(files.c.size))).all())


async def test_it_is_shown_once_with_the_next_answer(
    database: Database, time: FakeTime, person: int, renderer: Renderer
) -> None:
    sketch = sketch_of(database, time, renderer)
    asked = await ask(sketch, time, person)
    assert asked.lines == ()
    assert await show(sketch, time, person) == Outcome()
    assert await draw(sketch, person, asked)
    (line,) = (await show(sketch, time, person)).lines
    assert line.text == "Voilà ton CV pour l’instant."
    assert (line.files[0].type, line.files[0].alt[:15]) == ("image/png", "Ton CV en image")
    assert await show(sketch, time, person) == Outcome()


async def test_a_newer_one_takes_its_place_and_an_older_one_is_not_drawn(
    database: Database, time: FakeTime, person: int, renderer: Renderer
) -> None:
    sketch = sketch_of(database, time, renderer)
    first = await ask(sketch, time, person)
    second = await ask(sketch, time, person)
    assert not await draw(sketch, person, first)
    assert await draw(sketch, person, second)
    await show(sketch, time, person)
    third = await ask(sketch, time, person)
    assert await draw(sketch, person, third)
    assert await draw(sketch, person, third)
    (size,) = await sizes(database)
    assert size <= LIGHT_BYTES


async def test_the_cv_itself_overtakes_it(database: Database, time: FakeTime, person: int, renderer: Renderer) -> None:
    sketch = sketch_of(database, time, renderer)
    late = await ask(sketch, time, person)
    async with database.write() as db:
        made = await Actions(SEALER, SourceWords()).make(Turn(db, person, "fr", time.now(), time.new_id), AMINA, {})
    assert not await draw(sketch, person, late)
    await Render(database, SEALER, time.clock, renderer)(person, {"version": made.value})
    assert await show(sketch, time, person) == Outcome()
    assert await ask(sketch, time, person) == Outcome()
    async with database.read() as db:
        kept = await store.documents(db, SEALER, person, 2) or []
    assert [file.format for file in kept] == ["png", "pdf", "docx"]


async def test_it_goes_with_everything_else(
    database: Database, time: FakeTime, person: int, renderer: Renderer
) -> None:
    sketch = sketch_of(database, time, renderer)
    asked = await ask(sketch, time, person)
    assert await draw(sketch, person, asked)
    async with database.write() as db:
        await store.erase(db, SEALER, person)
        assert await db.scalar(select(func.count()).select_from(files)) == 0
    assert not await draw(sketch, person, asked)
    assert await show(sketch, time, person) == Outcome()


async def test_what_cannot_be_drawn_is_no_news(
    database: Database, time: FakeTime, person: int, renderer: Renderer
) -> None:
    sketch = sketch_of(database, time, Troubled(renderer, Note("unprintable", "name", "ᚠ")))
    assert not await draw(sketch, person, await ask(sketch, time, person))
    assert await sizes(database) == []


async def test_a_name_alone_is_nothing_to_see(
    database: Database, time: FakeTime, person: int, renderer: Renderer
) -> None:
    asked = await ask(sketch_of(database, time, renderer), time, person, {"name": "Amina", "phone": "+33612345678"})
    assert asked == Outcome()
    assert not shows(CV(name="Amina", contact=Contact(phone="1"), locale="ar", design="first", updated="2026-01-01"))
    assert shows(CV(headline=Line("Vente")))
