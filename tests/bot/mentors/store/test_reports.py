"""Whose line it was, and what a report leaves."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from bot.mentors.store import queue, reports, transfers
from bot.storage.engine import Database
from bot.storage.tables.mentors import handoffs
from bot.storage.tables.mentors import reports as table
from tests.bot.mentors.rows import NOON, SEALER, handoff, mentor
from tests.bot.storage.rows import line, person

MINUTE = timedelta(minutes=1)


async def test_a_line_is_of_who_held_them_when_it_was_said(database: Database) -> None:
    """Lina, then Marc who took over, then nobody."""
    await person(database, 1)
    async with database.write() as db:
        await mentor(db, 1)
        await mentor(db, 2)
        id = await handoff(db, 1)
        await queue.claim(db, SEALER, NOON, 1)
        offer = await transfers.offer(db, SEALER, NOON + MINUTE, 1, id, 2, "")
        assert offer is not None
        await transfers.accept(db, SEALER, NOON + 4 * MINUTE, 2, offer)
    await line(database, 1, author="mentor", created_at=NOON + MINUTE)
    await line(database, 2, author="mentor", created_at=NOON + 5 * MINUTE)
    await line(database, 3, author="bot", created_at=NOON + 5 * MINUTE)
    async with database.read() as db:
        whose = [await reports.whose(db, 1, seq) for seq in (1, 2, 3, 4)]
    assert whose == [(id, 1), (id, 2), None, None]


async def test_the_conversation_of_another_mentor_is_not_frozen(database: Database) -> None:
    await person(database, 1)
    async with database.write() as db:
        await mentor(db, 1)
        await mentor(db, 2)
        old = await handoff(db, 1, state="closed", mentor_id=1, outcome="done")
        now = await handoff(db, 1, state="held", mentor_id=2)
        first = await reports.report(db, SEALER, NOON, 1, old, 1, 1)
        assert await reports.report(db, SEALER, NOON, 1, old, 1, 2) == first
        rows = await db.execute(select(handoffs.c.id, handoffs.c.state, handoffs.c.frozen_at).order_by(handoffs.c.id))
        assert [tuple(row) for row in rows] == [(old, "closed", NOON), (now, "held", None)]
        assert not await reports.reason(db, 2, first, "odd")
        assert await reports.reason(db, 1, first, "odd")
        assert await db.scalar(select(table.c.why)) == "odd"
