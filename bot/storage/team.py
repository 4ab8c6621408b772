"""Where somebody of the team is told things, because they asked for it: their e-mail, their own chat in Telegram.

Law: an address that refused for good is not tried again until they ask for it anew; a closed account is told nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, delete, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.engine import insert
from bot.storage.tables.accounts import account_chats, account_roles, accounts
from bot.storage.tables.mentors import mentor_addresses, mentor_languages, mentors
from bot.storage.tables.people import addresses

EMAIL, TELEGRAM = "email", "telegram"
"""The channels there are."""
FIRST = "fr"
"""The language of who said none, or several with this one."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Where they are told now, by whose clock, in which language. `email`, `chat`: "" where not."""

    account_id: int
    zone: ZoneInfo
    reads: str
    email: str
    chat: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What they asked for. `failing`: the e-mail took nothing any more. `linked`: their chat is known."""

    email: str = ""
    failing: bool = False
    telegram: bool = False
    linked: bool = False


# -- what they ask for ----------------------------------------------------------------------------------------
async def ensure(db: AsyncConnection, account_id: int, zone: str, now: datetime) -> None:
    """Their row, without which nothing can be kept of them. It lets them do nothing."""
    row = {"account_id": account_id, "zone": zone, "created_at": now}
    await db.execute(insert(db, mentors).values(row).on_conflict_do_nothing())


async def asked(db: AsyncConnection, account_id: int) -> Asked:
    query = select(mentor_addresses).where(mentor_addresses.c.account_id == account_id)
    rows = {row.channel: row for row in await db.execute(query)}
    email, telegram = rows.get(EMAIL), rows.get(TELEGRAM)
    return Asked(
        email=email.address if email else "",
        failing=email is not None and email.failed_at is not None,
        telegram=telegram is not None and telegram.failed_at is None,
        linked=bool(await db.scalar(select(_linked(account_id)))),
    )


async def want(db: AsyncConnection, now: datetime, account_id: int, channel: str, zone: str, address: str = "") -> None:
    """`zone`: their clock, where none is known yet. `address`: none for Telegram, that is the chat they linked."""
    await ensure(db, account_id, zone, now)
    values = {"address": address, "since": now, "failed_at": None, "told_at": None}
    row = {"account_id": account_id, "channel": channel, **values}
    statement = insert(db, mentor_addresses).values(row)
    await db.execute(statement.on_conflict_do_update(index_elements=["account_id", "channel"], set_=values))


async def want_no_more(db: AsyncConnection, account_id: int, channel: str) -> None:
    await db.execute(delete(mentor_addresses).where(_of(account_id, channel)))


async def refused(db: AsyncConnection, now: datetime, account_id: int, channel: str) -> None:
    await db.execute(update(mentor_addresses).where(_of(account_id, channel)).values(failed_at=now))


# -- where they are told --------------------------------------------------------------------------------------
async def reach(db: AsyncConnection, account_id: int) -> Reach | None:
    """None: nowhere."""
    query = (
        select(mentor_addresses.c.channel, mentor_addresses.c.address, mentors.c.zone)
        .join(mentors, mentors.c.account_id == mentor_addresses.c.account_id)
        .join(accounts, accounts.c.id == mentors.c.account_id)
        .where(mentors.c.account_id == account_id, accounts.c.disabled_at.is_(None))
    )
    rows = (await db.execute(query.where(mentor_addresses.c.failed_at.is_(None)))).all()
    by = {row.channel: row.address for row in rows}
    email, chat = by.get(EMAIL, ""), await _chat(db, account_id) if TELEGRAM in by else ""
    if not email and not chat:
        return None
    return Reach(account_id, ZoneInfo(rows[0].zone), await _reads(db, account_id), email, chat)


async def with_role(db: AsyncConnection, roles: Collection[str]) -> Sequence[int]:
    """Accounts of one of these roles that asked to be told."""
    query = (
        select(accounts.c.id)
        .distinct()
        .join(account_roles, account_roles.c.account_id == accounts.c.id)
        .where(account_roles.c.role.in_(roles), accounts.c.disabled_at.is_(None), working(accounts.c.id))
    )
    return (await db.scalars(query.order_by(accounts.c.id))).all()


def working(account: Any) -> ColumnElement[bool]:
    """They asked to be told somewhere, that did not refuse, and it is still there."""
    mine = and_(mentor_addresses.c.account_id == account, mentor_addresses.c.failed_at.is_(None))
    chat = exists(
        _chats().where(account_chats.c.account_id == mentor_addresses.c.account_id).correlate(mentor_addresses)
    )
    there = or_(mentor_addresses.c.channel != TELEGRAM, chat)
    return exists(select(mentor_addresses.c.channel).where(mine, there).correlate_except(mentor_addresses))


def _of(account_id: int, channel: str) -> ColumnElement[bool]:
    return and_(mentor_addresses.c.account_id == account_id, mentor_addresses.c.channel == channel)


def _linked(account_id: int) -> ColumnElement[bool]:
    return exists(select(account_chats.c.since).where(account_chats.c.account_id == account_id))


async def _chat(db: AsyncConnection, account_id: int) -> str:
    """Their own chat with the bot; "" when it is no longer linked, or blocked."""
    return str(await db.scalar(_chats().where(account_chats.c.account_id == account_id)) or "")


def _chats() -> Select[tuple[str]]:
    """Chats in Telegram that somebody of the team linked, and that take something."""
    linked = select(addresses.c.chat).join(account_chats, account_chats.c.person_id == addresses.c.person_id)
    return linked.where(addresses.c.channel == TELEGRAM, addresses.c.unreachable_at.is_(None))


async def _reads(db: AsyncConnection, account_id: int) -> str:
    spoken = select(mentor_languages.c.language).where(mentor_languages.c.account_id == account_id)
    languages = set((await db.scalars(spoken)).all())
    return FIRST if FIRST in languages or not languages else min(languages)
