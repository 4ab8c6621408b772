"""What nobody of the team has seen outlives everything else of somebody, and says nothing about them."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select

from bot.safety.alarm import raise_alert, see
from bot.storage.engine import Database
from bot.storage.open_alerts import STEPS, open_alert, put_back
from bot.storage.purge import BEFORE_CONSENT, purge
from bot.storage.tables.later import effects, events
from bot.storage.tables.people import people
from bot.storage.tables.safety import alerts
from tests.bot.safety.rows import NOW, SEALER, coordinator, handoff, person

SECOND = timedelta(seconds=1)


async def test_it_comes_back_with_its_steps_and_without_the_conversation(database: Database) -> None:
    async with database.write() as db:
        await person(db)
        await coordinator(db)
        await handoff(db)
        await raise_alert(db, SEALER, NOW, 1, "twice", 1)
        other = {"person_id": 1, "kind": "x", "key": "x", "payload": b"{}", "due_at": NOW}
        await db.execute(events.insert().values(other))
        before = [(await db.execute(select(table).where(table.c.kind.in_(STEPS)))).all() for table in (effects, events)]
        kept = await open_alert(db, 1)
        assert kept is not None
        for table in (effects, events, alerts):
            await db.execute(delete(table))
        await put_back(db, kept)
        assert [(await db.execute(select(table))).all() for table in (effects, events)] == before
        row = (await db.execute(select(alerts))).one()
    assert (row.id, row.why, row.at, row.handoff_id) == (1, "twice", NOW, None)


async def test_what_somebody_has_seen_is_not_kept(database: Database) -> None:
    async with database.write() as db:
        await person(db)
        await coordinator(db)
        assert await open_alert(db, 1) is None
        found = await raise_alert(db, SEALER, NOW, 1, "twice")
        await see(db, SEALER, NOW, 300, found.id)
        assert await open_alert(db, 1) is None


async def test_of_whoever_is_under_15_it_goes_after_a_day(database: Database) -> None:
    async with database.write() as db:
        await person(db, 1, age_band="under15")
        await person(db, 2)
        for id in (1, 2):
            await raise_alert(db, SEALER, NOW, id, "twice")
    for late, left in ((-SECOND, [1, 2]), (SECOND, [2])):
        await purge(database, NOW + BEFORE_CONSENT + late)
        async with database.read() as db:
            assert list(await db.scalars(select(alerts.c.person_id).order_by(alerts.c.person_id))) == left
            assert len(list(await db.scalars(select(people.c.id)))) == 2
