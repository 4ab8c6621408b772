"""Whom to tell that somebody waits: who asked for it, may take them, and does not see it on their console already.

Law: the same conditions as the claim; at most one call in a quarter of an hour to a mentor, by all their channels
together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.mentors.store import access
from bot.mentors.store.queue import may_take, waiting_for
from bot.storage.tables.mentors import handoffs, mentor_addresses, mentor_languages, mentors
from bot.storage.team import reach, working

EVERY = timedelta(minutes=15)
"""At most one call to a mentor in this time."""
OPEN = timedelta(minutes=2)
"""A console that gave a sign of life so recently is open: it shows who waits."""


@dataclass(frozen=True, slots=True)
class Call:
    """`waiting`: how many they may take, in these languages of theirs. `before`: the last call."""

    account_id: int
    zone: ZoneInfo
    on_duty: bool
    waiting: int
    languages: tuple[str, ...]
    before: datetime | None


async def due(db: AsyncConnection, handoff_id: int, now: datetime) -> Sequence[int]:
    """Accounts to call about this request; empty when it waits no more."""
    me = mentors.c.account_id
    query = (
        select(me)
        .join(handoffs, handoffs.c.id == handoff_id)
        .where(
            may_take(me, now),
            access.held_by(me) < mentors.c.capacity,
            mentors.c.paused_at.is_(None),
            or_(mentors.c.seen_at.is_(None), mentors.c.seen_at <= now - OPEN),
            working(me),
            ~_called(me, now),
        )
        .order_by(me)
    )
    return (await db.scalars(query)).all()


def _called(account: Any, now: datetime) -> ColumnElement[bool]:
    recent = and_(mentor_addresses.c.account_id == account, mentor_addresses.c.told_at > now - EVERY)
    return exists(select(mentor_addresses.c.channel).where(recent).correlate_except(mentor_addresses))


async def take(db: AsyncConnection, account_id: int, now: datetime) -> Call | None:
    """This call is ours to make. None: another process has just made it, or nobody waits for them any more."""
    await access.lock(db, account_id)
    if await db.scalar(select(_called(account_id, now))):
        return None
    waiting = await waiting_for(db, account_id, now)
    if not waiting or await reach(db, account_id) is None:
        return None
    mine = mentor_addresses.c.account_id == account_id
    before = await db.scalar(select(func.max(mentor_addresses.c.told_at)).where(mine))
    await db.execute(update(mentor_addresses).where(mine).values(told_at=now))
    query = select(mentors.c.zone, mentors.c.on_duty_until).where(mentors.c.account_id == account_id)
    row = (await db.execute(query)).one()
    spoken = select(mentor_languages.c.language).where(mentor_languages.c.account_id == account_id)
    languages = set((await db.scalars(spoken)).all())
    return Call(
        account_id=account_id,
        zone=ZoneInfo(row.zone),
        on_duty=row.on_duty_until is not None and row.on_duty_until > now,
        waiting=len(waiting),
        languages=tuple(sorted({one for handoff in waiting for one in handoff.languages if one in languages})),
        before=before,
    )


async def untake(db: AsyncConnection, call: Call) -> None:
    """It could not be made now."""
    mine = mentor_addresses.c.account_id == call.account_id
    await db.execute(update(mentor_addresses).where(mine).values(told_at=call.before))
