"""A notice is said by day, apart from other things unasked, and not to who came back."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import update

from bot.people.notices import Notices
from bot.ports import Outcome, Turn
from bot.storage.engine import Database
from bot.storage.keeping import DEFAULTS, NOTICE
from bot.storage.tables.people import people
from bot.storage.tables.workshops import wishes
from tests.bot.test_rooms import ME, TIME, WORD, fill
from tests.bot.words import SourceWords

DUE = TIME.now() + DEFAULTS.chat - NOTICE
DAY = timedelta(days=1)
PARIS = ZoneInfo("Europe/Paris")
SAY = Notices(SourceWords(), PARIS, DEFAULTS)


async def said(database: Database, at: datetime, what: str) -> Outcome:
    async with database.write() as db:
        return await SAY(Turn(db, ME, "fr", at, TIME.new_id), {"what": what})


async def test_at_night_it_waits_for_the_morning(database: Database) -> None:
    await fill(database, ME, WORD)
    (later,) = (await said(database, DUE + timedelta(hours=10), "chat")).events
    assert later.due_at is not None
    assert later.due_at.astimezone(PARIS).hour == 8


async def test_after_something_else_unasked_it_waits_a_day(database: Database) -> None:
    await fill(database, ME, WORD)
    async with database.write() as db:
        await db.execute(update(wishes).values(told_at=DUE - timedelta(hours=1)))
    (later,) = (await said(database, DUE, "chat")).events
    assert later.due_at == DUE + timedelta(hours=23)
    assert (await said(database, later.due_at, "chat")).lines


async def test_it_is_said_once_and_not_to_who_is_here_again(database: Database) -> None:
    await fill(database, ME, WORD)
    assert "Dans un mois, j’efface nos messages" in (await said(database, DUE, "chat")).lines[0].text
    assert await said(database, DUE + DAY, "chat") == Outcome()
    async with database.write() as db:
        await db.execute(update(people).values(last_seen_at=DUE + DAY))
    assert await said(database, DUE + 2 * DAY, "chat") == Outcome()


async def test_an_event_of_another_version_says_nothing(database: Database) -> None:
    await fill(database, ME, WORD)
    assert await said(database, DUE, "other") == Outcome()
