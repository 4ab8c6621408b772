"""Who waits, who takes them.

Law: a press takes at most one. The mentor's own row is locked before the one statement that chooses and takes, so that
two windows of a mentor can't pass their capacity; two mentors can't take the same, for the statement skips what
another one has under its hand.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, case, func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.mentors.model import OPEN, Handoff, Level, Wish
from bot.mentors.store import access
from bot.mentors.store.handoffs import by_id, change, changed, found, open_of
from bot.mentors.store.history import suits
from bot.mentors.store.tell import CHECK, REQUEUED, TAKEN, WAITING, tell
from bot.storage.engine import insert
from bot.storage.sealed import Sealer
from bot.storage.tables.mentors import handoff_languages, handoffs, mentors, pairs, vettings
from bot.storage.types import micros
from flows.events import JsonValue

FOR_THEIRS = timedelta(minutes=10)
"""So long a request is kept for the mentor they know, if that one is on duty; then anyone may take it."""


# -- asking ---------------------------------------------------------------------------------------------------
async def ask(
    db: AsyncConnection, sealer: Sealer, now: datetime, person_id: int, wish: Wish, needs: Level, first_seq: int
) -> Handoff:
    """A request that waits; the one they have already when there is one. `first_seq`: what a mentor may read from."""
    theirs = await _theirs(db, person_id, wish, needs, now)
    handoff = await add(db, now, person_id, wish, needs, first_seq, theirs)
    if theirs:
        payload: dict[str, JsonValue] = {"handoff": handoff.id}
        await tell(db, sealer, person_id, WAITING, f"{handoff.id}/anyone", payload, now + FOR_THEIRS)
    return handoff


async def add(
    db: AsyncConnection,
    now: datetime,
    person_id: int,
    wish: Wish,
    needs: Level,
    first_seq: int,
    theirs: int | None = None,
) -> Handoff:
    """The row of a request, kept a while for `theirs`; the open one when there is one."""
    row = {
        "person_id": person_id, "state": "waiting", "since": now, "topic": wish.topic, "needs": needs,
        "urgent": wish.urgent, "asked_at": now, "first_seq": first_seq, "change": 0, "wanted_mentor": theirs,
        "wanted_until": now + FOR_THEIRS if theirs else None,
    }  # fmt: skip
    made = insert(db, handoffs).values(row).on_conflict_do_nothing().returning(handoffs.c.id)
    handoff_id = await db.scalar(made)
    if handoff_id is None:
        return _there(await open_of(db, person_id))
    spoken = [{"handoff_id": handoff_id, "language": language} for language in dict.fromkeys(wish.languages)]
    if spoken:
        await db.execute(handoff_languages.insert(), spoken)
    await changed(db, now, handoff_id, "asked", None)
    return _there(await by_id(db, handoff_id))


def _there(handoff: Handoff | None) -> Handoff:
    if handoff is None:
        raise LookupError("a handoff that was just written is not there")
    return handoff


async def _theirs(db: AsyncConnection, person_id: int, wish: Wish, needs: Level, now: datetime) -> int | None:
    """Their mentor, when that one is on duty, may take this and has room: nobody waits for somebody who can't come."""
    mine = mentors.c.account_id
    query = (
        select(mine)
        .join(pairs, pairs.c.account_id == mine)
        .where(
            pairs.c.person_id == person_id,
            mentors.c.on_duty_until > now,
            mentors.c.paused_at.is_(None),
            suits(wish.topic, wish.languages, needs, now),
            ~access.reported(mine, person_id),
            access.held_by(mine) < mentors.c.capacity,
        )
    )
    found: int | None = await db.scalar(query)
    return found


async def leave(db: AsyncConnection, now: datetime, person_id: int) -> Handoff | None:
    """The person no longer wants it, waiting or in the middle of it. None: nothing was open."""
    mine = and_(handoffs.c.person_id == person_id, handoffs.c.state.in_(OPEN))
    values: dict[str, Any] = {"state": "left", "since": now, "closed_at": now, "outcome": "left", "owed_since": None}
    return await change(db, now, "left", None, mine, **values)


# -- taking ---------------------------------------------------------------------------------------------------
async def claim(db: AsyncConnection, sealer: Sealer, now: datetime, account_id: int) -> Handoff | None:
    """« Prendre la suivante »: who was let down, then the most urgent, then the longest waiting of those they may take.

    None: nobody waits whom they may take, or they have as many as they wanted.
    """
    if await access.lock(db, account_id) is None:
        return None
    # A statement of its own after the lock: on PostgreSQL it then sees what another window of theirs has just taken.
    taken = await db.scalar(_claim(account_id, now))
    if taken is None:
        return None
    await until_vetting_ends(db, sealer, taken, account_id, now)
    handoff = _there(await by_id(db, taken))
    key = f"{taken}/{micros(now)}/{account_id}"
    await tell(db, sealer, handoff.person_id, TAKEN, key, {"handoff": taken, "account": account_id}, now)
    await changed(db, now, taken, "claimed", account_id)
    return _there(await by_id(db, taken))


