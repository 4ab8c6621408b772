"""Handoffs in rows: read, changed, noted in the log, shown on the board.

Law: whoever changes one calls `changed` as the last statement about it: the log says who and what, the board says that
there is something new.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import BindParameter, ColumnElement, Select, and_, bindparam, func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.mentors.model import OPEN, Handoff, Level, State
from bot.mentors.store import access
from bot.mentors.store.board import next_change
from bot.storage.engine import insert
from bot.storage.tables.mentors import handoff_languages, handoff_log, handoffs, released

NOW: BindParameter[datetime] = bindparam("now", type_=handoffs.c.since.type)
_IN_ORDER = select(handoffs).order_by(handoffs.c.asked_at, handoffs.c.id)
_LANGUAGES = (
    select(handoff_languages)
    .where(handoff_languages.c.handoff_id.in_(bindparam("handoffs", expanding=True)))
    .order_by(handoff_languages.c.language)
)
_OPEN_OF = _IN_ORDER.where(handoffs.c.person_id == bindparam("person"), handoffs.c.state.in_(OPEN))
_HELD = and_(handoffs.c.id == bindparam("handoff"), access.holds(bindparam("mentor"), NOW))
_OF_MENTOR = _IN_ORDER.where(_HELD)
_STILL_TALKS = select(handoffs.c.id).where(_HELD)
"""What every line of a conversation asks. **Why** put together once: that costs several times what asking does."""


def _handoff(row: Any, languages: Sequence[str]) -> Handoff:
    return Handoff(
        id=row.id,
        person_id=row.person_id,
        state=cast("State", row.state),
        since=row.since,
        topic=row.topic,
        needs=cast("Level", row.needs),
        languages=tuple(languages),
        front=row.front,
        urgent=row.urgent,
        asked_at=row.asked_at,
        first_seq=row.first_seq,
        mentor_id=row.mentor_id,
        claimed_at=row.claimed_at,
        first_answer_at=row.first_answer_at,
        person_at=row.person_at,
        mentor_at=row.mentor_at,
        owed_since=row.owed_since,
        told_seq=row.told_seq,
        told=row.told or "",
        wanted_mentor=row.wanted_mentor,
        wanted_until=row.wanted_until,
        closed_at=row.closed_at,
        outcome=row.outcome,
        smile=row.smile,
        frozen_at=row.frozen_at,
        change=row.change,
    )


async def found(db: AsyncConnection, *conditions: ColumnElement[bool], most: int | None = None) -> list[Handoff]:
    """In the order in which they were asked for."""
    return await _read(db, _IN_ORDER.where(*conditions).limit(most))


async def _read(db: AsyncConnection, query: Select[Any], **values: object) -> list[Handoff]:
    rows = (await db.execute(query, values)).all()
    spoken: dict[int, list[str]] = {}
    if rows:
        for row in await db.execute(_LANGUAGES, {"handoffs": [row.id for row in rows]}):
            spoken.setdefault(row.handoff_id, []).append(row.language)
    return [_handoff(row, spoken.get(row.id, [])) for row in rows]


async def by_id(db: AsyncConnection, handoff_id: int) -> Handoff | None:
    """Whatever its state; for the service itself, never for a mentor."""
    return next(iter(await found(db, handoffs.c.id == handoff_id)), None)


async def open_of(db: AsyncConnection, person_id: int) -> Handoff | None:
    """The one that waits or is held."""
    return next(iter(await _read(db, _OPEN_OF, person=person_id)), None)


async def last_of(db: AsyncConnection, person_id: int) -> Handoff | None:
    return next(iter((await found(db, handoffs.c.person_id == person_id))[::-1]), None)


async def held_by(db: AsyncConnection, account_id: int, now: datetime) -> list[Handoff]:
    """What a mentor has now and may still see."""
    return await found(db, access.holds(account_id, now))


async def of_mentor(db: AsyncConnection, account_id: int, handoff_id: int, now: datetime) -> Handoff | None:
    """None: not theirs (any more), whatever the reason: the page answers 404 and audits it."""
    return next(iter(await _read(db, _OF_MENTOR, handoff=handoff_id, mentor=account_id, now=now)), None)


async def change(
    db: AsyncConnection,
    now: datetime,
    what: str,
    account_id: int | None,
    *conditions: ColumnElement[bool],
    **values: Any,
) -> Handoff | None:
    """The one handoff that fits `conditions` gets `values`; None when none does (any more). Logged, on the board."""
    statement = update(handoffs).where(*conditions).values(**values).returning(handoffs.c.id)
    handoff_id = await db.scalar(statement)
    if handoff_id is None:
        return None
    await changed(db, now, handoff_id, what, account_id)
    return await by_id(db, handoff_id)


async def changed(db: AsyncConnection, now: datetime, handoff_id: int, what: str, account_id: int | None) -> None:
    """Notes it; `account_id` None: the person or the service did it."""
    row = {"handoff_id": handoff_id, "account_id": account_id, "what": what, "at": now}
    await db.execute(handoff_log.insert().values(row))
    number = await next_change(db)
    await db.execute(update(handoffs).where(handoffs.c.id == handoff_id).values(change=number))


async def told(db: AsyncConnection, handoff_id: int, seq: int, text: str) -> None:
    """How long it takes was told in line `seq`: said again only when it changes. No news for consoles."""
    await db.execute(update(handoffs).where(handoffs.c.id == handoff_id).values(told_seq=seq, told=text))


async def heard(db: AsyncConnection, now: datetime, handoff_id: int, account_id: int) -> datetime | None:
    """The person said something to their mentor: since when they wait for an answer. None: it is held no more.

    **Why** not on the board: the console that holds it reads the person's own feed, and nobody else may see it.
    """
    mine = (handoffs.c.id == handoff_id) & (handoffs.c.state == "held") & (handoffs.c.mentor_id == account_id)
    since = func.coalesce(handoffs.c.owed_since, literal(now, handoffs.c.owed_since.type))
    statement = update(handoffs).where(mine).values(person_at=now, owed_since=since)
    owed: datetime | None = await db.scalar(statement.returning(handoffs.c.owed_since))
    return owed


async def still_talks(db: AsyncConnection, handoff: Handoff, now: datetime) -> bool:
    """Whether its mentor may still talk to this person, at this moment."""
    mine = {"handoff": handoff.id, "mentor": handoff.mentor_id or 0, "now": now}
    return await db.scalar(_STILL_TALKS, mine) is not None


async def may_talk(db: AsyncConnection, handoff_id: int, account_id: int, now: datetime) -> bool:
    """Whether this mentor, who talked here, may say a last word: it is not frozen, and they are still cleared."""
    may = and_(
        handoffs.c.id == handoff_id,
        handoffs.c.frozen_at.is_(None),
        access.works(account_id),
        access.cleared(account_id, now),
        access.welcome(handoffs.c.person_id),
    )
    return await db.scalar(select(handoffs.c.id).where(may)) is not None


async def smile(db: AsyncConnection, person_id: int, handoff_id: int, face: int) -> bool:
    """How it was, of their own closed conversation; the last tap counts."""
    mine = (
        (handoffs.c.id == handoff_id) & (handoffs.c.person_id == person_id) & handoffs.c.state.in_(("closed", "left"))
    )
    done = update(handoffs).where(mine).values(smile=face).returning(handoffs.c.id)
    return await db.scalar(done) is not None


async def release(db: AsyncConnection, now: datetime, person_id: int, seq: int, account_id: int) -> None:
    """This mentor may read that line as it was written."""
    row = {"person_id": person_id, "seq": seq, "account_id": account_id, "at": now}
    await db.execute(insert(db, released).values(row).on_conflict_do_nothing())
