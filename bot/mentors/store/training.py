"""Who passed the training, and every time somebody tried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables.mentors import mentors, trainings
from bot.storage.team import ensure

SHOWN = 10
"""Tries, the newest."""


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
