"""The list of mentors as it is at this moment."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import update

from bot.mentors.rules.vetting import RENEW
from bot.mentors.store import roster
from bot.storage.engine import Database
from bot.storage.tables import mentors as t
from bot.storage.tables.accounts import accounts
from tests.bot.mentors.rows import CHIEF, NOON, account, handoff, mentor
from tests.bot.storage.rows import person


async def test_who_is_there_and_what_they_lack(database: Database) -> None:
    await person(database, 5)
    soon = NOON + RENEW
    async with database.write() as db:
        await mentor(db, 1, languages=("fr", "ar"), expires_at=soon)
        await mentor(db, 2, level=None, on_duty_until=None, trained_at=None)
        await account(db, 3)
        await account(db, 4)
        await db.execute(update(accounts).where(accounts.c.id == 4).values(disabled_at=NOON))
        await handoff(db, 5, state="held", mentor_id=1)
        one, two, three = await roster.everybody(db, NOON)
    assert (one.languages, one.held, one.level, one.trained) == (("ar", "fr"), 1, "minors", True)
    assert one.on_duty(NOON)
    assert not one.on_duty(NOON + timedelta(hours=8))
    assert one.to_renew(NOON)
    assert not one.to_renew(NOON - timedelta(microseconds=1))
    assert (two.expires_at, two.trained, two.on_duty(NOON), two.to_renew(NOON)) == (None, False, False, False)
    assert (three.account_id, three.alias, three.vetting_id) == (3, "", None)


async def test_the_longest_that_holds_counts(database: Database) -> None:
    async with database.write() as db:
        await mentor(db, 1, expires_at=NOON)
        row = {"account_id": 1, "by_account": CHIEF, "at": NOON}
        for level, days, off in (("adults", 60, None), ("minors", 30, None), ("minors", 90, NOON)):
            ends = NOON + timedelta(days=days)
            await db.execute(
                t.vettings.insert().values(row | {"level": level, "expires_at": ends, "withdrawn_at": off})
            )
        (one,) = await roster.everybody(db, NOON)
    assert (one.level, one.expires_at) == ("adults", NOON + timedelta(days=60))


async def test_on_a_break_nobody_is_on_duty(database: Database) -> None:
    async with database.write() as db:
        await mentor(db, 1, paused_at=NOON)
        (one,) = await roster.everybody(db, NOON)
    assert not one.on_duty(NOON)
