"""A conversation is offered to a colleague: accepted, declined, timed out or taken back.

Law: until it is accepted it stays with who offers it, who goes on talking. One offer at a time. Accepting counts
against the colleague's capacity, like any claim, and asks for the same clearance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import and_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.mentors.model import Handoff, Transfer
from bot.mentors.store import access
from bot.mentors.store.handoffs import change, changed
from bot.mentors.store.queue import until_vetting_ends
from bot.mentors.store.tell import HANDED, LAPSE, tell
from bot.storage.engine import insert
from bot.storage.sealed import Sealer, open_json, seal_json
from bot.storage.tables.mentors import handoffs, mentors, pairs, transfers

OPEN_FOR = timedelta(minutes=5)
"""So long a colleague has to answer; a young person waits at the other end."""


@dataclass(frozen=True, slots=True)
class Offer:
    """`note`: why, in a sentence, for the colleague."""

    id: int
    handoff_id: int
    person_id: int
    from_account: int
    to_account: int
    state: Transfer
    note: str
    expires_at: datetime


async def offer(
    db: AsyncConnection,
    sealer: Sealer,
    now: datetime,
    account_id: int,
    handoff_id: int,
    to_account: int,
    note: str,
) -> int | None:
    """The offer's id. None: it is not theirs, it is offered already, or that colleague may not take it."""
    query = select(handoffs.c.person_id).where(
        handoffs.c.id == handoff_id,
        access.holds(account_id, now),
        access.works(to_account),
        access.cleared(to_account, now),
    )
    person_id = await db.scalar(query.with_for_update())
    if person_id is None or to_account == account_id:
        return None
    row = {
        "handoff_id": handoff_id, "from_account": account_id, "to_account": to_account, "state": "offered",
        "note": seal_json(sealer, person_id, note), "at": now, "expires_at": now + OPEN_FOR,
    }  # fmt: skip
    made = insert(db, transfers).values(row).on_conflict_do_nothing().returning(transfers.c.id)
    offered: int | None = await db.scalar(made)
    if offered is not None:
        await tell(db, sealer, person_id, LAPSE, str(offered), {"transfer": offered}, now + OPEN_FOR)
        await changed(db, now, handoff_id, f"offered:{to_account}", account_id)
    return offered


async def accept(
    db: AsyncConnection, sealer: Sealer, now: datetime, account_id: int, transfer_id: int
) -> Handoff | None:
    """It is theirs now, and the person is told who comes. None: too late, taken back, or they have enough."""
    capacity = await access.lock(db, account_id)
    if capacity is None or await access.held_count(db, account_id) >= capacity:
        return None
    open_still = and_(
        transfers.c.id == transfer_id,
        transfers.c.to_account == account_id,
        transfers.c.state == "offered",
        transfers.c.expires_at > now,
    )
    row = (await db.execute(select(transfers).where(open_still))).one_or_none()
    if row is None:
        return None
    theirs = and_(
        handoffs.c.id == row.handoff_id,
        access.holds(row.from_account, now),
        access.works(account_id),
        access.cleared(account_id, now),
    )
    settled = await _settle(db, now, transfer_id, "accepted", theirs)
    if not settled:
        return None
    handoff = await change(
        db, now, f"accepted:{row.from_account}", account_id, handoffs.c.id == row.handoff_id,
        mentor_id=account_id, since=now, owed_since=now,
    )  # fmt: skip
    if handoff is not None:
        note = {"account_id": account_id, "since": now, "note": row.note}
        paired = insert(db, pairs).values(person_id=handoff.person_id, **note)
        await db.execute(paired.on_conflict_do_update(index_elements=["person_id"], set_=note))
        payload: dict[str, Any] = {"handoff": handoff.id, "account": account_id}
        await tell(db, sealer, handoff.person_id, HANDED, str(transfer_id), payload, now)
        await until_vetting_ends(db, sealer, handoff.id, account_id, now)
    return handoff


async def decline(db: AsyncConnection, now: datetime, account_id: int, transfer_id: int) -> bool:
    """It stays with who offered it."""
    return await _close(db, now, account_id, transfer_id, "declined", transfers.c.to_account == account_id)


