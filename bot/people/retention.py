"""Whose time is over: they hear of it a month before; then what was said goes, and in the end everything.

Law: what goes was announced in this very silence (`bot.storage.keeping`); one word of theirs keeps it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, and_, delete, exists, func, not_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.people.rules import STRANGER
from bot.storage.engine import insert
from bot.storage.keeping import NOTICE, Keeping, all_over, chat_over, leaving, of_the_team, silent
from bot.storage.locks import staying
from bot.storage.sealed import Sealer, open_json, seal_json
from bot.storage.tables.conversation import messages, sessions
from bot.storage.tables.cvs import cvs
from bot.storage.tables.files import files
from bot.storage.tables.later import events
from bot.storage.tables.letters import letters
from bot.storage.tables.people import people
from bot.storage.types import micros

log = logging.getLogger(__name__)

What = Literal["chat", "end"]
"""Of a notice: the lines of the chat will go, or everything."""
NOTICES: tuple[What, ...] = ("chat", "end")
KIND = "people.notice"
"""The event that says it."""
MOST = 200
"""People in one sweep, so that no transaction is long; the rest an hour later."""

_SAID = {"chat": people.c.chat_notice_at, "end": people.c.end_notice_at}


def _unheard(what: What, now: datetime, keeping: Keeping) -> ColumnElement[bool]:
    """Of `people`: it is time to tell them this, and in this silence nobody has."""
    end_soon = leaving(now, keeping.cv - NOTICE)
    if what == "end":
        return and_(end_soon, not_(_heard("end")))
    lines = exists().where(messages.c.person_id == people.c.id).correlate(people)
    return and_(silent(now, keeping.chat - NOTICE), not_(end_soon), not_(or_(_heard("chat"), _heard("end"))), lines)


def _heard(what: What) -> ColumnElement[bool]:
    return func.coalesce(_SAID[what] > people.c.last_seen_at, False)


async def announce(db: AsyncConnection, sealer: Sealer, now: datetime, keeping: Keeping) -> int:
    """Puts the notices down that are due, one a person and silence; returns how many people that are."""
    count = 0
    for what in NOTICES:
        query = select(people.c.id, people.c.last_seen_at).where(_unheard(what, now, keeping))
        longest_first = query.order_by(people.c.last_seen_at, people.c.id).limit(MOST)
        for row in (await db.execute(staying(longest_first))).all():
            key = f"{KIND}/{what}/{row.id}/{micros(row.last_seen_at)}"
            event: dict[str, Any] = {"person_id": row.id, "kind": KIND, "key": key, "due_at": now}
            event["payload"] = seal_json(sealer, row.id, {"what": what})
            await db.execute(insert(db, events).values(event).on_conflict_do_nothing())
            count += 1
    return count


async def still_due(db: AsyncConnection, person_id: int, what: What, now: datetime, keeping: Keeping) -> bool:
    """Asked again when it is said: they may have written meanwhile."""
    query = select(people.c.id).where(people.c.id == person_id, _unheard(what, now, keeping))
    return await db.scalar(query) is not None


async def told(db: AsyncConnection, person_id: int, what: What, now: datetime) -> None:
    await db.execute(update(people).where(people.c.id == person_id).values({_SAID[what].name: now}))


async def retain(db: AsyncConnection, sealer: Sealer, now: datetime, keeping: Keeping) -> int:
    """Lets go of what was announced, and of strangers; how many people lost something.

    **Why** everything goes by way of `erase_at`: there is one way of erasing, which leaves nothing and counts.
    """
    long_ago = people.c.last_seen_at < now - STRANGER
    strangers = and_(people.c.consent_at.is_(None), long_ago, not_(of_the_team()))
    gone = await db.execute(delete(people).where(strangers))
    over = await db.execute(update(people).where(all_over(now, keeping)).values(erase_at=now))
    return gone.rowcount + over.rowcount + await _quiet(db, sealer, now, keeping)


async def _quiet(db: AsyncConnection, sealer: Sealer, now: datetime, keeping: Keeping) -> int:
    """What was said goes, up to the notice; so do the files that are no CV and no letter."""
    said = and_(messages.c.person_id == people.c.id, messages.c.created_at <= people.c.last_seen_at)
    ids = select(people.c.id).where(chat_over(now, keeping), exists().where(said).correlate(people)).limit(MOST)
    quiet = (await db.scalars(ids.with_for_update())).all()
    for person_id in quiet:
        row = (await db.execute(select(people).where(people.c.id == person_id))).one()
        notice = min(at for at in (row.chat_notice_at, row.end_notice_at) if at and at > row.last_seen_at)
        mine = (messages.c.person_id == person_id, messages.c.created_at < notice, messages.c.state != "due")
        await db.execute(delete(messages).where(*mine))
        await db.execute(update(sessions).where(sessions.c.person_id == person_id).values(shown=None))
        await _loose_files(db, sealer, person_id)
    return len(quiet)


async def _loose_files(db: AsyncConnection, sealer: Sealer, person_id: int) -> None:
    """Those that are no CV and no letter. **Why** all stay where that can't be read: one of them may be the CV."""
    try:
        papers = await _papers(db, sealer, person_id)
    except (LookupError, TypeError, ValueError):
        log.warning("files of person %d stay: which of them are their papers can't be read", person_id)
        return
    await db.execute(delete(files).where(files.c.person_id == person_id, files.c.id.not_in(papers)))


async def _papers(db: AsyncConnection, sealer: Sealer, person_id: int) -> list[str]:
    """Ids of the files that are their CV or their letter."""
    found: list[str] = []
    for table in (cvs, letters):
        sealed = await db.scalar(select(table.c.documents).where(table.c.person_id == person_id))
        found += _ids(open_json(sealer, person_id, sealed)) if sealed else ()
    return found


def _ids(history: Iterable[Any]) -> list[str]:
    return [file["id"] for entry in history for file in entry["files"]]
