"""Papers by an effect, handed over by an event: what may come between, with a room that is nobody's."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.papers import Kind, Made, Press, asked, unprintable
from bot.ports import Line, Outcome, Turn, Words
from bot.storage.engine import Database
from bot.storage.papers import Paper, Shelf
from bot.storage.sealed import Identity
from bot.storage.tables.cvs import cvs
from bot.storage.tables.files import files
from bot.storage.tables.people import people
from cv_builder.documents import Document
from cv_builder.notes import Note
from flows.events import JsonValue
from tests.bot.words import SourceWords
from tests.fakes.clock import FakeTime

ME = 1
Json = Mapping[str, JsonValue]


@dataclass(frozen=True)
class Thing:
    version: int


def trouble(problems: Sequence[tuple[str, str]], words: Words) -> str:
    return f"trouble {list(problems)}"


async def load(db: AsyncConnection, person_id: int) -> Thing | None:
    version = await db.scalar(select(cvs.c.version).where(cvs.c.person_id == person_id))
    return Thing(version) if version else None


async def nothing() -> None:
    return


@dataclass
class Printed:
    """One kind of papers. `then`: what happens while they are made."""

    problems: tuple[Note, ...] = ()
    then: Callable[[], Awaitable[None]] = nothing
    told: Json = field(default_factory=dict)

    async def make(self, thing: Thing) -> Made:
        await self.then()
        sheet = Document("pdf", f"v{thing.version}.pdf", "application/pdf", b"%PDF", self.problems)
        return Made([("pdf", sheet)], self.told)

    async def say(self, turn: Turn, thing: Thing, papers: Sequence[Paper], payload: Json) -> Sequence[Line]:
        return [Line(f"said {payload.get('more')}", tuple(paper.ref("alt") for paper in papers))]

    def kind(self) -> Kind[Thing]:
        return Kind("things.print", self.make, self.say)


@dataclass
class House:
    database: Database
    time: FakeTime

    @property
    def press(self) -> Press[Thing]:
        return Press(load, Shelf(cvs, Identity()), trouble, self.database, self.time.clock, SourceWords())

    async def make(self, printed: Printed, version: JsonValue = 1) -> Json:
        return await self.press.effect(printed.kind())(ME, {"version": version})

    async def tell(self, payload: Json, news: str = "done") -> Outcome:
        async with self.database.write() as db:
            turn = Turn(db, ME, "fr", self.time.now(), self.time.new_id)
            return await self.press.events(Printed().kind())[f"things.print.{news}"](turn, payload)

    async def anew(self) -> None:
        async with self.database.write() as db:
            await db.execute(update(cvs).values(version=cvs.c.version + 1))

    async def erase(self) -> None:
        async with self.database.write() as db:
            await db.execute(cvs.delete())

    async def stored(self) -> int:
        async with self.database.read() as db:
            return len((await db.scalars(select(files.c.id))).all())


@pytest.fixture
async def house(database: Database) -> House:
    time = FakeTime()
    now = time.now()
    async with database.write() as db:
        await db.execute(insert(people).values(id=ME, locale="fr", created_at=now, last_seen_at=now))
        await db.execute(insert(cvs).values(person_id=ME, resume=b"{}", locale="fr", version=1, updated_at=now))
    return House(database, time)


async def test_made_kept_and_handed_over_with_what_is_told_besides(house: House) -> None:
    done = await house.make(Printed(told={"more": "of it"}))
    assert done == {"made": True, "version": 1, "more": "of it"}
    said = await house.tell(done)
    assert said.resume
    ((line,),) = [said.lines]
    assert (line.text, [(file.name, file.alt) for file in line.files]) == ("said of it", [("v1.pdf", "alt")])


async def test_an_effect_that_runs_twice_keeps_one(house: House) -> None:
    assert await house.make(Printed()) == await house.make(Printed())
    assert await house.stored() == 1


@pytest.mark.parametrize("version", [0, 2, None, "1"])
async def test_another_version_is_not_made(house: House, version: JsonValue) -> None:
    assert await house.make(Printed(), version) == {"made": False}


async def test_made_anew_or_erased_meanwhile_leaves_nothing_and_says_nothing(house: House) -> None:
    for version, then in ((1, house.anew), (2, house.erase)):
        done = await house.make(Printed(then=then), version)
        assert done["made"] is False
        assert await house.tell(done) == Outcome()
        assert await house.stored() == 0


async def test_what_does_not_read_back_is_told_and_not_kept(house: House) -> None:
    done = await house.make(Printed((Note("unprintable", "name", "ᚠ"), Note("unprintable", "name", "ᚠ"))))
    said = await house.tell(done)
    assert [line.text for line in said.lines] == ["trouble [('unprintable', 'ᚠ')]"]
    assert said.resume
    assert await house.stored() == 0


async def test_nothing_to_keep_them_for_goes_on_with_the_question(house: House) -> None:
    assert await house.tell({"made": False, "version": 1}) == Outcome(resume=True)


@pytest.mark.parametrize(
    "payload", [{}, {"made": True}, {"made": "yes", "version": 1}, {"made": True, "version": 2}, {"version": 1}]
)
async def test_odd_news_say_nothing(house: House, payload: Json) -> None:
    assert await house.tell(payload) == Outcome()


async def test_no_papers_no_lines(house: House) -> None:
    assert await house.tell({"made": True, "version": 1}) == Outcome()


async def test_when_every_try_broke_they_hear_of_it_unless_it_is_old(house: House) -> None:
    assert (await house.tell({"version": 1}, "failed")).lines == (Line("trouble []"),)
    assert await house.tell({"version": 2}, "failed") == Outcome()


async def test_each_asking_is_an_effect_of_its_own(house: House) -> None:
    async with house.database.read() as db:
        turn = Turn(db, ME, "fr", house.time.now(), house.time.new_id)
        first, second = asked("things.print", turn, 1), asked("things.print", turn, 1)
    assert (first.kind, first.payload) == ("things.print", {"version": 1})
    assert first.key != second.key


def test_signs_without_letters_are_named() -> None:
    assert unprintable([("unprintable", "ᚠ"), ("missing", "x")]) == ["ᚠ"]
