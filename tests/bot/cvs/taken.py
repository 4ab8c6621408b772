"""A mentor's words for a line of somebody's CV, put straight into the tables."""

from __future__ import annotations

from datetime import timedelta
from itertools import count

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.sealed import Identity, seal_json
from bot.storage.tables.mentors import handoffs, suggestions
from tests.bot.mentors.rows import NOON, handoff, mentor

_NUMBERS = count(1)


async def suggested(db: AsyncConnection, person: int, line: str, before: str, after: str, state: str = "taken") -> None:
    held = await db.scalar(select(handoffs.c.id).where(handoffs.c.person_id == person))
    if held is None:
        await mentor(db, 1)
        held = await handoff(db, person, state="held", mentor_id=1)
    number = next(_NUMBERS)
    body = seal_json(Identity(), person, {"before": before, "after": after, "why": ""})
    row = {
        "key": f"k{number}", "person_id": person, "handoff_id": held, "account_id": 1, "version": 1, "line": line,
        "body": body, "state": state, "at": NOON, "settled_at": NOON + timedelta(seconds=number),
    }  # fmt: skip
    await db.execute(suggestions.insert().values(row))
