"""A draft becomes a release in one step, or nothing happens."""

from __future__ import annotations

from bot.releases import store as releases
from bot.releases.model import Written
from bot.releases.opening import parsed_value
from bot.storage.engine import Database
from bot.studio.model import NEVER, Draft
from bot.studio.store import drafts, publishing
from tests.bot.studio.house import CV, served
from tests.fakes.clock import FakeTime

NEW = Written("cv", CV.replace("prénom", "nom"), {})


async def test_a_draft_is_published_once(database: Database) -> None:
    time = FakeTime()
    shelf = await served(database, time)
    now, parsed = time.now(), parsed_value(NEW.source)
    async with database.write() as db:
        newest = await releases.newest(db)
        assert newest
        based_on = newest.flows["cv"]
        await drafts.save(db, NEW, on_version=NEVER, based_on=based_on, by=1, now=now)
        seen = Draft(NEW, based_on, 1, 1, now)

        async def publish(draft: Draft, release: int) -> str:
            found = await publishing.publish(db, draft, parsed, seen=release, moves={}, note="n", by=1, now=now)
            return found.outcome

        assert await publish(Draft(NEW, based_on, 9, 1, now), shelf.number) == "changed"
        assert await publish(seen, shelf.number - 1) == "other"
        assert await publish(Draft(NEW, None, 1, 1, now), shelf.number) == "served"
        assert await publish(seen, shelf.number) == "done"
        assert await publish(seen, shelf.number) == "changed"
        assert await drafts.get(db, "cv") == (None, 2)
        first, second = await publishing.history(db, "cv")
        assert (first.note, first.by, first.revision.written) == ("n", "Admin", NEW)
        assert second.revision.origin == "shipped"
        again = await publishing.serve_again(
            db, "cv", second.revision.id, instead_of=first.revision.id, moves={}, note="", by=2, now=now
        )
        assert again.outcome == "done"
        late = await publishing.serve_again(
            db, "cv", second.revision.id, instead_of=first.revision.id, moves={}, note="", by=2, now=now
        )
        assert late.outcome == "served"
        assert len(await publishing.history(db, "cv")) == 3
        assert await publishing.history(db, "rien") == []


async def test_ours_is_newer_only_where_staff_have_their_own(database: Database) -> None:
    time = FakeTime()
    await served(database, time)
    async with database.write() as db:
        shipped = (await releases.shipped(db))["cv"]
        assert await publishing.newer_of_ours(db, "cv", None) is None
        assert await publishing.newer_of_ours(db, "cv", shipped) is None
        id = await releases.add(db, NEW, parsed_value(NEW.source), origin="staff", by=1, now=time.now())
        theirs = (await releases.revisions(db, [id]))[id]
        assert await publishing.newer_of_ours(db, "cv", theirs) is None
        other = Written("cv", CV.replace("prénom", "petit nom"), {})
        await releases.add(db, other, parsed_value(other.source), origin="shipped", by=None, now=time.now())
        ours = await publishing.newer_of_ours(db, "cv", theirs)
        assert ours
        assert ours.written == other