def _claim(account_id: int, now: datetime) -> Any:
    capacity = (
        select(mentors.c.capacity)
        .where(mentors.c.account_id == account_id, mentors.c.paused_at.is_(None))
        .scalar_subquery()
    )
    own = case((and_(handoffs.c.wanted_mentor == account_id, handoffs.c.wanted_until > now), 1), else_=0)
    chosen = (
        select(handoffs.c.id)
        .where(may_take(account_id, now), access.held_by(account_id) < capacity)
        .order_by(handoffs.c.front.desc(), handoffs.c.urgent.desc(), own.desc(), handoffs.c.asked_at, handoffs.c.id)
        .limit(1)
        .with_for_update(skip_locked=True, of=handoffs)
    )
    return (
        update(handoffs)
        .where(handoffs.c.id == chosen.scalar_subquery())
        .values(
            state="held",
            since=now,
            mentor_id=account_id,
            claimed_at=func.coalesce(handoffs.c.claimed_at, literal(now, handoffs.c.claimed_at.type)),
            owed_since=now,
            front=False,
            told_seq=None,
            told=None,
        )
        .returning(handoffs.c.id)
    )


def may_take(account_id: Any, now: datetime) -> Any:
    """Of `handoffs`: this mentor may take it."""
    return and_(
        access.free_for(account_id, now),
        access.works(account_id),
        access.cleared(account_id, now),
        access.suits(account_id),
        access.welcome(handoffs.c.person_id),
    )


async def waiting_for(db: AsyncConnection, account_id: int, now: datetime) -> list[Handoff]:
    """Who waits that this mentor may take, the longest waiting first."""
    return await found(db, may_take(account_id, now))


async def until_vetting_ends(
    db: AsyncConnection, sealer: Sealer, handoff_id: int, account_id: int, now: datetime
) -> None:
    """At the end of the vetting that lets them talk, somebody looks: the person then goes to the front."""
    query = (
        select(handoffs.c.person_id, func.max(vettings.c.expires_at).label("ends"))
        .join(vettings, vettings.c.account_id == account_id)
        .where(
            handoffs.c.id == handoff_id,
            vettings.c.withdrawn_at.is_(None),
            vettings.c.level.in_(("minors", handoffs.c.needs)),
        )
        .group_by(handoffs.c.person_id)
    )
    row = (await db.execute(query)).one()
    key = f"{handoff_id}/{account_id}/{micros(row.ends)}"
    await tell(db, sealer, row.person_id, CHECK, key, {"handoff": handoff_id}, row.ends)


# -- back to the queue ----------------------------------------------------------------------------------------
async def requeue(
    db: AsyncConnection, sealer: Sealer, now: datetime, handoff_id: int, why: str, account_id: int | None = None
) -> Handoff | None:
    """To the front of the queue, open to anyone, and the person is told. None: it was not held any more.

    `why`: gone · cut_off · given_up: what the log says. `account_id`: who decided, None for the service.
    """
    held = and_(handoffs.c.id == handoff_id, handoffs.c.state == "held", handoffs.c.frozen_at.is_(None))
    values: dict[str, Any] = {"state": "waiting", "since": now, "front": True, "owed_since": None}
    values |= {"wanted_mentor": None, "wanted_until": None, "mentor_id": None}
    handoff = await change(db, now, f"requeued:{why}", account_id, held, **values)
    if handoff is not None:
        key = f"{handoff_id}/{handoff.change}"
        await tell(db, sealer, handoff.person_id, REQUEUED, key, {"handoff": handoff_id, "why": why}, now)
    return handoff


async def cut_off(db: AsyncConnection, sealer: Sealer, now: datetime) -> int:
    """Requeues whatever is held by somebody who may no longer; how many."""
    lost = select(handoffs.c.id).where(
        handoffs.c.state == "held",
        handoffs.c.frozen_at.is_(None),
        ~and_(access.works(handoffs.c.mentor_id), access.cleared(handoffs.c.mentor_id, now)),
    )
    ids = (await db.scalars(lost.order_by(handoffs.c.id))).all()
    return sum([await requeue(db, sealer, now, id, "cut_off") is not None for id in ids])
