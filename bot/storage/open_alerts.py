"""An alert that nobody of the team has seen, of somebody whose every other row goes.

Law: what stays is a number, a reason and a time, and the steps of telling: no word of theirs, no conversation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import RowMapping, Table, and_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables.later import effects, events
from bot.storage.tables.safety import alerts

STEPS = ("safety.tell", "safety.unseen")
"""Kinds of what still tells the team of it, and the person that nobody has answered yet."""
Rows = Sequence[RowMapping]


@dataclass(frozen=True, slots=True)
class OpenAlert:
    alert: Mapping[str, Any]
    steps: Sequence[tuple[Table, Rows]]


async def open_alert(db: AsyncConnection, person_id: int) -> OpenAlert | None:
    """Read before everything goes; None: there is none, or somebody has seen it."""
    mine = and_(alerts.c.person_id == person_id, alerts.c.seen_at.is_(None))
    found = (await db.execute(select(alerts).where(mine))).mappings().one_or_none()
    if found is None:
        return None
    steps = []
    for table in (effects, events):
        waiting = and_(table.c.person_id == person_id, table.c.kind.in_(STEPS), table.c.done_at.is_(None))
        steps.append((table, (await db.execute(select(table).where(waiting))).mappings().all()))
    return OpenAlert({**found, "handoff_id": None}, steps)


async def put_back(db: AsyncConnection, kept: OpenAlert) -> None:
    """**Why** with their ids: a step that is being told at this moment ends where it began."""
    await db.execute(alerts.insert().values(dict(kept.alert)))
    for table, rows in kept.steps:
        for row in rows:
            await db.execute(table.insert().values(dict(row)))
