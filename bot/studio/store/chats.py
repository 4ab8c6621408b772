"""Kept tests in rows. Law: what is expected changes only when somebody says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables.accounts import accounts
from bot.storage.tables.tryouts import flow_chats
from bot.studio.rules.kept import Exchange, KeptChat
from bot.studio.rules.packing import pack, unpack
from flows.tryout import Chat

MOST = 200
"""Tests of one flow: all of them are played at every publish, in a second or two."""


async def of_flow(db: AsyncConnection, flow: str) -> Sequence[KeptChat]:
    """By name."""
    return await _read(db, flow_chats.c.flow == flow)


async def every(db: AsyncConnection) -> Sequence[KeptChat]:
    """Of all flows, by flow and name: a flow that is run by another is in their tests, too."""
    return await _read(db, flow_chats.c.id > 0)


async def get(db: AsyncConnection, id: int) -> KeptChat | None:
    found = await _read(db, flow_chats.c.id == id)
    return found[0] if found else None


async def add(
    db: AsyncConnection, name: str, chat: Chat, expected: Sequence[Exchange], *, by: int, now: datetime
) -> bool:
    """False: there are too many already."""
    count = select(func.count()).select_from(flow_chats).where(flow_chats.c.flow == chat.flow)
    if (await db.scalar(count) or 0) >= MOST:
        return False
    row = {
        "flow": chat.flow,
        "name": name,
        "chat": pack(chat),
        "expected": _packed(expected),
        "began_at": now,
        "account_id": by,
        "made_at": now,
    }
    await db.execute(flow_chats.insert().values(row))
    return True


async def accept(db: AsyncConnection, kept: KeptChat, expected: Sequence[Exchange], *, by: int, now: datetime) -> bool:
    """What it says now is right. False: somebody changed it meanwhile, or threw it away."""
    same = (flow_chats.c.id == kept.id) & (flow_chats.c.made_at == kept.made_at)
    change = update(flow_chats).where(same).values(expected=_packed(expected), account_id=by, made_at=now)
    return (await db.execute(change)).rowcount == 1


async def drop(db: AsyncConnection, id: int) -> None:
    await db.execute(delete(flow_chats).where(flow_chats.c.id == id))


async def _read(db: AsyncConnection, which: Any) -> Sequence[KeptChat]:
    query = (
        select(flow_chats, accounts.c.name.label("by"))
        .outerjoin(accounts, accounts.c.id == flow_chats.c.account_id)
        .where(which)
        .order_by(flow_chats.c.flow, flow_chats.c.name, flow_chats.c.id)
    )
    return [_kept(row) for row in await db.execute(query)]


def _kept(row: Any) -> KeptChat:
    expected = tuple(Exchange(label, tuple(lines)) for label, lines in orjson.loads(row.expected))
    return KeptChat(row.id, row.flow, row.name, unpack(row.chat), expected, row.began_at, row.by, row.made_at)


def _packed(expected: Sequence[Exchange]) -> str:
    return orjson.dumps([[label, list(lines)] for label, lines in expected]).decode()
