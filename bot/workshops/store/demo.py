"""Workshops of a demonstration: which there are, and how they are put out of sight."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import and_, not_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.sealed import Sealer
from bot.storage.tables.workshops import hosts, workshops
from bot.workshops.store import edit

SOURCE = "passerelle:demo"
"""Where they come from; no file is ever called so."""
PUT_AWAY = and_(workshops.c.source == SOURCE, workshops.c.source_key.is_(None))
"""Lists and calendars leave these out. Their page still tells who has the address that they are cancelled."""


async def ahead(db: AsyncConnection, now: datetime) -> Collection[str]:
    """Which have one to come, cancelled by hand or not: what stands before the `@` of their keys."""
    query = select(workshops.c.source_key).where(
        workshops.c.source == SOURCE, workshops.c.source_key.is_not(None), workshops.c.starts_at > now
    )
    return {str(key).partition("@")[0] for key in (await db.execute(query)).scalars()}


async def put_away(db: AsyncConnection, sealer: Sealer, now: datetime, hosts_of_it: Collection[str]) -> None:
    """Cancels all that these hosts hold, copies and what was tried out as well; whoever has a seat is told."""
    theirs = select(hosts.c.id).where(hosts.c.name.in_(hosts_of_it))
    mine = and_(workshops.c.host_id.in_(theirs), not_(PUT_AWAY))
    for id in (await db.execute(select(workshops.c.id).where(mine).order_by(workshops.c.id))).scalars().all():
        await edit.cancel(db, sealer, now, id)
    await db.execute(update(workshops).where(mine).values(source=SOURCE, source_key=None))
