"""What waits in the database: counts only, for the figures of the service."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select

from bot.storage.engine import Database
from bot.storage.tables.conversation import messages
from bot.storage.tables.later import effects, parked
from bot.storage.tables.people import people


@dataclass(frozen=True, slots=True)
class Backlog:
    """Read when the figures are asked for."""

    outbox: int = 0
    """Messages due and not delivered."""
    oldest_seconds: float = 0.0
    effects: Mapping[str, int] = field(default_factory=dict)
    """Effects by state."""
    parked: int = 0
    """Turns, events, effects and messages set aside because they failed alone."""


async def backlog(database: Database, now: datetime) -> Backlog:
    """Raises `Unavailable` when the database can't be read."""
    # Through the people whose lines wait: they have an index, the lines of everybody have none by state.
    due = (
        select(func.count(), func.min(messages.c.created_at))
        .join(people, people.c.id == messages.c.person_id)
        .where(people.c.out_seq > people.c.done_seq, messages.c.seq > people.c.done_seq, messages.c.state == "due")
    )
    open_effects = select(effects.c.tries, func.count()).where(effects.c.done_at.is_(None)).group_by(effects.c.tries)
    async with database.read() as db:
        waiting, oldest = (await db.execute(due)).one()
        tries: dict[int, int] = {row[0]: row[1] for row in await db.execute(open_effects)}
        aside = (await db.execute(select(func.count()).select_from(parked))).scalar_one()
    return Backlog(
        outbox=waiting,
        oldest_seconds=(now - oldest).total_seconds() if oldest else 0.0,
        effects={"waiting": tries.pop(0, 0), "tried": sum(tries.values())},
        parked=aside,
    )
