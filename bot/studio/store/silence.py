"""Who went silent in the middle of a flow is counted there, once."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.stops import Tally, month_of, named, write
from bot.storage.tables.conversation import sessions
from bot.storage.tables.people import addresses, people

SILENT = timedelta(hours=23)
"""After how long somebody has left. **Why** not a whole day: after one, nothing is left of who has not agreed."""
PEOPLE_AT_ONCE = 500
"""Counted in one transaction."""


async def count_silent(db: AsyncConnection, now: datetime) -> int:
    """How many were counted; fewer than `PEOPLE_AT_ONCE`: nobody is left. Who waits for a human has not left.

    Counted in the month of their last words, where their arrival is.
    """
    query = (
        select(
            people.c.id, people.c.locale, people.c.source, people.c.last_seen_at, addresses.c.channel, sessions.c.spot
        )
        .select_from(
            people.join(sessions, sessions.c.person_id == people.c.id).outerjoin(
                addresses, addresses.c.id == people.c.address_id
            )
        )
        .where(
            sessions.c.spot != "",
            sessions.c.gone_from.is_distinct_from(sessions.c.spot),
            people.c.last_seen_at <= now - SILENT,
            people.c.mode == "bot",
            people.c.erase_at.is_(None),
        )
        .order_by(people.c.id)
        .limit(PEOPLE_AT_ONCE)
    )
    # As a turn locks them: whoever is talking now, or is counted by another process, is left out; nobody waits.
    locked = query.with_for_update(key_share=True, skip_locked=True, of=[people, sessions])
    found = (await db.execute(locked)).all()
    months: dict[int, tuple[datetime, Tally]] = {}
    for row in found:
        _, tally = months.setdefault(month_of(row.last_seen_at), (row.last_seen_at, Tally()))
        tally.gone((row.spot, row.locale, row.channel or "", named(row.source)), 1)
    for last_seen_at, tally in months.values():
        await write(db, tally, last_seen_at)
    if found:
        theirs = sessions.c.person_id.in_([row.id for row in found])
        await db.execute(update(sessions).where(theirs).values(gone_from=sessions.c.spot))
    return len(found)
