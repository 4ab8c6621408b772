"""When somebody last heard what nobody had asked for, whichever room said it: at most once a day."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables.people import people
from bot.storage.tables.workshops import seats, wishes

SAID = (
    (people.c.chat_notice_at, people.c.id),
    (people.c.end_notice_at, people.c.id),
    (seats.c.asked_at, seats.c.person_id),
    (wishes.c.told_at, wishes.c.person_id),
)
"""Where rooms note that they spoke unasked: the moment, and whose it is."""


async def last(db: AsyncConnection, person_id: int) -> datetime | None:
    """None: never."""
    found = [await db.scalar(select(func.max(at)).where(whose == person_id)) for at, whose in SAID]
    return max((at for at in found if at is not None), default=None)
