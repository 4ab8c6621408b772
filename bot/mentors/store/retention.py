"""What mentors and the person said goes with the person's own lines; who read what, and reports, a year later."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.mentors.store import training
from bot.mentors.store.suggestions import has_cv
from bot.storage.keeping import Keeping, chat_over
from bot.storage.tables.mentors import (
    handoff_log,
    handoffs,
    held_lines,
    notes,
    pairs,
    passed_files,
    promises,
    reads,
    released,
    reports,
    suggestions,
    transfers,
)
from bot.storage.tables.people import people

WORDS = (notes, held_lines, released, passed_files)
"""Rows that are nothing but words, or the leave to see some."""


async def retain(db: AsyncConnection, now: datetime, keeping: Keeping) -> int:
    """Returns how many rows went. A report stays until it is settled, however long that takes."""
    audited = now - keeping.audit
    gone = [
        delete(reads).where(reads.c.at < audited),
        delete(handoff_log).where(handoff_log.c.at < audited),
        delete(reports).where(reports.c.settled_at < audited),
    ]
    quiet = select(people.c.id).where(chat_over(now, keeping))
    gone += [delete(table).where(table.c.person_id.in_(quiet)) for table in WORDS]
    # What was taken is a part of the CV and stays with it.
    gone.append(delete(suggestions).where(suggestions.c.person_id.in_(quiet), suggestions.c.state != "taken"))
    gone.append(delete(suggestions).where(~has_cv(suggestions.c.person_id)))
    count = sum([(await db.execute(statement)).rowcount for statement in gone])
    talks = select(handoffs.c.id).where(handoffs.c.person_id.in_(quiet))
    for table, column, whose in (
        (promises, promises.c.what, promises.c.person_id.in_(quiet)),
        (pairs, pairs.c.note, pairs.c.person_id.in_(quiet)),
        (transfers, transfers.c.note, transfers.c.handoff_id.in_(talks)),
    ):
        await db.execute(update(table).where(whose, column.is_not(None)).values({column.name: None}))
    return count + await training.retain(db, now)
