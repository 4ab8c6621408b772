"""People whom staff want nobody here to talk to: SOS is still answered, everything else gets one sentence.

Law: a ban outlives erasing, or erasing would lift it; it is a moment, nothing that was said.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import and_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.mentors.model import OPEN
from bot.mentors.store.handoffs import change
from bot.mentors.store.tell import BANNED, tell
from bot.storage.sealed import Sealer
from bot.storage.tables.mentors import handoffs
from bot.storage.tables.people import people
from bot.storage.types import micros

OUTCOME = "banned"
"""Of a conversation that ended so."""


async def ban(db: AsyncConnection, sealer: Sealer, now: datetime, person_id: int, account_id: int) -> bool:
    """By a coordinator: what is open ends at once, and they are told. False: they are banned already, or not there."""
    free = and_(people.c.id == person_id, people.c.banned_at.is_(None))
    if await db.scalar(update(people).where(free).values(banned_at=now).returning(people.c.id)) is None:
        return False
    mine = and_(handoffs.c.person_id == person_id, handoffs.c.state.in_(OPEN))
    values: dict[str, Any] = {"state": "closed", "since": now, "closed_at": now, "outcome": OUTCOME}
    await change(db, now, "closed:banned", account_id, mine, **values, owed_since=None)
    await tell(db, sealer, person_id, BANNED, f"{person_id}/{micros(now)}", {}, now)
    return True


async def lift(db: AsyncConnection, person_id: int) -> bool:
    held = and_(people.c.id == person_id, people.c.banned_at.is_not(None))
    return await db.scalar(update(people).where(held).values(banned_at=None).returning(people.c.id)) is not None


async def is_banned(db: AsyncConnection, person_id: int) -> bool:
    return await db.scalar(select(people.c.banned_at).where(people.c.id == person_id)) is not None
