"""One conversation in twenty is drawn by lot when it is over, for a coordinator to look at.

Law: each is in the draw once. How far it has come is a number of the board, which grows in the order of the commits.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256

from sqlalchemy import exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.engine import insert
from bot.storage.tables.mentors import boards, handoffs, samples

SHARE = 0.05
"""Of all conversations in which a mentor said something."""
NAME = "samples"
"""Row of `boards`: the newest change that was in a draw."""
_ALL = 2**64


def drawn(id: str) -> bool:
    """By an unguessable id: nobody can know beforehand, and the same id draws the same."""
    return int(sha256(id.encode()).hexdigest()[:16], 16) < SHARE * _ALL


async def draw(db: AsyncConnection, now: datetime, new_id: Callable[[], str]) -> int:
    """Draws among what was closed since the last time; how many were drawn."""
    start = insert(db, boards).values(name=NAME, number=0).on_conflict_do_nothing()
    await db.execute(start)
    before = await db.scalar(select(boards.c.number).where(boards.c.name == NAME).with_for_update()) or 0
    over = (
        handoffs.c.change > before,
        handoffs.c.state.in_(("closed", "left")),
        handoffs.c.first_answer_at.is_not(None),
        ~exists(select(samples.c.handoff_id).where(samples.c.handoff_id == handoffs.c.id)),
    )
    newest = await db.scalar(select(func.max(handoffs.c.change)))
    rows = (await db.execute(select(handoffs.c.id).where(*over).order_by(handoffs.c.change))).all()
    chosen = [{"handoff_id": row.id, "drawn_at": now} for row in rows if drawn(new_id())]
    if chosen:
        await db.execute(insert(db, samples).on_conflict_do_nothing(), chosen)
    await db.execute(update(boards).where(boards.c.name == NAME).values(number=max(newest or 0, before)))
    return len(chosen)
