"""Papers lie with one version of what they were made of: twice, late, beside others, too old, of somebody else."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from sqlalchemy import insert, select, update

from bot.storage.engine import Database
from bot.storage.papers import VERSIONS, Body, Paper, Shelf
from bot.storage.sealed import Identity, seal_json
from bot.storage.tables.cvs import cvs
from bot.storage.tables.files import files
from bot.storage.tables.letters import letters
from bot.storage.tables.people import people
from tests.fakes.clock import FakeTime

ME, OTHER = 1, 2
SEALER = Identity()


def body(id: str, format: str = "pdf") -> Body:
    return Paper(id, format, f"CV.{format}", "application/pdf"), b"%PDF"


@dataclass
class Place:
    """A shelf of CVs, with one of each person on version 1."""

    database: Database
    time: FakeTime
    shelf: Shelf

    async def keep(self, version: int, *made: Body, person: int = ME) -> bool:
        async with self.database.write() as db:
            return await self.shelf.keep(db, person, version, made, self.time.now())

    async def add(self, version: int, *made: Body) -> bool:
        async with self.database.write() as db:
            return await self.shelf.add(db, ME, version, made, self.time.now())

    async def draw(self, version: int, *made: Body) -> bool:
        async with self.database.write() as db:
            return await self.shelf.draw(db, ME, version, made, self.time.now())

    async def anew(self, version: int) -> None:
        async with self.database.write() as db:
            await db.execute(update(self.shelf.table).values(version=version))

    async def there(self, version: int) -> list[str]:
        async with self.database.read() as db:
            return [paper.id for paper in await self.shelf.of(db, ME, version)]

    async def stored(self) -> list[str]:
        async with self.database.read() as db:
            return sorted((await db.scalars(select(files.c.id))).all())


@pytest.fixture
async def place(database: Database, time: FakeTime) -> Place:
    now = time.now()
    async with database.write() as db:
        for id in (ME, OTHER):
            await db.execute(insert(people).values(id=id, locale="fr", created_at=now, last_seen_at=now))
            await db.execute(insert(cvs).values(person_id=id, resume=b"{}", locale="fr", version=1, updated_at=now))
    return Place(database, time, Shelf(cvs, SEALER))


@pytest.fixture
def time() -> FakeTime:
    return FakeTime()


async def test_papers_of_a_version_are_stored_once(place: Place) -> None:
    assert await place.keep(1, body("a"), body("b", "docx"))
    assert await place.keep(1, body("c"), body("d", "docx")), "a crash after the commit repeats the effect"
    assert await place.there(1) == await place.stored() == ["a", "b"]


@pytest.mark.parametrize("version", [0, 2])
async def test_another_version_than_the_newest_gets_none(place: Place, version: int) -> None:
    assert not await place.keep(version, body("a"))
    assert not await place.add(version, body("a"))
    assert not await place.draw(version, body("a"))
    assert await place.stored() == []


async def test_somebody_who_is_gone_gets_none(place: Place) -> None:
    assert not await place.keep(1, body("a"), person=99)
    assert await place.stored() == []


async def test_old_versions_lose_theirs(place: Place) -> None:
    for version in range(1, VERSIONS + 3):
        await place.anew(version)
        assert await place.keep(version, body(f"f{version}"))
    assert await place.stored() == ["f3", "f4", "f5"]
    assert await place.there(2) == []


async def test_papers_beside_take_each_others_place_and_nothing_elses(place: Place) -> None:
    assert not await place.add(1, body("x", "anonymous/pdf")), "nothing there to stand beside"
    await place.keep(1, body("a"))
    for id in ("x", "y"):
        assert await place.add(1, body(id, "anonymous/pdf"))
    assert await place.there(1) == await place.stored() == ["a", "y"]


async def test_a_drawing_overtakes_those_before_and_leaves_papers_alone(place: Place) -> None:
    await place.keep(1, body("a"))
    for version, id in ((2, "s"), (3, "t"), (3, "u")):
        await place.anew(version)
        assert await place.draw(version, body(id, "sketch"))
        async with place.database.write() as db:
            shown = await place.shelf.relabel(db, ME, version, "sketch", "sketch/shown")
            again = await place.shelf.relabel(db, ME, version, "sketch", "sketch/shown")
        assert (shown and shown.id, again) == (id, None)
    assert await place.stored() == ["a", "u"]
    async with place.database.read() as db:
        assert await place.shelf.ever(db, ME, "pdf")
        assert await place.shelf.ever(db, ME, "sketch/shown")
        assert not await place.shelf.ever(db, OTHER, "pdf")


async def test_clearing_leaves_what_is_somebody_elses_or_was_sent_by_them(place: Place) -> None:
    await place.keep(1, body("mine"))
    await place.keep(1, body("theirs"), person=OTHER)
    upload = {"id": "upload", "person_id": ME, "name": b"x", "type": "x/y", "size": 1, "body": b"x"}
    async with place.database.write() as db:
        await db.execute(files.insert().values(upload | {"created_at": place.time.now()}))
        await place.shelf.clear(db, ME)
        await place.shelf.clear(db, 99)
    assert await place.stored() == ["theirs", "upload"]


def test_letters_that_were_kept_without_a_format_are_read() -> None:
    old = seal_json(SEALER, ME, [{"version": 3, "files": [{"id": "a", "name": "L.pdf", "type": "application/pdf"}]}])
    ((version, (paper,)),) = Shelf(letters, SEALER).read(ME, old)
    assert (version, paper) == (3, Paper("a", "", "L.pdf", "application/pdf"))
    assert Shelf(letters, SEALER).read(ME, None) == []
