"""Coordinators who asked for it are told that something needs a decision: one piece of work each, never who or what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage import team
from bot.storage.engine import insert
from bot.storage.sealed import Sealer, seal_json
from bot.storage.tables.later import effects

ALARM = "mentors.alarm"
"""Kind of the effect."""
ROLES = ("coordinator", "admin")
What = Literal["report", "held"]


async def alert(db: AsyncConnection, sealer: Sealer, now: datetime, person_id: int, what: What, id: int) -> None:
    """`id`: of the report, of the held line. Twice is once."""
    for account_id in await told(db):
        row = {
            "person_id": person_id, "kind": ALARM, "key": f"{ALARM}/{what}/{id}/{account_id}", "due_at": now,
            "payload": seal_json(sealer, person_id, {"what": what, "id": id, "account": account_id}),
        }  # fmt: skip
        await db.execute(insert(db, effects).values(row).on_conflict_do_nothing())


async def told(db: AsyncConnection) -> Sequence[int]:
    """Who may decide and asked to be told."""
    return await team.with_role(db, ROLES)
