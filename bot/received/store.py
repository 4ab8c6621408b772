"""Rows of files on their way: the upload itself, and a CV that waits for a yes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import delete, exists, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.model import FileRef
from bot.storage.sealed import Sealer, open_json
from bot.storage.stored_files import row
from bot.storage.tables.conversation import sessions
from bot.storage.tables.cvs import cvs
from bot.storage.tables.files import files
from bot.storage.tables.later import effects
from bot.storage.tables.people import people
from flows.events import JsonValue

WAITING = "application/vnd.passerelle.received+json"
"""Type of a CV read from a file, until the person says whether it replaces theirs."""
UNREAD = "application/vnd.passerelle.unread+json"
"""Type of the name of a file that came before the person agreed."""
KEPT = timedelta(days=1)
"""Of both: who has not answered by then sends the file again."""
HOUR = timedelta(hours=1)

GivenAnswers = Callable[[bytes], Mapping[str, JsonValue]]
"""Answers by flow and question, out of the stored state of a session."""


async def has_agreed(db: AsyncConnection, person_id: int) -> bool:
    return await db.scalar(select(people.c.consent_at).where(people.c.id == person_id)) is not None


async def recent(db: AsyncConnection, person_id: int, kind: str, now: datetime) -> int:
    """Files of this person in the last hour."""
    query = select(func.count()).where(
        effects.c.person_id == person_id, effects.c.kind == kind, effects.c.due_at > now - HOUR
    )
    return int(await db.scalar(query) or 0)


async def body(db: AsyncConnection, sealer: Sealer, person_id: int, ref: str) -> bytes | None:
    """An upload of this person; None when it is gone."""
    sealed = await db.scalar(select(files.c.body).where(files.c.person_id == person_id, files.c.id == ref))
    return None if sealed is None else sealer.open(person_id, sealed)


async def drop(db: AsyncConnection, person_id: int, ref: str) -> None:
    await db.execute(delete(files).where(files.c.person_id == person_id, files.c.id == ref))


async def given(db: AsyncConnection, sealer: Sealer, person_id: int, answers: GivenAnswers) -> Mapping[str, JsonValue]:
    state = await db.scalar(select(sessions.c.state).where(sessions.c.person_id == person_id))
    return answers(sealer.open(person_id, state)) if state else {}


async def has_cv(db: AsyncConnection, person_id: int) -> bool:
    return bool(await db.scalar(select(exists().where(cvs.c.person_id == person_id))))


async def wait(
    db: AsyncConnection, sealer: Sealer, person_id: int, id: str, type: str, value: JsonValue, now: datetime
) -> None:
    """Keeps something until the person decides; what came later takes the place of what came before."""
    await take(db, sealer, person_id, type)
    kept = row(sealer, person_id, FileRef(id, "cv.json", type), orjson.dumps(value), now)
    await db.execute(files.insert(), [kept])


async def take(db: AsyncConnection, sealer: Sealer, person_id: int, type: str) -> Any:
    """What waits, which then waits no longer; None when nothing does."""
    waiting = (files.c.person_id == person_id, files.c.type == type)
    sealed = await db.scalar(select(files.c.body).where(*waiting))
    if sealed is None:
        return None
    await db.execute(delete(files).where(*waiting))
    return open_json(sealer, person_id, sealed)


async def retain(db: AsyncConnection, now: datetime) -> int:
    gone = await db.execute(delete(files).where(files.c.type.in_((WAITING, UNREAD)), files.c.created_at < now - KEPT))
    return gone.rowcount
