"""Who passed the training, every time somebody tried, and what they have done of the one under way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.mentors import training
from bot.mentors.training import Acts
from bot.storage.engine import insert
from bot.storage.tables.mentors import mentors, training_goes, trainings
from bot.storage.team import ensure

SHOWN = 10
"""Tries, the newest."""
LEFT = timedelta(days=30)
"""After which one that nobody goes on with is gone."""


@dataclass(frozen=True, slots=True)
class Try:
    score: int
    most: int
    passed: bool
    at: datetime


async def sat(
    db: AsyncConnection, now: datetime, account_id: int, score: int, most: int, passed: bool, zone: str
) -> None:
    """Somebody answered all of it. Once passed, a worse try takes nothing away."""
    row = {"account_id": account_id, "score": score, "most": most, "passed": passed, "at": now}
    await db.execute(trainings.insert().values(row))
    if passed:
        await ensure(db, account_id, zone, now)
        first = func.coalesce(mentors.c.trained_at, literal(now, mentors.c.trained_at.type))
        await db.execute(update(mentors).where(mentors.c.account_id == account_id).values(trained_at=first))


async def tries(db: AsyncConnection, account_id: int) -> Sequence[Try]:
    """The newest first."""
    query = select(trainings).where(trainings.c.account_id == account_id).order_by(trainings.c.id.desc()).limit(SHOWN)
    return [Try(row.score, row.most, row.passed, row.at) for row in await db.execute(query)]


# -- the one under way ----------------------------------------------------------------------------------------
async def under_way(db: AsyncConnection, account_id: int) -> tuple[Acts, int]:
    """What they have done in it, and how much of it was written: they differ where a newer version knows less."""
    query = select(training_goes.c.acts, training_goes.c.done).where(training_goes.c.account_id == account_id)
    row = (await db.execute(query)).one_or_none()
    return ((), 0) if row is None else (training.unpack(row.acts), row.done)


async def go_on(db: AsyncConnection, now: datetime, account_id: int, acts: Acts, was: int) -> bool:
    """False: another form of theirs went on from there meanwhile. `was`: how much was written when they read it."""
    values = {"acts": training.pack(acts), "done": was + 1, "changed_at": now}
    if was:
        read = (training_goes.c.account_id == account_id) & (training_goes.c.done == was)
        done = update(training_goes).where(read).values(values).returning(training_goes.c.account_id)
    else:
        row = insert(db, training_goes).values(account_id=account_id, **values)
        done = row.on_conflict_do_nothing().returning(training_goes.c.account_id)
    return await db.scalar(done) is not None


async def again(db: AsyncConnection, account_id: int) -> None:
    await db.execute(delete(training_goes).where(training_goes.c.account_id == account_id))


async def retain(db: AsyncConnection, now: datetime) -> int:
    """How many went."""
    return (await db.execute(delete(training_goes).where(training_goes.c.changed_at < now - LEFT))).rowcount
