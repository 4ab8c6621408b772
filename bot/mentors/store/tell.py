"""News for people: rows of `events`, put down by whoever changes what concerns them, said in a turn of their own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.engine import insert
from bot.storage.sealed import Sealer, seal_json
from bot.storage.tables.later import events
from flows.events import JsonValue

TAKEN, SAID, CLOSED, BACK = "mentors.taken", "mentors.said", "mentors.closed", "mentors.back"
REQUEUED, HANDED, BANNED = "mentors.requeued", "mentors.handed", "mentors.banned"
SUGGESTED = "mentors.suggested"
"""What happened to a handoff. The turn looks everything up again: an event is a hint, never an order."""
GONE, CHECK, LAPSE, PROMISED = "mentors.gone", "mentors.check", "mentors.lapse", "mentors.promised"
WAITING = "mentors.waiting"
"""Moments at which something is looked at again."""


async def tell(
    db: AsyncConnection,
    sealer: Sealer,
    person_id: int,
    kind: str,
    key: str,
    payload: Mapping[str, JsonValue],
    due_at: datetime,
) -> bool:
    """False: the same was put down before (`key` is unique)."""
    row = {
        "person_id": person_id,
        "kind": kind,
        "key": f"{kind}/{key}",
        "payload": seal_json(sealer, person_id, dict(payload)),
        "due_at": due_at,
    }
    statement = insert(db, events).values(row).on_conflict_do_nothing().returning(events.c.id)
    return await db.scalar(statement) is not None
