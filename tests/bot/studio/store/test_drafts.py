"""One draft a flow; whoever saves names the version they saw, and overwrites nobody."""

from __future__ import annotations

from bot.releases.model import Written
from bot.storage.engine import Database
from bot.studio.model import NEVER
from bot.studio.store import drafts, flows
from tests.bot.studio.house import SERVED, served
from tests.fakes.clock import FakeTime

CV = Written("cv", "flow: cv\n", {"en": {"cv//title": "CV"}})
OTHER = Written("cv", "flow: cv # autre\n", {})


async def test_two_who_save_on_the_same_version(database: Database) -> None:
    time = FakeTime()
    await served(database, time)
    async with database.write() as db:
        assert await drafts.get(db, "cv") == (None, NEVER)
        assert await drafts.save(db, CV, on_version=NEVER, based_on=2, by=1, now=time.now()) == 1
        assert await drafts.save(db, OTHER, on_version=NEVER, based_on=2, by=2, now=time.now()) is None
        draft, version = await drafts.get(db, "cv")
        assert draft
        assert (draft.written, draft.based_on, draft.version, draft.by, version) == (CV, 2, 1, 1, 1)
        assert await drafts.save(db, OTHER, on_version=1, based_on=1, by=2, now=time.now()) == 2
        assert await drafts.save(db, CV, on_version=1, based_on=None, by=1, now=time.now()) is None
        draft, _ = await drafts.get(db, "cv")
        assert draft
        assert (draft.written, draft.based_on, draft.by) == (OTHER, 2, 2), "what it is based on stays"
        assert list(await drafts.every(db)) == ["cv"]


async def test_a_version_is_never_used_twice(database: Database) -> None:
    time = FakeTime()
    await served(database, time)
    async with database.write() as db:
        await drafts.save(db, CV, on_version=NEVER, based_on=2, by=1, now=time.now())
        assert await drafts.drop(db, "cv", on_version=7, by=1, now=time.now()) is None
        assert await drafts.drop(db, "cv", on_version=1, by=1, now=time.now()) == 2
        assert await drafts.get(db, "cv") == (None, 2)
        assert await drafts.every(db) == {}
        assert await drafts.save(db, CV, on_version=1, based_on=1, by=2, now=time.now()) is None
        assert await drafts.save(db, CV, on_version=2, based_on=1, by=2, now=time.now()) == 3
        draft, _ = await drafts.get(db, "cv")
        assert draft
        assert draft.based_on == 1
        assert await drafts.rebase(db, "cv", on_version=2, based_on=2) is None
        assert await drafts.rebase(db, "cv", on_version=3, based_on=2) == 4


async def test_what_is_served_and_what_is_written_in_one_look(database: Database) -> None:
    time = FakeTime()
    await served(database, time)
    async with database.write() as db:
        assert await flows.held(db, "rien") is None
        found = await flows.held(db, "cv")
        assert found
        assert (found.published, found.draft, found.written) == (SERVED[1], None, SERVED[1])
        await drafts.save(db, OTHER, on_version=NEVER, based_on=found.number, by=1, now=time.now())
        found = await flows.held(db, "cv")
        assert found
        assert (found.written, found.version) == (OTHER, 1)
        newest, revisions = await flows.served(db)
        assert newest
        assert {flow: revision.written for flow, revision in revisions.items()} == {
            "cv": SERVED[1],
            "welcome": SERVED[0],
        }
