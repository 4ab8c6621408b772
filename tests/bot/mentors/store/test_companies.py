"""A company that is stopped: none of its mentors talks on or takes anybody, whatever they call it; others do."""

from __future__ import annotations

import asyncio

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.mentors.rules.profile import Draft, company_key
from bot.mentors.store import companies, handoffs, mentors, queue, talk
from bot.mentors.store.duty import standing
from bot.storage.engine import Database
from bot.storage.tables import mentors as t
from tests.bot.mentors.rows import CHIEF, NOON, SEALER, handoff, mentor
from tests.bot.storage.rows import person

KEY = company_key("Boulangeries Réunies")


async def works_for(db: AsyncConnection, id: int, company: str) -> None:
    await mentor(db, id, company=company, company_key=company_key(company))


async def test_whom_they_talk_to_goes_to_the_front_and_nobody_of_it_takes_them(database: Database) -> None:
    for id in (1, 2):
        await person(database, id, consent_at=NOON)
    async with database.write() as db:
        await works_for(db, 1, "Boulangeries Réunies")
        await works_for(db, 2, "BOULANGERIES RÉUNIES")
        await works_for(db, 3, "Autre")
        await mentor(db, 4)
        held = await handoff(db, 1, state="held", mentor_id=1, claimed_at=NOON)
        await handoff(db, 2)
        assert await companies.stop(db, SEALER, NOON, KEY, CHIEF)
        assert not await companies.stop(db, SEALER, NOON, KEY, CHIEF), "once"
        assert await handoffs.of_mentor(db, 1, held, NOON) is None
        assert await talk.say(db, SEALER, NOON, 1, held, "x", "Salut") is None
        again = await handoffs.by_id(db, held)
        assert again is not None
        assert (again.state, again.front) == ("waiting", True)
        for stopped in (1, 2):
            assert await queue.claim(db, SEALER, NOON, stopped) is None
            assert await queue.waiting_for(db, stopped, NOON) == []
            mine = await standing(db, stopped, NOON)
            assert mine is not None
            assert not mine.may_take()
        taken = [await queue.claim(db, SEALER, NOON, other) for other in (3, 4)]
        assert [one.person_id for one in taken if one] == [1, 2]


async def test_it_may_go_on_and_what_ended_stays_ended(database: Database) -> None:
    await person(database, 1, consent_at=NOON)
    async with database.write() as db:
        await works_for(db, 1, "Boulangeries Réunies")
        held = await handoff(db, 1, state="held", mentor_id=1, claimed_at=NOON)
        await companies.stop(db, SEALER, NOON, KEY, CHIEF)
        assert await companies.go_on(db, KEY)
        assert not await companies.go_on(db, KEY)
        assert await handoffs.of_mentor(db, 1, held, NOON) is None
        assert (await queue.claim(db, SEALER, NOON, 1)) is not None


async def test_another_name_in_the_profile_is_no_way_out(database: Database) -> None:
    async with database.write() as db:
        await works_for(db, 1, "Boulangeries Réunies")
        await companies.stop(db, SEALER, NOON, KEY, CHIEF)
        assert await mentors.save(db, NOON, 1, Draft("Lina", "Autre", "Europe/Paris", 2, ("fr",), ("cv",)))
        assert await companies.is_stopped(db, 1)
        assert (await mentors.profile(db, 1, "Europe/Paris")).company == "Boulangeries Réunies"
        await companies.go_on(db, KEY)
        assert await mentors.save(db, NOON, 1, Draft("Lina", "", "Europe/Paris", 2, ("fr",), ("cv",)))
        assert await companies.listed(db) == []


async def test_those_that_lend_mentors_are_listed_once_each(database: Database) -> None:
    async with database.write() as db:
        await works_for(db, 1, "Zèbre")
        await works_for(db, 2, "Abeille")
        await works_for(db, 3, "abeille")
        await mentor(db, 4)
        await companies.stop(db, SEALER, NOON, "abeille", CHIEF)
        found = [(one.key, one.mentors, one.stopped) for one in await companies.listed(db)]
        assert found == [("abeille", 2, True), ("zèbre", 1, False)]
        for nobody in ("", "nulle part"):
            assert not await companies.stop(db, SEALER, NOON, nobody, CHIEF)


async def test_who_takes_somebody_at_that_moment_is_cut_off_too(database: Database) -> None:
    await person(database, 1, consent_at=NOON)
    async with database.write() as db:
        await works_for(db, 1, "Boulangeries Réunies")
        await handoff(db, 1)

    async def takes() -> None:
        async with database.write() as db:
            await queue.claim(db, SEALER, NOON, 1)

    async def stops() -> None:
        async with database.write() as db:
            await companies.stop(db, SEALER, NOON, KEY, CHIEF)

    for deeds in ((takes, stops), (stops, takes)) * 5:
        await asyncio.gather(*(deed() for deed in deeds))
        async with database.write() as db:
            [one] = await handoffs.found(db, t.handoffs.c.person_id == 1)
            assert one.state == "waiting"
            await companies.go_on(db, KEY)
            await db.execute(update(t.handoffs).values(front=False))
