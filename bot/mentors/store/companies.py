"""Companies that lend mentors, and those the association works with no more.

Law: `access.works` asks for it, so that it is part of every statement that reads or writes for a mentor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.mentors.store.queue import cut_off
from bot.storage.engine import insert
from bot.storage.sealed import Sealer
from bot.storage.tables.mentors import mentors, stopped_companies


@dataclass(frozen=True, slots=True)
class Company:
    """`name`: as one of its mentors wrote it."""

    key: str
    name: str
    mentors: int
    stopped: bool


async def listed(db: AsyncConnection) -> Sequence[Company]:
    """By name."""
    query = (
        select(
            mentors.c.company_key,
            func.min(mentors.c.company).label("name"),
            func.count().label("mentors"),
            func.count(stopped_companies.c.company_key).label("stopped"),
        )
        .outerjoin(stopped_companies, stopped_companies.c.company_key == mentors.c.company_key)
        .where(mentors.c.company_key != "")
        .group_by(mentors.c.company_key)
        .order_by(mentors.c.company_key)
    )
    return [Company(row.company_key, row.name, row.mentors, bool(row.stopped)) for row in await db.execute(query)]


async def stop(db: AsyncConnection, sealer: Sealer, now: datetime, key: str, by: int) -> bool:
    """None of its mentors talks to anybody from now on; whom they talk to goes to the front of the queue.

    False: it is stopped, or nobody is of it. **Why** their rows are locked first: who takes somebody at this moment is
    cut off, too.
    """
    of_it = select(mentors.c.account_id).where(mentors.c.company_key == key).order_by(mentors.c.account_id)
    if not key or not (await db.scalars(of_it.with_for_update())).all():
        return False
    row = {"company_key": key, "stopped_at": now, "by_account": by}
    added = insert(db, stopped_companies).values(row).on_conflict_do_nothing()
    done = await db.scalar(added.returning(stopped_companies.c.company_key)) is not None
    if done:
        await cut_off(db, sealer, now)
    return done


async def go_on(db: AsyncConnection, key: str) -> bool:
    """Its mentors may take people again; what ended stays ended. False: it was not stopped."""
    gone = delete(stopped_companies).where(stopped_companies.c.company_key == key)
    return await db.scalar(gone.returning(stopped_companies.c.company_key)) is not None


async def is_stopped(db: AsyncConnection, account_id: int) -> bool:
    """Whether it is the company of this mentor."""
    query = (
        select(stopped_companies.c.company_key)
        .join(mentors, mentors.c.company_key == stopped_companies.c.company_key)
        .where(mentors.c.account_id == account_id)
    )
    return await db.scalar(query) is not None
