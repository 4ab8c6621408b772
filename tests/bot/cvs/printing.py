"""Papers made and handed over as the whole does it, and renderers that something befalls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import update

from bot.cvs import store
from bot.cvs.actions.making import Making
from bot.cvs.model import Stored
from bot.cvs.papers.documents import FORMATS, Main
from bot.cvs.papers.press import Maker, press
from bot.papers import Kind, Press
from bot.ports import Outcome, Turn
from bot.storage.engine import Database
from bot.storage.sealed import Identity
from bot.storage.tables.cvs import cvs
from cv_builder.documents import Documents
from cv_builder.model import CV
from cv_builder.notes import Note
from cv_builder.renderer import Renderer
from flows.events import JsonValue
from tests.bot.words import SourceWords
from tests.fakes.clock import FakeTime

SEALER = Identity()
Json = Mapping[str, JsonValue]


def press_of(database: Database, time: FakeTime) -> Press[Stored]:
    return press(database, SEALER, time.clock, SourceWords())


def main(maker: Maker) -> Kind[Stored]:
    return Main(SEALER, maker, SourceWords()).kind()


async def make(database: Database, time: FakeTime, person: int, answers: Json, locale: str = "fr") -> Outcome:
    """The CV stored, its documents asked for."""
    async with database.write() as db:
        turn = Turn(db, person, locale, time.now(), time.new_id)
        return await Making(SEALER, SourceWords()).make(turn, answers, {})


async def render(
    database: Database, time: FakeTime, person: int, kind: Kind[Stored], payload: Json | None = None
) -> Json:
    return await press_of(database, time).make(kind, person, {"version": 1} if payload is None else payload)


async def hand(
    database: Database, time: FakeTime, person: int, kind: Kind[Stored], payload: Json, locale: str = "fr"
) -> Outcome:
    async with database.write() as db:
        turn = Turn(db, person, locale, time.now(), time.new_id)
        return await press_of(database, time).hand(kind, turn, payload)


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
