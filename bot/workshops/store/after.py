"""What is noted once a workshop is over: that somebody was asked, what it brought, that it is on their CV."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage import consents
from bot.storage.tables.workshops import seats


async def asked(db: AsyncConnection, now: datetime, person_id: int, workshop_id: int) -> bool:
    """True the first time."""
    mine = (seats.c.person_id == person_id) & (seats.c.workshop_id == workshop_id) & seats.c.asked_at.is_(None)
    noted = await db.execute(update(seats).where(mine).values(asked_at=now).returning(seats.c.id))
    return noted.first() is not None


async def useful(db: AsyncConnection, person_id: int, workshop_id: int, points: int) -> None:
    """`points`: 0 (it brought nothing) to 2 (a lot), from who was there."""
    mine = (seats.c.person_id == person_id) & (seats.c.workshop_id == workshop_id) & (seats.c.state == "came")
    await db.execute(update(seats).where(mine).values(useful=points))


async def to_cv(db: AsyncConnection, person_id: int, workshop_id: int) -> bool:
    """Only what they were at; True when it is on their CV now."""
    mine = (seats.c.person_id == person_id) & (seats.c.workshop_id == workshop_id) & (seats.c.state == "came")
    noted = await db.execute(update(seats).where(mine).values(on_cv=True).returning(seats.c.id))
    return noted.first() is not None


async def may_ask(db: AsyncConnection, person_id: int, workshop_id: int) -> bool:
    """They were not asked yet, and allow that somebody writes to them afterwards."""
    mine = (seats.c.person_id == person_id, seats.c.workshop_id == workshop_id, seats.c.asked_at.is_(None))
    query = select(seats.c.id).where(*mine, consents.allows(person_id, "follow_up"))
    return await db.scalar(query) is not None
