"""Who asked that everything go, and goes on writing: what they write now goes, too. Do they still want that?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import or_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.hours import hours_left
from bot.ports import Outcome, Turn
from bot.storage.tables.people import people
from bot.storage.types import micros
from flows.events import Aside, JsonValue

FLOW = "erase_soon"
AGAIN = timedelta(hours=1)
"""Between two such questions: more often would be nagging."""


async def ask(turn: Turn, payload: Mapping[str, JsonValue]) -> Outcome:
    """The event `ports.LEAVING`."""
    at = await _due(turn.db, turn.person_id, turn.now)
    return Outcome() if at is None else Outcome(aside=Aside(FLOW, str(micros(at)), hours_left(at, turn.now)))


async def _due(db: AsyncConnection, person_id: int, now: datetime) -> datetime | None:
    """When all is to go; None when nothing is, or they were asked a moment ago. From now on they were asked."""
    mine = (people.c.id == person_id, people.c.erase_at > now)
    quiet = or_(people.c.erase_told_at.is_(None), people.c.erase_told_at <= now - AGAIN)
    asked = update(people).where(*mine, quiet).values(erase_told_at=now).returning(people.c.erase_at)
    found: datetime | None = await db.scalar(asked)
    return found
