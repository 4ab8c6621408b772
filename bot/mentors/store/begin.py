"""A conversation that nobody waited for: at the hour of an appointment, or because a mentor keeps a promise.

Law: it is held from the first moment. Whoever has one with somebody else keeps that one; who waits in the queue is
taken out of it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import and_, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.mentors.model import Handoff, Level, Wish
from bot.mentors.store import access
from bot.mentors.store.handoffs import change, found, open_of
from bot.mentors.store.queue import add, until_vetting_ends
from bot.mentors.store.tell import TAKEN, tell
from bot.storage.sealed import Sealer
from bot.storage.tables.mentors import handoffs, promises
from bot.storage.tables.people import people
from bot.storage.types import micros
from flows.events import JsonValue


async def begin(
    db: AsyncConnection,
    sealer: Sealer,
    now: datetime,
    account_id: int,
    person_id: int,
    wish: Wish,
    needs: Level,
    why: str,
) -> Handoff | None:
    """The person and this mentor talk from now on. `why`: appointment · promise, for the log and the person's words.

    None: the mentor may not (any more), or the person talks with another one. Capacity is not asked: it was agreed on.
    """
    if await access.lock(db, account_id) is None or not await _may(db, account_id, person_id, now, needs):
        return None
    there = await open_of(db, person_id)
    if there is None:
        newest = await db.scalar(select(people.c.last_seq).where(people.c.id == person_id))
        there = await add(db, now, person_id, wish, needs, int(newest or 0) + 1)
    if there.state == "held" and there.mentor_id == account_id:
        return there
    theirs = and_(
        handoffs.c.id == there.id,
        handoffs.c.state == "waiting",
        access.works(account_id),
        access.cleared(account_id, now),
    )
    values: dict[str, Any] = {"state": "held", "since": now, "mentor_id": account_id, "owed_since": now}
    values |= {"claimed_at": there.claimed_at or now, "front": False, "told_seq": None, "told": None}
    handoff = await change(db, now, f"begun:{why}", account_id, theirs, **values)
    if handoff is None:
        return None
    payload: dict[str, JsonValue] = {"handoff": handoff.id, "account": account_id, "why": why}
    await tell(db, sealer, person_id, TAKEN, f"{handoff.id}/{micros(now)}/{account_id}", payload, now)
    await until_vetting_ends(db, sealer, handoff.id, account_id, now)
    return handoff


async def _may(db: AsyncConnection, account_id: int, person_id: int, now: datetime, needs: Level) -> bool:
    """**Why** asked before: a request that nobody begins must not be left in the queue."""
    may = (
        access.works(account_id),
        access.vetted(account_id, now, needs),
        ~access.reported(account_id, person_id),
        access.welcome(person_id),
    )
    query = select(literal(1)).where(*may)
    return await db.scalar(query) is not None


async def come_back(
    db: AsyncConnection, sealer: Sealer, now: datetime, account_id: int, promise_id: int
) -> Handoff | None:
    """A mentor takes a conversation up again that they had promised to. None as above, or it is not their promise."""
    mine = and_(promises.c.id == promise_id, promises.c.account_id == account_id, promises.c.let_off_at.is_(None))
    before = await found(db, handoffs.c.id.in_(select(promises.c.handoff_id).where(mine)))
    if not before:
        return None
    last = before[0]
    wish = Wish(last.topic, last.languages)
    return await begin(db, sealer, now, account_id, last.person_id, wish, last.needs, "promise")
