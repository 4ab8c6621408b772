"""Age band, alias, agreement."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.mentors.rules.aliases import alias
from bot.mentors.store import people
from bot.storage.engine import Database
from bot.storage.tables.mentors import aliases, handoffs
from bot.storage.tables.people import people as table
from bot.storage.tables.safety import signs
from tests.bot.mentors.rows import NOON, handoff, mentor
from tests.bot.storage.rows import person


async def test_the_alias_lasts_whatever_they_agree_to_later(database: Database) -> None:
    await person(database, 1)
    async with database.write() as db:
        first = await people.agree(db, 1, "token", NOON)
        assert first == alias("token", 0)
        assert (await people.known(db, 1)).agreed
        assert await people.take_back(db, 1)
        assert not await people.take_back(db, 1)
        assert not (await people.known(db, 1)).agreed
        assert await people.agree(db, 1, "another", NOON) == first
        assert (await people.known(db, 1)).alias == first


async def test_two_people_have_two_names(database: Database) -> None:
    await person(database, 1)
    await person(database, 2)
    async with database.write() as db:
        assert await people.agree(db, 1, "token", NOON) != await people.agree(db, 2, "token", NOON)


async def test_when_no_name_is_free_it_fails(database: Database) -> None:
    await person(database, 1)
    async with database.write() as db:
        for number in range(people.ATTEMPTS):
            taken = {"person_id": 100 + number, "alias": alias("token", number)}
            await db.execute(table.insert().values(id=100 + number, locale="fr", created_at=NOON, last_seen_at=NOON))
            await db.execute(aliases.insert().values(taken))
        with pytest.raises(LookupError, match="alias"):
            await people.agree(db, 1, "token", NOON)


async def test_a_new_age_band_changes_who_may_take_a_request_that_waits(database: Database) -> None:
    await person(database, 1)
    async with database.write() as db:
        await handoff(db, 1)
        await people.set_band(db, 1, "15_17")
        assert await db.scalar(select(handoffs.c.needs)) == "minors"
        await people.set_band(db, 1, "older")
        assert await db.scalar(select(handoffs.c.needs)) == "adults"
        await people.set_band(db, 1, None)
        assert await db.scalar(select(handoffs.c.needs)) == "minors"


async def test_a_mentors_name(database: Database) -> None:
    async with database.write() as db:
        await mentor(db, 1, alias="Lina")
        assert await people.mentor_alias(db, 1) == "Lina"
        assert await people.mentor_alias(db, 2) == ""
        assert await people.mentor_alias(db, None) == ""


async def test_in_distress_for_a_day_unless_they_said_that_all_is_well(database: Database) -> None:
    await person(database, 1)
    async with database.write() as db:
        assert not await people.in_distress(db, 1, NOON)
        row = {"person_id": 1, "at": NOON, "body": b"{}"}
        await db.execute(signs.insert().values(**row, seq=1, fine_at=NOON))
        assert not await people.in_distress(db, 1, NOON)
        await db.execute(signs.insert().values(**row, seq=3))
        assert await people.in_distress(db, 1, NOON + timedelta(hours=23))
        assert not await people.in_distress(db, 1, NOON + timedelta(hours=24))


async def test_who_asked_for_somebody_at_once_is_urgent_for_a_day_whatever_was_noticed(database: Database) -> None:
    await person(database, 1)
    async with database.write() as db:
        await db.execute(update(table).values(called_at=NOON))
        assert await people.in_distress(db, 1, NOON + timedelta(hours=23))
        assert not await people.in_distress(db, 1, NOON + timedelta(hours=24))
        assert not await people.in_distress(db, 2, NOON)