async def take_back(db: AsyncConnection, now: datetime, account_id: int, transfer_id: int) -> bool:
    """By who offered it."""
    return await _close(db, now, account_id, transfer_id, "taken_back", transfers.c.from_account == account_id)


async def lapse(db: AsyncConnection, now: datetime, transfer_id: int) -> bool:
    """Nobody answered in time."""
    return await _close(db, now, None, transfer_id, "lapsed", transfers.c.expires_at <= now)


async def _close(
    db: AsyncConnection, now: datetime, account_id: int | None, transfer_id: int, state: Transfer, condition: Any
) -> bool:
    handoff_id = await db.scalar(select(transfers.c.handoff_id).where(transfers.c.id == transfer_id, condition))
    # The handoff's row first, as everybody takes them: who accepts at this very moment is waited for.
    there = await db.scalar(select(handoffs.c.id).where(handoffs.c.id == handoff_id).with_for_update())
    if there is None or not await _settle(db, now, transfer_id, state):
        return False
    await changed(db, now, there, state, account_id)
    return True


async def _settle(db: AsyncConnection, now: datetime, transfer_id: int, state: Transfer, theirs: Any = None) -> bool:
    if theirs is not None and await db.scalar(select(handoffs.c.id).where(theirs).with_for_update()) is None:
        return False
    one = and_(transfers.c.id == transfer_id, transfers.c.state == "offered")
    done = update(transfers).where(one).values(state=state, settled_at=now).returning(transfers.c.id)
    return await db.scalar(done) is not None


async def open_to(db: AsyncConnection, sealer: Sealer, account_id: int, now: datetime) -> Sequence[Offer]:
    """What is offered to a mentor now."""
    return await _offers(db, sealer, transfers.c.to_account == account_id, transfers.c.expires_at > now)


async def open_from(db: AsyncConnection, sealer: Sealer, account_id: int) -> Sequence[Offer]:
    """What a mentor offers and nobody has answered."""
    return await _offers(db, sealer, transfers.c.from_account == account_id)


async def _offers(db: AsyncConnection, sealer: Sealer, *conditions: Any) -> Sequence[Offer]:
    query = (
        select(transfers, handoffs.c.person_id)
        .join(handoffs, handoffs.c.id == transfers.c.handoff_id)
        .where(transfers.c.state == "offered", *conditions)
    )
    return [
        Offer(
            row.id, row.handoff_id, row.person_id, row.from_account, row.to_account, cast("Transfer", row.state),
            open_json(sealer, row.person_id, row.note) if row.note else "", row.expires_at,
        )
        for row in await db.execute(query.order_by(transfers.c.id))
    ]  # fmt: skip


async def colleagues(db: AsyncConnection, account_id: int, handoff_id: int, now: datetime) -> Sequence[tuple[int, str]]:
    """Who else could take it, by alias: cleared for this person, with a language in common, on duty now."""
    query = (
        select(mentors.c.account_id, mentors.c.alias)
        .select_from(mentors.join(handoffs, handoffs.c.id == handoff_id))
        .where(
            mentors.c.account_id != account_id,
            mentors.c.on_duty_until > now,
            mentors.c.paused_at.is_(None),
            access.works(mentors.c.account_id),
            access.cleared(mentors.c.account_id, now),
            access.suits(mentors.c.account_id),
        )
    )
    return [(row.account_id, row.alias or "") for row in await db.execute(query.order_by(mentors.c.alias))]


async def past_of(db: AsyncConnection, account_id: int, handoff_id: int) -> Sequence[tuple[str, str]]:
    """What became of the offers a mentor made of a conversation: the colleague's alias, the state; oldest first."""
    query = (
        select(mentors.c.alias, transfers.c.state)
        .join(mentors, mentors.c.account_id == transfers.c.to_account)
        .where(
            transfers.c.handoff_id == handoff_id,
            transfers.c.from_account == account_id,
            transfers.c.state != "offered",
        )
    )
    return [(row.alias or "", row.state) for row in await db.execute(query.order_by(transfers.c.id))]
