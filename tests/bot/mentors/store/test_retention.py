"""Who read what goes after a year; a report once it is settled."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select, update

from bot.mentors.store import retention
from bot.storage.engine import Database
from bot.storage.keeping import DEFAULTS, NOTICE
from bot.storage.tables.cvs import cvs
from bot.storage.tables.mentors import notes, pairs, promises, reads, reports, suggestions
from bot.storage.tables.people import people
from tests.bot.storage.rows import column
from tests.bot.test_rooms import ME, OTHER, TIME, WORD, fill

NOW = TIME.now()
DAY = timedelta(days=1)


async def swept(database: Database, at: datetime) -> int:
    async with database.write() as db:
        return await retention.retain(db, at, DEFAULTS)


async def test_who_read_what_goes_after_a_year_and_a_report_once_settled(database: Database) -> None:
    for id in (ME, OTHER):
        await fill(database, id, WORD)
    async with database.write() as db:
        await db.execute(update(reports).where(reports.c.person_id == ME).values(settled_at=NOW))
        await db.execute(update(reports).where(reports.c.person_id == OTHER).values(settled_at=None))
    await swept(database, NOW + DEFAULTS.audit)
    assert await column(database, reads.c.person_id) == [ME, OTHER]
    assert await swept(database, NOW + DEFAULTS.audit + DAY) == 3
    assert await column(database, reads.c.person_id) == []
    assert await column(database, reports.c.person_id) == [OTHER]


async def test_what_was_written_about_them_goes_with_their_own_lines(database: Database) -> None:
    for id in (ME, OTHER):
        await fill(database, id, WORD)
    async with database.write() as db:
        told = {"chat_notice_at": NOW + DEFAULTS.chat - NOTICE}
        await db.execute(update(people).where(people.c.id == ME).values(told))
    await swept(database, NOW + DEFAULTS.chat)
    assert await column(database, notes.c.person_id) == [OTHER]
    async with database.read() as db:
        for table, said in ((promises, promises.c.what), (pairs, pairs.c.note)):
            kept = (await db.scalars(select(table.c.person_id).where(said.is_not(None)))).all()
            assert kept == [OTHER], table.name


async def test_what_they_took_for_their_cv_stays_as_long_as_the_cv(database: Database) -> None:
    for id in (ME, OTHER):
        await fill(database, id, WORD)
    told = {"chat_notice_at": NOW + DEFAULTS.chat - NOTICE}
    async with database.write() as db:
        await db.execute(update(people).values(told))
        await db.execute(update(suggestions).where(suggestions.c.person_id == ME).values(state="taken"))
    await swept(database, NOW + DEFAULTS.chat)
    assert await column(database, suggestions.c.person_id) == [ME]
    async with database.write() as db:
        await db.execute(cvs.delete())
    await swept(database, NOW)
    assert await column(database, suggestions.c.person_id) == []
