"""« Signaler »: access is frozen, the evidence kept, a coordinator finds it.

Law: all in the person's own turn, before anything else is said. The mentor sees a conversation that is over, as if it
had been closed; nothing tells them why.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.mentors.store.alarms import alert
from bot.mentors.store.handoffs import changed
from bot.storage.bodies import to_json
from bot.storage.sealed import Sealer, seal_json
from bot.storage.tables.conversation import messages
from bot.storage.tables.mentors import handoff_log, handoffs, pairs, reports
from bot.storage.transcripts import read_lines

EVIDENCE = 500
"""Lines kept, the newest: what a coordinator can read."""


async def whose(db: AsyncConnection, person_id: int, seq: int) -> tuple[int, int] | None:
    """The handoff and the mentor of a mentor's line; None: no mentor said it."""
    line = and_(messages.c.person_id == person_id, messages.c.seq == seq, messages.c.author == "mentor")
    at = await db.scalar(select(messages.c.created_at).where(line))
    if at is None:
        return None
    came = or_(
        handoff_log.c.what == "claimed", handoff_log.c.what.like("accepted:%"), handoff_log.c.what.like("begun:%")
    )
    query = (
        select(handoff_log.c.handoff_id, handoff_log.c.account_id)
        .join(handoffs, handoffs.c.id == handoff_log.c.handoff_id)
        .where(handoffs.c.person_id == person_id, handoff_log.c.at <= at, handoff_log.c.account_id.is_not(None), came)
        .order_by(handoff_log.c.id.desc())
        .limit(1)
    )
    row = (await db.execute(query)).one_or_none()
    return None if row is None else (row.handoff_id, row.account_id)


async def report(
    db: AsyncConnection, sealer: Sealer, now: datetime, person_id: int, handoff_id: int, account_id: int, seq: int
) -> int:
    """Freezes every conversation of the two. Returns the report's id; the same mentor is reported once at a time."""
    again = and_(reports.c.person_id == person_id, reports.c.account_id == account_id, reports.c.settled_at.is_(None))
    before: int | None = await db.scalar(select(reports.c.id).where(again))
    if before is not None:
        return before
    first = await db.scalar(select(handoffs.c.first_seq).where(handoffs.c.id == handoff_id))
    lines = await read_lines(db, sealer, person_id, int(first or 1) - 1)
    evidence = [{"seq": line.seq, "from": line.author, **to_json(line)} for line in lines[-EVIDENCE:]]
    row = {
        "person_id": person_id, "handoff_id": handoff_id, "account_id": account_id, "seq": seq, "at": now,
        "evidence": seal_json(sealer, person_id, [*evidence]),
    }  # fmt: skip
    report_id: int = await db.scalar(reports.insert().values(row).returning(reports.c.id)) or 0
    await db.execute(delete(pairs).where(pairs.c.person_id == person_id, pairs.c.account_id == account_id))
    await _freeze(db, now, person_id, account_id)
    await alert(db, sealer, now, person_id, "report", report_id)
    await changed(db, now, handoff_id, "reported", None)
    return report_id


async def _freeze(db: AsyncConnection, now: datetime, person_id: int, account_id: int) -> None:
    both = and_(handoffs.c.person_id == person_id, handoffs.c.mentor_id == account_id)
    await db.execute(update(handoffs).where(both, handoffs.c.frozen_at.is_(None)).values(frozen_at=now))
    over: dict[str, Any] = {"state": "closed", "since": now, "closed_at": now, "outcome": "reported"}
    held = and_(both, handoffs.c.state == "held")
    await db.execute(update(handoffs).where(held).values(**over, owed_since=None))


async def reason(db: AsyncConnection, person_id: int, report_id: int, why: str) -> bool:
    """Theirs, told afterwards or never."""
    mine = and_(reports.c.id == report_id, reports.c.person_id == person_id)
    return await db.scalar(update(reports).where(mine).values(why=why).returning(reports.c.id)) is not None
