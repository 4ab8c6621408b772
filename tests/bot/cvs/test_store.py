"""The stored CV and its documents, on SQLite and PostgreSQL."""

from __future__ import annotations

from sqlalchemy import select

from bot.cvs import store
from bot.storage.engine import Database
from bot.storage.papers import Paper
from bot.storage.sealed import Identity
from bot.storage.tables.files import files
from cv_builder.model import CV
from cv_builder.quiz import cv_from_answers
from tests.bot.cvs.answers import AMINA
from tests.fakes.clock import FakeTime

SEALER = Identity()
CV_FR = cv_from_answers(AMINA, "fr", "2026-11-21")


async def saved(database: Database, time: FakeTime, person: int, cv: CV = CV_FR) -> int:
    async with database.write() as db:
        return await store.save(db, SEALER, person, cv, time.now())


async def kept(database: Database, time: FakeTime, person: int, version: int, *ids: str) -> bool:
    made = [(Paper(id, "pdf", "CV.pdf", "application/pdf"), b"%PDF") for id in ids]
    async with database.write() as db:
        return await store.shelf(SEALER).keep(db, person, version, made, time.now())


async def file_ids(database: Database) -> set[str]:
    async with database.read() as db:
        return set((await db.scalars(select(files.c.id))).all())


async def test_what_is_saved_is_what_is_loaded(database: Database, time: FakeTime, person: int) -> None:
    assert await saved(database, time, person) == 1
    async with database.read() as db:
        stored = await store.load(db, SEALER, person)
        assert await store.load(db, SEALER, 99) is None
    assert stored is not None
    assert stored.cv == CV_FR
    assert (stored.version, stored.updated_at) == (1, time.now())


async def test_versions_count(database: Database, time: FakeTime, person: int) -> None:
    versions = [await saved(database, time, person) for _ in range(3)]
    assert versions == [1, 2, 3]


async def test_papers_belong_to_the_version_that_was_saved_last(
    database: Database, time: FakeTime, person: int
) -> None:
    first, second = await saved(database, time, person), await saved(database, time, person)
    assert not await kept(database, time, person, first, "a")
    assert await kept(database, time, person, second, "b")
    assert await file_ids(database) == {"b"}


async def test_erasing_takes_the_documents_too_and_nobody_elses(
    database: Database, time: FakeTime, person: int
) -> None:
    version = await saved(database, time, person)
    await kept(database, time, person, version, "a")
    async with database.write() as db:
        await db.execute(
            files.insert().values(
                id="upload", person_id=person, name=b"x", type="x/y", size=1, body=b"x", created_at=time.now()
            )
        )
        await store.erase(db, SEALER, person)
        await store.erase(db, SEALER, person)
    assert await file_ids(database) == {"upload"}


async def test_export(database: Database, time: FakeTime, person: int) -> None:
    async with database.read() as db:
        assert await store.export(db, SEALER, person) == {}
    await saved(database, time, person)
    async with database.read() as db:
        data = await store.export(db, SEALER, person)
    resume = data["resume"]
    assert isinstance(resume, dict)
    basics = resume["basics"]
    assert isinstance(basics, dict)
    assert basics["name"] == "Amina Konaté"
