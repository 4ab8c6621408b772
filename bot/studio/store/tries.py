"""Open try-outs in rows: one a flow and an account, gone when nobody goes on with it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.engine import insert
from bot.storage.tables.tryouts import flow_tries
from bot.studio.rules.packing import pack, unpack
from flows.tryout import Chat

LEFT = timedelta(days=30)
"""After which an open try-out goes."""


async def get(db: AsyncConnection, account_id: int, flow: str) -> Chat | None:
    mine = select(flow_tries.c.chat).where(flow_tries.c.account_id == account_id, flow_tries.c.flow == flow)
    found = await db.scalar(mine)
    return unpack(found) if found is not None else None


async def put(db: AsyncConnection, account_id: int, flow: str, chat: Chat, now: datetime) -> None:
    values = {"chat": pack(chat), "changed_at": now}
    row = insert(db, flow_tries).values(account_id=account_id, flow=flow, **values)
    await db.execute(row.on_conflict_do_update(index_elements=["account_id", "flow"], set_=values))


async def retain(db: AsyncConnection, now: datetime) -> int:
    """How many went."""
    return (await db.execute(delete(flow_tries).where(flow_tries.c.changed_at < now - LEFT))).rowcount
