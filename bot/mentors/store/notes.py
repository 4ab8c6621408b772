"""What mentors write for each other about a conversation: notes in words, tags from a list. The person sees neither.

Law: notes are sealed with the person's key and are theirs to have (`export`) and to erase. A tag is a code: it stands
unsealed, so it must tell nothing but a subject.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.mentors.store import access
from bot.storage.sealed import Sealer, open_json, seal_json
from bot.storage.tables.mentors import handoff_tags, handoffs, mentors, notes, pairs

TAGS = ("housing", "papers", "health", "transport", "family", "money", "language", "digital", "training", "workshop")
"""Subjects that come up beside the one that was asked for."""
MOST = 100
"""Notes shown, the newest."""


@dataclass(frozen=True, slots=True)
class Note:
    """`alias`: of the mentor who wrote it."""

    alias: str
    at: datetime
    text: str


async def add(db: AsyncConnection, sealer: Sealer, now: datetime, account_id: int, handoff_id: int, text: str) -> bool:
    """False: it is not theirs (any more)."""
    person_id = await _person(db, now, account_id, handoff_id)
    if person_id is None:
        return False
    row = {"person_id": person_id, "handoff_id": handoff_id, "account_id": account_id, "at": now}
    await db.execute(notes.insert().values(row | {"body": seal_json(sealer, person_id, text)}))
    return True


async def _person(db: AsyncConnection, now: datetime, account_id: int, handoff_id: int) -> int | None:
    mine = select(handoffs.c.person_id).where(handoffs.c.id == handoff_id, access.holds(account_id, now))
    person_id: int | None = await db.scalar(mine.with_for_update())
    return person_id


async def of_person(db: AsyncConnection, sealer: Sealer, person_id: int) -> Sequence[Note]:
    """Of all their conversations, the oldest first. For who holds one of them now."""
    query = (
        select(notes.c.body, notes.c.at, mentors.c.alias)
        .outerjoin(mentors, mentors.c.account_id == notes.c.account_id)
        .where(notes.c.person_id == person_id)
        .order_by(notes.c.id.desc())
        .limit(MOST)
    )
    found = [Note(row.alias or "", row.at, open_json(sealer, person_id, row.body)) for row in await db.execute(query)]
    return found[::-1]


async def handed_over(db: AsyncConnection, sealer: Sealer, person_id: int, account_id: int) -> str:
    """What the mentor before wrote for this one; "" when there is nothing."""
    mine = select(pairs.c.note).where(pairs.c.person_id == person_id, pairs.c.account_id == account_id)
    sealed = await db.scalar(mine)
    return str(open_json(sealer, person_id, sealed)) if sealed else ""


async def tag(db: AsyncConnection, now: datetime, account_id: int, handoff_id: int, tags: Collection[str]) -> bool:
    """These and no others from now on; unknown ones are dropped. False: it is not theirs (any more)."""
    if await _person(db, now, account_id, handoff_id) is None:
        return False
    await db.execute(delete(handoff_tags).where(handoff_tags.c.handoff_id == handoff_id))
    rows = [{"handoff_id": handoff_id, "tag": tag} for tag in TAGS if tag in tags]
    if rows:
        await db.execute(handoff_tags.insert(), rows)
    return True


async def tags_of(db: AsyncConnection, handoff_id: int) -> frozenset[str]:
    return frozenset(
        (await db.scalars(select(handoff_tags.c.tag).where(handoff_tags.c.handoff_id == handoff_id))).all()
    )
