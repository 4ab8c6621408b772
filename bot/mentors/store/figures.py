"""How it goes, for the coordinators: counts and times by SQL, never a person."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, and_, case, func, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables.mentors import handoff_languages, handoffs, promises
from bot.storage.types import MICROSECOND

FACES = (0, 1, 2)


@dataclass(frozen=True, slots=True)
class Queue:
    """Who waits now. `languages`: (language, how many of them speak it, since when the first waits)."""

    waiting: int
    oldest: datetime | None
    languages: tuple[tuple[str, int, datetime], ...]


@dataclass(frozen=True, slots=True)
class Span:
    """Of one stretch of time. `kept` of `due` promises; `half`, `most`: so long half, nine in ten waited at most for
    the first answer, of `answered`; `smiles`: the three faces, the sad one first."""

    due: int
    kept: int
    answered: int
    half: timedelta | None
    most: timedelta | None
    smiles: tuple[int, int, int]

    @property
    def percent(self) -> int | None:
        """Of promises kept; None when none was due."""
        return None if not self.due else 100 * self.kept // self.due


async def queue(db: AsyncConnection) -> Queue:
    waits = handoffs.c.state == "waiting"
    row = (await db.execute(select(func.count(), func.min(handoffs.c.asked_at)).where(waits))).one()
    spoken = (
        select(handoff_languages.c.language, func.count(), func.min(handoffs.c.asked_at))
        .join(handoffs, handoffs.c.id == handoff_languages.c.handoff_id)
        .where(waits)
        .group_by(handoff_languages.c.language)
        .order_by(func.min(handoffs.c.asked_at), handoff_languages.c.language)
    )
    return Queue(row[0], row[1], tuple((one[0], one[1], one[2]) for one in await db.execute(spoken)))


async def span(db: AsyncConnection, since: datetime, now: datetime) -> Span:
    """Promises that were due, answers and smiles of conversations asked for, between the two."""
    due, kept = await _promises(db, since, now)
    asked = and_(handoffs.c.asked_at >= since, handoffs.c.asked_at <= now)
    answered = and_(asked, handoffs.c.first_answer_at.is_not(None))
    count = int(await db.scalar(select(func.count()).where(answered)) or 0)
    half, most = [await _within(db, answered, count, share) for share in (0.5, 0.9)]
    faces = [func.coalesce(func.sum(case((handoffs.c.smile == face, 1), else_=0)), 0) for face in FACES]
    sad, so_so, glad = (await db.execute(select(*faces).where(asked))).one()
    return Span(due, kept, count, half, most, (int(sad), int(so_so), int(glad)))


async def _promises(db: AsyncConnection, since: datetime, now: datetime) -> tuple[int, int]:
    """Late is not kept; what was let off counts for nothing."""
    due = and_(promises.c.due_at >= since, promises.c.due_at <= now, promises.c.let_off_at.is_(None))
    in_time = func.coalesce(func.sum(case((promises.c.kept_at <= promises.c.due_at, 1), else_=0)), 0)
    row = (await db.execute(select(func.count(), in_time).where(due))).one()
    return int(row[0]), int(row[1])


async def _within(db: AsyncConnection, answered: Any, count: int, share: float) -> timedelta | None:
    """The shortest time within which that share of the answers came."""
    if not count:
        return None
    nth = math.ceil(share * count) - 1
    # Moments are numbers in the database, and so is what lies between two.
    took = type_coerce(handoffs.c.first_answer_at, BigInteger) - type_coerce(handoffs.c.asked_at, BigInteger)
    spent = select(took).where(answered).order_by(took).limit(1).offset(nth)
    return int(await db.scalar(spent) or 0) * MICROSECOND
