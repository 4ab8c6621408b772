"""The CV so far: drawn once, shown once, overtaken by what comes after."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from bot.cvs import store
from bot.cvs.papers.sketch import SKETCH, Sketch, shows
from bot.ports import Outcome, Turn
from bot.storage.engine import Database
from bot.storage.tables.files import files
from cv_builder.model import CV, Contact, Line
from cv_builder.notes import Note
from cv_builder.png import LIGHT_BYTES
from cv_builder.renderer import Renderer
from tests.bot.cvs.answers import AMINA
from tests.bot.cvs.printing import SEALER, Json, Troubled, hand, main, make, render
from tests.bot.words import SourceWords
from tests.fakes.clock import FakeTime


@dataclass(frozen=True)
class Drawn:
    """A sketch of one person."""

    database: Database
    time: FakeTime
    person: int
    sketch: Sketch

    async def ask(self, answers: Json = AMINA) -> Outcome:
        async with self.database.write() as db:
            turn = Turn(db, self.person, "fr", self.time.now(), self.time.new_id)
            return await self.sketch.ask(turn, answers, {})

    async def show(self) -> Outcome:
        async with self.database.write() as db:
            turn = Turn(db, self.person, "fr", self.time.now(), self.time.new_id)
            return await self.sketch.show(turn, {}, {})

    async def draw(self, asked: Outcome) -> bool:
        assert [effect.kind for effect in asked.effects] == [SKETCH]
        kind, payload = self.sketch.kind(), asked.effects[0].payload
        done = await render(self.database, self.time, self.person, kind, payload)
        assert not (await hand(self.database, self.time, self.person, kind, done)).lines or "problems" in done
        return bool(done["made"]) and "problems" not in done


async def sizes(database: Database) -> list[int]:
    async with database.read() as db:
        return list((await db.scalars(select(files.c.size))).all())


async def test_it_is_shown_once_with_the_next_answer(
    database: Database, time: FakeTime, person: int, renderer: Renderer
) -> None:
    sketch = Drawn(database, time, person, Sketch(SEALER, renderer, SourceWords()))
    asked = await sketch.ask()
    assert asked.lines == ()
    assert await sketch.show() == Outcome()
    assert await sketch.draw(asked)
    (line,) = (await sketch.show()).lines
    assert line.text == "Voilà ton CV pour l’instant."
    assert (line.files[0].type, line.files[0].alt[:15]) == ("image/png", "Ton CV en image")
    assert await sketch.show() == Outcome()


async def test_a_newer_one_takes_its_place_and_an_older_one_is_not_drawn(
    database: Database, time: FakeTime, person: int, renderer: Renderer
) -> None:
    sketch = Drawn(database, time, person, Sketch(SEALER, renderer, SourceWords()))
    first = await sketch.ask()
    second = await sketch.ask()
    assert not await sketch.draw(first)
    assert await sketch.draw(second)
    await sketch.show()
    third = await sketch.ask()
    assert await sketch.draw(third)
    assert await sketch.draw(third)
    (size,) = await sizes(database)
    assert size <= LIGHT_BYTES


async def test_the_cv_itself_overtakes_it(database: Database, time: FakeTime, person: int, renderer: Renderer) -> None:
    sketch = Drawn(database, time, person, Sketch(SEALER, renderer, SourceWords()))
    late = await sketch.ask()
    made = await make(database, time, person, AMINA)
    assert not await sketch.draw(late)
    await render(database, time, person, main(renderer), {"version": made.value})
    assert await sketch.show() == Outcome()
    assert await sketch.ask() == Outcome()
    async with database.read() as db:
        kept = await store.shelf(SEALER).of(db, person, 2)
    assert [file.format for file in kept] == ["png", "pdf", "docx"]


async def test_it_goes_with_everything_else(
    database: Database, time: FakeTime, person: int, renderer: Renderer
) -> None:
    sketch = Drawn(database, time, person, Sketch(SEALER, renderer, SourceWords()))
    asked = await sketch.ask()
    assert await sketch.draw(asked)
    async with database.write() as db:
        await store.erase(db, SEALER, person)
        assert await db.scalar(select(func.count()).select_from(files)) == 0
    assert not await sketch.draw(asked)
    assert await sketch.show() == Outcome()


async def test_what_cannot_be_drawn_is_no_news(
    database: Database, time: FakeTime, person: int, renderer: Renderer
) -> None:
    sketch = Drawn(
        database, time, person, Sketch(SEALER, Troubled(renderer, Note("unprintable", "name", "ᚠ")), SourceWords())
    )
    assert not await sketch.draw(await sketch.ask())
    assert await sizes(database) == []


async def test_a_name_alone_is_nothing_to_see(
    database: Database, time: FakeTime, person: int, renderer: Renderer
) -> None:
    asked = await Drawn(database, time, person, Sketch(SEALER, renderer, SourceWords())).ask(
        {"name": "Amina", "phone": "+33612345678"}
    )
    assert asked == Outcome()
    assert not shows(CV(name="Amina", contact=Contact(phone="1"), locale="ar", design="first", updated="2026-01-01"))
    assert shows(CV(headline=Line("Vente")))
