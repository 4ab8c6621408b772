"""Who may take a conversation: every missing piece blocks the claim itself, whatever page is open."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.mentors.rules.profile import Draft
from bot.mentors.store import mentors, queue, training, vettings
from bot.storage.engine import Database
from bot.storage.tables import mentors as t
from bot.storage.tables.accounts import account_roles, accounts
from tests.bot.mentors.rows import CHIEF, NOON, SEALER, account, agreed, handoff
from tests.bot.storage.rows import person

LATER = NOON + timedelta(days=300)
DRAFT = Draft("Léo", "", "Europe/Paris", 1, ("fr",), ("cv",))


async def invited(db: AsyncConnection) -> None:
    await account(db, CHIEF, "coordinator")
    await account(db, 1)


async def profile(db: AsyncConnection) -> None:
    assert await mentors.save(db, NOON, 1, DRAFT)


async def trained(db: AsyncConnection) -> None:
    await training.sat(db, NOON, 1, 16, 17, True, "Europe/Paris")


async def vetted(db: AsyncConnection) -> None:
    assert await vettings.give(db, NOON, CHIEF, 1, "adults", LATER)


STEPS = (profile, trained, vetted)


@pytest.fixture
async def waiting(database: Database) -> Database:
    await person(database, 5)
    async with database.write() as db:
        await invited(db)
        await agreed(db, 5)
        await handoff(db, 5)
    return database


async def claims(database: Database, at: timedelta = timedelta()) -> bool:
    async with database.write() as db:
        return await queue.claim(db, SEALER, NOON + at, 1) is not None


async def test_with_all_of_it_in_any_order_they_may(waiting: Database) -> None:
    for step in (vetted, trained, profile):
        assert not await claims(waiting)
        async with waiting.write() as db:
            await step(db)
    assert await claims(waiting)


@pytest.mark.parametrize("left_out", STEPS)
async def test_without_one_of_them_they_may_not(
    waiting: Database, left_out: Callable[[AsyncConnection], Awaitable[None]]
) -> None:
    async with waiting.write() as db:
        for step in STEPS:
            if step is not left_out:
                await step(db)
    assert not await claims(waiting)


async def expires(db: AsyncConnection) -> None:
    await db.execute(update(t.vettings).values(expires_at=NOON))


async def is_withdrawn(db: AsyncConnection) -> None:
    assert await vettings.withdraw(db, SEALER, NOON, 1)


async def takes_a_break(db: AsyncConnection) -> None:
    await mentors.pause(db, NOON, 1, True)


async def speaks_another(db: AsyncConnection) -> None:
    assert await mentors.save(db, NOON, 1, Draft("Léo", "", "Europe/Paris", 1, ("ar",), ("cv",)))


async def helps_with_other_things(db: AsyncConnection) -> None:
    assert await mentors.save(db, NOON, 1, Draft("Léo", "", "Europe/Paris", 1, ("fr",), ("letter",)))


async def is_full(db: AsyncConnection) -> None:
    await handoff(db, 6, state="held", mentor_id=1)


async def is_closed(db: AsyncConnection) -> None:
    await db.execute(update(accounts).where(accounts.c.id == 1).values(disabled_at=NOON))


async def is_no_mentor(db: AsyncConnection) -> None:
    await db.execute(delete(account_roles).where(account_roles.c.account_id == 1))


async def they_are_minors(db: AsyncConnection) -> None:
    await db.execute(update(t.handoffs).values(needs="minors"))


LOST = (expires, is_withdrawn, takes_a_break, speaks_another, helps_with_other_things, is_full, is_closed, is_no_mentor,
        they_are_minors)  # fmt: skip


@pytest.mark.parametrize("lost", LOST)
async def test_whatever_is_lost_again(waiting: Database, lost: Callable[[AsyncConnection], Awaitable[None]]) -> None:
    await person(waiting, 6)
    async with waiting.write() as db:
        for step in STEPS:
            await step(db)
        await lost(db)
    assert not await claims(waiting)


async def test_one_for_minors_is_one_for_all_until_its_end(waiting: Database) -> None:
    async with waiting.write() as db:
        await profile(db)
        await trained(db)
        assert await vettings.give(db, NOON, CHIEF, 1, "minors", NOON + timedelta(days=1))
        await they_are_minors(db)
    assert not await claims(waiting, timedelta(days=1))
    assert await claims(waiting, timedelta(days=1) - timedelta(microseconds=1))


async def test_a_failed_training_is_none(waiting: Database) -> None:
    async with waiting.write() as db:
        await profile(db)
        await vetted(db)
        await training.sat(db, NOON, 1, 3, 17, False, "Europe/Paris")
    assert not await claims(waiting)


async def test_withdrawn_in_the_middle_of_it(waiting: Database) -> None:
    async with waiting.write() as db:
        for step in STEPS:
            await step(db)
    assert await claims(waiting)
    async with waiting.write() as db:
        assert await vettings.withdraw(db, SEALER, NOON, 1)
        assert not await vettings.withdraw(db, SEALER, NOON, 1)
    async with waiting.read() as db:
        row = (await db.execute(t.handoffs.select())).one()
    assert (row.state, row.front, row.mentor_id) == ("waiting", True, None)


async def test_nobody_vouches_for_themselves_or_for_nobody(waiting: Database) -> None:
    async with waiting.write() as db:
        await account(db, 1, "coordinator")
        assert not await vettings.give(db, NOON, 1, 1, "minors", LATER)
        assert not await vettings.give(db, NOON, CHIEF, 404, "minors", LATER)
        assert not await vettings.give(db, NOON, 1, CHIEF, "minors", LATER), "a coordinator who is no mentor"
        await is_closed(db)
        assert not await vettings.give(db, NOON, CHIEF, 1, "minors", LATER)
        assert list(await vettings.all_of(db, 1, NOON)) == []
