"""Due events as a batch reads them, and what parks a turn or event that fails by itself."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.model import Incoming
from bot.conversation.model import DueEvent
from bot.logs import described
from bot.storage.sealed import Sealer, open_json, seal_json
from bot.storage.tables.later import events, parked
from flows.events import JsonValue

MOST_EVENTS = 100
"""Due events in one batch, so that people who write don't wait for a long list of reminders."""


async def earliest(db: AsyncConnection) -> datetime | None:
    found: datetime | None = await db.scalar(select(func.min(events.c.due_at)).where(events.c.done_at.is_(None)))
    return found


async def due_people(db: AsyncConnection, now: datetime, most: int = MOST_EVENTS) -> list[int]:
    rows = await db.execute(
        select(events.c.person_id)
        .where(events.c.done_at.is_(None), events.c.due_at <= now)
        .order_by(events.c.due_at, events.c.id)
        .limit(most)
    )
    return list(dict.fromkeys(row.person_id for row in rows))


async def due_events(
    db: AsyncConnection, sealer: Sealer, now: datetime, person_ids: Collection[int], most: int = MOST_EVENTS
) -> list[DueEvent]:
    """The due events of people whose rows are locked, in the order they were due."""
    rows = await db.execute(
        select(events.c.id, events.c.person_id, events.c.kind, events.c.payload)
        .where(events.c.person_id.in_(sorted(person_ids)), events.c.done_at.is_(None), events.c.due_at <= now)
        .order_by(events.c.due_at, events.c.id)
        .limit(most)
    )
    return [_opened(sealer, row.id, row.person_id, row.kind, row.payload) for row in rows]


def _opened(sealer: Sealer, id: int, person_id: int, kind: str, payload: bytes) -> DueEvent:
    try:
        return DueEvent(id, person_id, kind, open_json(sealer, person_id, payload))
    except Exception as error:
        return DueEvent(id, person_id, kind, {}, error)


async def finish(db: AsyncConnection, done: Sequence[DueEvent], now: datetime) -> None:
    """Keeps the key (a second insert is dropped), forgets what was said."""
    if done:
        await db.execute(
            update(events).where(events.c.id.in_([event.id for event in done])).values(done_at=now, payload=None)
        )


async def park(
    db: AsyncConnection, sealer: Sealer, person_id: int, what: str, kind: str, payload: JsonValue,
    error: BaseException, now: datetime,
) -> None:  # fmt: skip
    """Puts a failure where staff see it."""
    content: JsonValue = {"payload": payload, "message": str(error)}
    await db.execute(
        parked.insert().values(
            person_id=person_id,
            what=what,
            kind=kind,
            payload=seal_json(sealer, person_id, content),
            error=described(error),
            at=now,
        )
    )


def said_json(incoming: Incoming) -> JsonValue:
    return dict(dataclasses.asdict(incoming.said))
