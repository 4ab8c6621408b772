"""A workshop changes or is cancelled, by its host, by staff or by the file it came from; who comes hears of it.

Law: people are told by an event each, in a turn of their own, and only of what concerns them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.engine import insert
from bot.storage.sealed import Sealer, seal_json
from bot.storage.tables.later import events
from bot.storage.tables.workshops import workshops
from bot.workshops.model import TAKEN, Draft, Workshop
from bot.workshops.rules.changes import told
from bot.workshops.store.seats import of_workshop, pass_on
from bot.workshops.store.workshops import locked, rewrite
from flows.events import JsonValue

CHANGED, CANCELLED = "workshops.changed", "workshops.cancelled"
"""Kinds of the events by which people with a seat, or on the waiting list, hear of it."""


async def change(db: AsyncConnection, sealer: Sealer, now: datetime, workshop_id: int, draft: Draft) -> Workshop | None:
    """Stores it as `draft` says. More seats go to who waits; fewer than are taken: nobody is sent away.

    Returns it as it is now; None when it is not there, or cancelled.
    """
    workshop = await locked(db, workshop_id)
    if workshop is None or workshop.state == "cancelled":
        return None
    seats = draft.seats if draft.seats is None else max(draft.seats, workshop.taken)
    draft = replace(draft, seats=seats)
    news = told(workshop.draft, draft)
    changed = replace(workshop, draft=draft, sequence=workshop.sequence + (bool(news) and _was_public(workshop)))
    await rewrite(db, changed, now)
    if workshop.state == "open":
        await _open_seats(db, sealer, now, changed)
        if news:
            await _tell(db, sealer, now, changed, CHANGED, {"what": list(news)})
    return changed


def _was_public(workshop: Workshop) -> bool:
    """**Why** it counts: what staff never let through stays unseen once its host cancels it (`Workshop.was_public`)."""
    return workshop.state in ("open", "closed")


async def _open_seats(db: AsyncConnection, sealer: Sealer, now: datetime, workshop: Workshop) -> None:
    """New seats are counted for those who wait, as if somebody had just given them up."""
    waiting = len(await of_workshop(db, workshop.id, "waiting"))
    free = waiting if workshop.left is None else min(waiting, workshop.left)
    if free:
        more = update(workshops).where(workshops.c.id == workshop.id).values(taken=workshops.c.taken + free)
        await db.execute(more)
        for _ in range(free):
            await pass_on(db, sealer, now, workshop)


async def cancel(db: AsyncConnection, sealer: Sealer, now: datetime, workshop_id: int) -> bool:
    """False: it was already, or is not there. Who has a seat or waits keeps the row, and is told."""
    workshop = await locked(db, workshop_id)
    if workshop is None or workshop.state == "cancelled":
        return False
    cancelled = replace(workshop, state="cancelled", sequence=workshop.sequence + _was_public(workshop))
    await rewrite(db, cancelled, now)
    if workshop.state == "open" and workshop.draft.ends_at > now:
        await _tell(db, sealer, now, cancelled, CANCELLED, {})
    return True


async def _tell(
    db: AsyncConnection, sealer: Sealer, now: datetime, workshop: Workshop, kind: str, more: Mapping[str, JsonValue]
) -> None:
    concerned = await of_workshop(db, workshop.id, *TAKEN, "waiting")
    rows = [
        {
            "person_id": seat.person_id,
            "kind": kind,
            "key": f"{kind}/{seat.id}/{workshop.sequence}",
            "payload": seal_json(
                sealer, seat.person_id, {"workshop": workshop.id, "sequence": workshop.sequence, **more}
            ),
            "due_at": now,
        }
        for seat in concerned
    ]
    if rows:
        await db.execute(insert(db, events).on_conflict_do_nothing(), rows)
