"""Reports and samples: only what was reported or drawn, decided once, by somebody else."""

from __future__ import annotations

from sqlalchemy import select, update

from bot.mentors.store import access, cases, reports
from bot.storage.engine import Database
from bot.storage.tables import mentors as t
from bot.storage.tables.safety import alerts
from tests.bot.mentors.rows import CHIEF, NOON, SEALER, agreed, handoff, mentor
from tests.bot.storage.rows import person


async def talked(database: Database) -> int:
    await person(database, 5)
    async with database.write() as db:
        await mentor(db, 1, alias="Tess")
        await agreed(db, 5)
        return await handoff(db, 5, state="held", mentor_id=1)


async def test_decided_once_and_never_about_oneself(database: Database) -> None:
    talk = await talked(database)
    async with database.write() as db:
        id = await reports.report(db, SEALER, NOON, 5, talk, 1, 1)
        assert [one.id for one in await cases.open_reports(db)] == [id]
        assert await cases.settle(db, NOON, 1, id, "unfounded") is None
        found = await cases.settle(db, NOON, CHIEF, id, "closed")
        assert found is not None
        assert (found.person, found.mentor) == ("Mésange 5", "Tess")
        assert await cases.settle(db, NOON, CHIEF, id, "unfounded") is None
        assert await cases.settle(db, NOON, CHIEF, 404, "closed") is None
        assert list(await cases.open_reports(db)) == []
        assert await db.scalar(select(t.handoffs.c.frozen_at)) == NOON


async def test_unfounded_unfreezes_and_the_two_still_never_meet(database: Database) -> None:
    talk = await talked(database)
    async with database.write() as db:
        id = await reports.report(db, SEALER, NOON, 5, talk, 1, 1)
        assert await cases.settle(db, NOON, CHIEF, id, "unfounded")
        assert await db.scalar(select(t.handoffs.c.frozen_at)) is None
        again = await handoff(db, 5)
        may = select(t.handoffs.c.id).where(t.handoffs.c.id == again, access.cleared(1, NOON))
        assert await db.scalar(may) is None


async def test_only_what_was_drawn_can_be_opened(database: Database) -> None:
    talk = await talked(database)
    async with database.write() as db:
        assert await cases.sample(db, talk) is None
        await db.execute(t.samples.insert().values(handoff_id=talk, drawn_at=NOON))
        assert [one.id for one in await cases.open_samples(db)] == [talk]
        assert not await cases.seen(db, NOON, 1, talk, "fine"), "their own"
        assert await cases.seen(db, NOON, CHIEF, talk, "serious")
        assert not await cases.seen(db, NOON, CHIEF, talk, "fine")
        assert list(await cases.open_samples(db)) == []


async def test_an_alert_opens_its_conversation_until_it_is_seen_or_as_long_as_they_agree(database: Database) -> None:
    talk = await talked(database)
    async with database.write() as db:
        await db.execute(alerts.insert().values(id=1, person_id=5, why="flag", handoff_id=talk, at=NOON))
        for agreed_at, seen_at, opens in (
            (NOON, None, True),
            (NOON, NOON, True),
            (None, None, True),
            (None, NOON, False),
        ):
            await db.execute(update(t.aliases).values(agreed_at=agreed_at))
            await db.execute(update(alerts).values(seen_at=seen_at))
            assert (await cases.alert(db, 1) is not None) is opens
        assert await cases.alert(db, 2) is None
