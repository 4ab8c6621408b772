"""Whom to tell that somebody waits: who asked for it, may take them, and does not see it on their console already.

Law: the same conditions as the claim; at most one call in a quarter of an hour to a mentor, by all their channels
together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.mentors.store import access
from bot.mentors.store.queue import may_take, waiting_for
from bot.storage.engine import insert
from bot.storage.tables.accounts import account_chats
from bot.storage.tables.mentors import handoffs, mentor_addresses, mentor_languages, mentors
from bot.storage.tables.people import addresses

TELEGRAM, EMAIL = "telegram", "email"
EVERY = timedelta(minutes=15)
"""At most one call to a mentor in this time."""
OPEN = timedelta(minutes=2)
"""A console that gave a sign of life so recently is open: it shows who waits."""


@dataclass(frozen=True, slots=True)
class Call:
    """`waiting`: how many they may take, in these languages. `reads`: the language it is written in.

    `chat`: their own in Telegram; `email`: their address; "" where they did not ask for it. `before`: the last call.
    """

    account_id: int
    zone: ZoneInfo
    on_duty: bool
    reads: str
    waiting: int
    languages: tuple[str, ...]
    chat: str
    email: str
    before: datetime | None


# -- what they asked for --------------------------------------------------------------------------------------
async def wants(db: AsyncConnection, account_id: int) -> Mapping[str, str]:
    """Address by channel; that of Telegram is the chat that the account has linked."""
    query = select(mentor_addresses.c.channel, mentor_addresses.c.address)
    mine = query.where(mentor_addresses.c.account_id == account_id, mentor_addresses.c.failed_at.is_(None))
    return {row.channel: row.address for row in await db.execute(mine)}


async def may_telegram(db: AsyncConnection, account_id: int) -> bool:
    """They have linked their chat."""
    linked = exists(select(account_chats.c.since).where(account_chats.c.account_id == account_id))
    return bool(await db.scalar(select(linked)))


async def want(db: AsyncConnection, now: datetime, account_id: int, channel: str, address: str = "") -> None:
    """Nothing for who has no profile yet."""
    if await access.lock(db, account_id) is None:
        return
    row = {"account_id": account_id, "channel": channel, "address": address, "since": now}
    again = {"address": address, "failed_at": None}
    statement = insert(db, mentor_addresses).values(row)
    await db.execute(statement.on_conflict_do_update(index_elements=["account_id", "channel"], set_=again))


async def want_no_more(db: AsyncConnection, account_id: int, channel: str) -> None:
    mine = and_(mentor_addresses.c.account_id == account_id, mentor_addresses.c.channel == channel)
    await db.execute(delete(mentor_addresses).where(mine))


# -- calling --------------------------------------------------------------------------------------------------
async def due(db: AsyncConnection, handoff_id: int, now: datetime) -> Sequence[int]:
    """Accounts to call about this request; empty when it waits no more."""
    me = mentors.c.account_id
    there = handoffs.alias("there")
    held = (
        select(func.count())
        .select_from(there)
        .where(there.c.mentor_id == me, there.c.state == "held")
        .correlate(mentors)
        .scalar_subquery()
    )
    query = (
        select(me)
        .join(handoffs, handoffs.c.id == handoff_id)
        .where(
            may_take(me, now),
            held < mentors.c.capacity,
            mentors.c.paused_at.is_(None),
            or_(mentors.c.seen_at.is_(None), mentors.c.seen_at <= now - OPEN),
            _asked(me),
            ~_called(me, now),
        )
        .order_by(me)
    )
    return (await db.scalars(query)).all()


def _asked(account: Any) -> ColumnElement[bool]:
    mine = and_(mentor_addresses.c.account_id == account, mentor_addresses.c.failed_at.is_(None))
    return exists(select(mentor_addresses.c.channel).where(mine).correlate_except(mentor_addresses))


def _called(account: Any, now: datetime) -> ColumnElement[bool]:
    recent = and_(mentor_addresses.c.account_id == account, mentor_addresses.c.told_at > now - EVERY)
    return exists(select(mentor_addresses.c.channel).where(recent).correlate_except(mentor_addresses))


async def take(db: AsyncConnection, account_id: int, now: datetime) -> Call | None:
    """This call is ours to make. None: another process has just made it, or nobody waits for them any more."""
    await access.lock(db, account_id)
    if await db.scalar(select(_called(account_id, now))):
        return None
    waiting = await waiting_for(db, account_id, now)
    wanted = await wants(db, account_id)
    if not waiting or not wanted:
        return None
    mine = mentor_addresses.c.account_id == account_id
    before = await db.scalar(select(func.max(mentor_addresses.c.told_at)).where(mine))
    await db.execute(update(mentor_addresses).where(mine).values(told_at=now))
    query = select(mentors.c.zone, mentors.c.on_duty_until).where(mentors.c.account_id == account_id)
    row = (await db.execute(query)).one()
    spoken = select(mentor_languages.c.language).where(mentor_languages.c.account_id == account_id)
    languages = set((await db.scalars(spoken)).all())
    return Call(
        account_id=account_id,
        zone=ZoneInfo(row.zone),
        on_duty=row.on_duty_until is not None and row.on_duty_until > now,
        reads="fr" if "fr" in languages or not languages else min(languages),
        waiting=len(waiting),
        languages=tuple(sorted({one for handoff in waiting for one in handoff.languages if one in languages})),
        chat=await _chat(db, account_id) if TELEGRAM in wanted else "",
        email=wanted.get(EMAIL, ""),
        before=before,
    )


async def _chat(db: AsyncConnection, account_id: int) -> str:
    """Their own chat with the bot; "" when it is no longer linked, or blocked."""
    query = (
        select(addresses.c.chat)
        .join(account_chats, account_chats.c.person_id == addresses.c.person_id)
        .where(
            account_chats.c.account_id == account_id,
            addresses.c.channel == TELEGRAM,
            addresses.c.unreachable_at.is_(None),
        )
    )
    return str(await db.scalar(query) or "")


async def untake(db: AsyncConnection, call: Call) -> None:
    """It could not be made now."""
    mine = mentor_addresses.c.account_id == call.account_id
    await db.execute(update(mentor_addresses).where(mine).values(told_at=call.before))


async def refused(db: AsyncConnection, now: datetime, account_id: int, channel: str) -> None:
    """For good: nothing is sent there any more until they ask for it again."""
    mine = and_(mentor_addresses.c.account_id == account_id, mentor_addresses.c.channel == channel)
    await db.execute(update(mentor_addresses).where(mine).values(failed_at=now))
