"""« Je te réponds avant jeudi »: what a mentor promised, until it is kept.

Law: a promise is kept by a sentence of its mentor to that person before it is due, or by their saying so; one that is
not kept is told to the person, truthfully, when it is due.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.mentors.store import access
from bot.mentors.store.handoffs import changed
from bot.mentors.store.tell import PROMISED, tell
from bot.storage.sealed import Sealer, open_json, seal_json
from bot.storage.tables.mentors import handoffs, promises

REMIND_BEFORE = timedelta(hours=12)
"""The mentor is reminded so long before, or halfway when there is less time than twice that."""


@dataclass(frozen=True, slots=True)
class Promise:
    id: int
    handoff_id: int
    person_id: int
    account_id: int
    what: str
    made_at: datetime
    due_at: datetime
    kept_at: datetime | None
    reminded_at: datetime | None


async def make(
    db: AsyncConnection, sealer: Sealer, now: datetime, account_id: int, handoff_id: int, what: str, due_at: datetime
) -> int | None:
    """Before closing: None when it is not theirs. The person is told of it by the mentor's own words."""
    theirs = select(handoffs.c.person_id).where(handoffs.c.id == handoff_id, access.holds(account_id, now))
    person_id = await db.scalar(theirs.with_for_update())
    if person_id is None or due_at <= now:
        return None
    row = {
        "handoff_id": handoff_id, "person_id": person_id, "account_id": account_id, "made_at": now, "due_at": due_at,
        "what": seal_json(sealer, person_id, what),
    }  # fmt: skip
    promise_id: int = await db.scalar(promises.insert().values(row).returning(promises.c.id)) or 0
    remind_at = max(due_at - REMIND_BEFORE, now + (due_at - now) / 2)
    for which, at in (("remind", remind_at), ("due", due_at)):
        await tell(db, sealer, person_id, PROMISED, f"{promise_id}/{which}", {"promise": promise_id, "at": which}, at)
    await changed(db, now, handoff_id, "promised", account_id)
    return promise_id


async def keep(db: AsyncConnection, now: datetime, account_id: int, promise_id: int) -> bool:
    """The mentor says it is done; after the due moment, too: late is kept late."""
    mine = and_(promises.c.id == promise_id, promises.c.account_id == account_id, promises.c.kept_at.is_(None))
    kept = update(promises).where(mine).values(kept_at=now).returning(promises.c.handoff_id)
    handoff_id = await db.scalar(kept)
    if handoff_id is not None:
        await changed(db, now, handoff_id, "promise_kept", account_id)
    return handoff_id is not None


async def remind(db: AsyncConnection, now: datetime, promise_id: int) -> Promise | None:
    """Marks that its mentor is reminded; None: it is kept, or was reminded before."""
    due = and_(_open(promise_id), promises.c.reminded_at.is_(None))
    handoff_id = await db.scalar(update(promises).where(due).values(reminded_at=now).returning(promises.c.handoff_id))
    if handoff_id is None:
        return None
    await changed(db, now, handoff_id, "promise_reminded", None)
    return await broken(db, promise_id)


async def broken(db: AsyncConnection, promise_id: int) -> Promise | None:
    """The promise while it is not kept, without its words."""
    row = (await db.execute(select(promises).where(_open(promise_id)))).one_or_none()
    return None if row is None else _promise(row, "")


def _open(promise_id: int) -> Any:
    return and_(promises.c.id == promise_id, promises.c.kept_at.is_(None), promises.c.let_off_at.is_(None))


def _promise(row: Any, what: str) -> Promise:
    return Promise(
        row.id, row.handoff_id, row.person_id, row.account_id, what, row.made_at, row.due_at, row.kept_at,
        row.reminded_at,
    )  # fmt: skip


async def open_of(db: AsyncConnection, sealer: Sealer, account_id: int) -> Sequence[Promise]:
    """What a mentor still owes, the soonest first."""
    query = select(promises).where(
        promises.c.account_id == account_id, promises.c.kept_at.is_(None), promises.c.let_off_at.is_(None)
    )
    rows = (await db.execute(query.order_by(promises.c.due_at, promises.c.id))).all()
    return [_promise(row, open_json(sealer, row.person_id, row.what) if row.what else "") for row in rows]
