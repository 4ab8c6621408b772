"""Who waits is found by who may take them, in the order that was promised, and by nobody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.mentors.model import Wish
from bot.mentors.store import access, queue
from bot.mentors.store import handoffs as read
from bot.storage.engine import Database
from bot.storage.tables.accounts import account_roles, accounts
from bot.storage.tables.later import events
from bot.storage.tables.mentors import handoff_log, handoffs, mentors, pairs, vettings
from tests.bot.mentors.rows import NOON, SEALER, agreed, handoff, mentor
from tests.bot.storage.rows import person

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
CV = Wish("cv", ("fr", "ar"))


@pytest.fixture(autouse=True)
async def somebody(database: Database) -> None:
    for id in range(1, 6):
        await person(database, id)


async def kinds(db: AsyncConnection) -> list[str]:
    return [*(await db.scalars(select(events.c.kind).order_by(events.c.id))).all()]


async def log(db: AsyncConnection, handoff_id: int) -> list[str]:
    query = select(handoff_log.c.what).where(handoff_log.c.handoff_id == handoff_id).order_by(handoff_log.c.id)
    return [*(await db.scalars(query)).all()]


async def claimed(db: AsyncConnection, account_id: int, at: Any = NOON) -> int | None:
    taken = await queue.claim(db, SEALER, at, account_id)
    return taken.person_id if taken else None


# -- asking ---------------------------------------------------------------------------------------------------
async def test_asking_twice_is_one_request(database: Database) -> None:
    async with database.write() as db:
        first = await queue.ask(db, SEALER, NOON, 1, CV, "adults", 7)
        again = await queue.ask(db, SEALER, NOON + MINUTE, 1, Wish("letter", ("en",)), "minors", 9)
        assert again == first
        assert (first.state, first.topic, first.languages, first.needs) == ("waiting", "cv", ("ar", "fr"), "adults")
        assert (first.first_seq, first.asked_at, first.change) == (7, NOON, 1)
        assert await log(db, first.id) == ["asked"]


async def test_who_left_may_ask_again(database: Database) -> None:
    async with database.write() as db:
        first = await queue.ask(db, SEALER, NOON, 1, CV, "adults", 7)
        left = await queue.leave(db, NOON, 1)
        assert left is not None
        assert (left.state, left.outcome, left.closed_at) == ("left", "left", NOON)
        assert await queue.leave(db, NOON, 1) is None
        second = await queue.ask(db, SEALER, NOON, 1, CV, "adults", 9)
        assert second.id != first.id


# -- who may take whom ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("hers", "asked", "taken"),
    [
        ({}, {}, True),
        ({"languages": ("en", "ar")}, {"languages": ("fr",)}, False),
        ({"languages": ("en", "ar")}, {"languages": ("fr", "ar")}, True),
        ({"topics": ("letter",)}, {}, False),
        ({"level": None}, {}, False),
        ({"level": "adults"}, {}, True),
        ({"level": "adults"}, {"needs": "minors"}, False),
        ({"level": "minors"}, {"needs": "minors"}, True),
        ({"expires_at": NOON}, {}, False),
        ({"trained_at": None}, {}, False),
        ({"paused_at": NOON}, {}, False),
        ({"capacity": 0}, {}, False),
        ({"on_duty_until": None}, {}, True),
        ({}, {"state": "closed"}, False),
        ({}, {"wanted_mentor": 1, "wanted_until": NOON + MINUTE}, True),
        ({}, {"wanted_mentor": 2, "wanted_until": NOON + MINUTE}, False),
        ({}, {"wanted_mentor": 2, "wanted_until": NOON}, True),
    ],
)
async def test_a_mentor_gets_only_whom_they_may_take(
    database: Database, hers: dict[str, Any], asked: dict[str, Any], taken: bool
) -> None:
    async with database.write() as db:
        await mentor(db, 2)
        await mentor(db, 1, **hers)
        await handoff(db, 1, **asked)
        assert (await claimed(db, 1) == 1) is taken


async def test_a_disabled_account_or_one_without_the_role_gets_nobody(database: Database) -> None:
    async with database.write() as db:
        await mentor(db, 1)
        await handoff(db, 1)
        await db.execute(update(accounts).where(accounts.c.id == 1).values(disabled_at=NOON))
        assert await claimed(db, 1) is None
        await db.execute(update(accounts).where(accounts.c.id == 1).values(disabled_at=None))
        await db.execute(delete(account_roles).where(account_roles.c.account_id == 1))
        assert await claimed(db, 1) is None
        assert await access.load(db, 1, NOON) is None


async def test_somebody_who_is_no_mentor_gets_nobody(database: Database) -> None:
    async with database.write() as db:
        await handoff(db, 1)
        assert await claimed(db, 77) is None


async def test_a_vetting_that_was_withdrawn_does_not_count(database: Database) -> None:
    async with database.write() as db:
        await mentor(db, 1)
        await handoff(db, 1)
        await db.execute(update(vettings).values(withdrawn_at=NOON))
        assert await claimed(db, 1) is None


async def test_the_order_let_down_then_urgent_then_their_own_then_the_longest_waiting(database: Database) -> None:
    async with database.write() as db:
        await mentor(db, 1, capacity=9)
        await handoff(db, 1, asked_at=NOON - 5 * MINUTE)
        await handoff(db, 2, asked_at=NOON - 9 * MINUTE)
        await handoff(db, 3, asked_at=NOON, wanted_mentor=1, wanted_until=NOON + MINUTE)
        await handoff(db, 4, asked_at=NOON, urgent=True)
        await handoff(db, 5, asked_at=NOON, front=True)
        assert [one.person_id for one in await queue.waiting_for(db, 1, NOON)] == [2, 1, 3, 4, 5]
        assert [await claimed(db, 1) for _ in range(6)] == [5, 4, 3, 2, 1, None]


async def test_a_mentor_has_no_more_than_they_wanted(database: Database) -> None:
    async with database.write() as db:
        await mentor(db, 1, capacity=2)
        for id in (1, 2, 3):
            await handoff(db, id)
        assert [await claimed(db, 1) for _ in range(3)] == [1, 2, None]
        await queue.leave(db, NOON, 1)
        assert await claimed(db, 1) == 3


async def test_what_a_claim_writes(database: Database) -> None:
    async with database.write() as db:
        await mentor(db, 1)
        await handoff(db, 1, front=True, told_seq=4, told="x")
        taken = await queue.claim(db, SEALER, NOON + MINUTE, 1)
        assert taken is not None
        assert (taken.state, taken.mentor_id, taken.claimed_at, taken.owed_since) == (
            "held", 1, NOON + MINUTE, NOON + MINUTE,
        )  # fmt: skip
        assert (taken.front, taken.told_seq, taken.told) == (False, None, "")
        assert await log(db, taken.id) == ["claimed"]
        assert sorted(await kinds(db)) == ["mentors.check", "mentors.taken"]


# -- the mentor they know -------------------------------------------------------------------------------------
async def test_their_own_mentor_comes_first_for_a_while(database: Database) -> None:
    async with database.write() as db:
        await mentor(db, 1)
        await mentor(db, 2)
        await agreed(db, 1)
        await db.execute(pairs.insert().values(person_id=1, account_id=2, since=NOON))
        asked = await queue.ask(db, SEALER, NOON, 1, CV, "adults", 1)
        assert (asked.wanted_mentor, asked.wanted_until) == (2, NOON + queue.FOR_THEIRS)
        assert await kinds(db) == ["mentors.waiting"]
        assert await claimed(db, 1, NOON + queue.FOR_THEIRS - MINUTE) is None
        assert await claimed(db, 1, NOON + queue.FOR_THEIRS) == 1


@pytest.mark.parametrize("off", [{"on_duty_until": None}, {"on_duty_until": NOON}, {"paused_at": NOON}])
async def test_a_mentor_who_is_not_there_keeps_nobody_waiting(database: Database, off: dict[str, Any]) -> None:
    async with database.write() as db:
        await mentor(db, 2, **off)
        await db.execute(pairs.insert().values(person_id=1, account_id=2, since=NOON))
        assert (await queue.ask(db, SEALER, NOON, 1, CV, "adults", 1)).wanted_mentor is None


@pytest.mark.parametrize(
    "unfit", [{"languages": ("en",)}, {"topics": ("letter",)}, {"capacity": 1}, {"level": None}, {"trained_at": None}]
)
async def test_a_mentor_who_can_not_take_it_keeps_nobody_waiting(database: Database, unfit: dict[str, Any]) -> None:
    async with database.write() as db:
        await mentor(db, 1)
        await mentor(db, 2, **unfit)
        await agreed(db, 1)
        await handoff(db, 3, state="held", mentor_id=2, claimed_at=NOON)
        await db.execute(pairs.insert().values(person_id=1, account_id=2, since=NOON))
        assert (await queue.ask(db, SEALER, NOON, 1, CV, "adults", 1)).wanted_mentor is None
        assert await claimed(db, 1) == 1


@pytest.mark.parametrize("gone", [{"on_duty_until": NOON}, {"paused_at": NOON}, {"trained_at": None}])
async def test_their_mentor_who_leaves_meanwhile_keeps_nobody_waiting(database: Database, gone: dict[str, Any]) -> None:
    async with database.write() as db:
        await mentor(db, 1)
        await mentor(db, 2)
        await agreed(db, 1)
        await db.execute(pairs.insert().values(person_id=1, account_id=2, since=NOON))
        assert (await queue.ask(db, SEALER, NOON, 1, CV, "adults", 1)).wanted_mentor == 2
        assert await claimed(db, 1, NOON + MINUTE) is None
        await db.execute(update(mentors).where(mentors.c.account_id == 2).values(gone))
        assert await claimed(db, 1, NOON + MINUTE) == 1


# -- back to the queue ----------------------------------------------------------------------------------------
async def test_who_is_let_down_goes_to_the_front_and_hears_of_it_once(database: Database) -> None:
    async with database.write() as db:
        await mentor(db, 1)
        await handoff(db, 1)
        taken = await queue.claim(db, SEALER, NOON, 1)
        assert taken is not None
        back = await queue.requeue(db, SEALER, NOON + MINUTE, taken.id, "gone")
        assert back is not None
        assert (back.state, back.front, back.mentor_id, back.asked_at) == ("waiting", True, None, NOON)
        assert await queue.requeue(db, SEALER, NOON + MINUTE, taken.id, "gone") is None
        assert (await kinds(db)).count("mentors.requeued") == 1
        assert await log(db, taken.id) == ["claimed", "requeued:gone"]
        assert await read.held_by(db, 1, NOON) == []


async def test_a_vetting_that_ends_cuts_off_at_once_and_the_sweep_requeues(database: Database) -> None:
    async with database.write() as db:
        await mentor(db, 1, expires_at=NOON + DAY)
        await mentor(db, 2)
        await handoff(db, 1)
        await handoff(db, 2)
        assert [await claimed(db, id) for id in (1, 2)] == [1, 2]
        ended = NOON + DAY
        assert len(await read.held_by(db, 1, ended - MINUTE)) == 1
        assert await read.held_by(db, 1, ended) == []
        assert await queue.cut_off(db, SEALER, ended - MINUTE) == 0
        assert await queue.cut_off(db, SEALER, ended) == 1
        states = (await db.execute(select(handoffs.c.person_id, handoffs.c.state).order_by(handoffs.c.id))).all()
        assert [tuple(row) for row in states] == [(1, "waiting"), (2, "held")]


async def test_the_check_is_due_when_the_longest_vetting_that_clears_them_ends(database: Database) -> None:
    async with database.write() as db:
        await mentor(db, 1, level="adults", expires_at=NOON + 2 * DAY)
        row = {"account_id": 1, "level": "minors", "expires_at": NOON + DAY, "by_account": 900, "at": NOON}
        await db.execute(vettings.insert().values(row))
        await handoff(db, 1, needs="minors")
        assert await claimed(db, 1) == 1
        due = await db.scalar(select(events.c.due_at).where(events.c.kind == "mentors.check"))
        assert due == NOON + DAY


async def test_what_a_mentor_is(database: Database) -> None:
    async with database.write() as db:
        await mentor(db, 1, languages=("fr", "ar"), topics=("cv",), capacity=3, company="Boulon")
        await handoff(db, 1)
        await claimed(db, 1)
        found = await access.load(db, 1, NOON)
    assert found is not None
    assert sorted(found.languages) == ["ar", "fr"]
    assert (*found.topics, *found.cleared) == ("cv", "minors")
    assert (found.alias, found.capacity, found.held, found.trained, found.paused) == ("Mentor 1", 3, 1, True, False)
    assert found.company == "Boulon"
    assert mentors.c.alias.unique
