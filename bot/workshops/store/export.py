"""Workshops for others: what is public and still to come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables.workshops import hosts, workshops
from bot.workshops.model import Workshop
from bot.workshops.store.workshops import COLUMNS, workshop_of

PUBLIC = ("open", "cancelled")
"""Cancelled ones too: calendars take them out only when they are told."""


async def upcoming(db: AsyncConnection, now: datetime) -> Sequence[Workshop]:
    """The soonest first."""
    query = (
        select(*COLUMNS)
        .select_from(workshops.outerjoin(hosts, hosts.c.id == workshops.c.host_id))
        .where(workshops.c.ends_at > now, workshops.c.state.in_(PUBLIC))
        .order_by(workshops.c.starts_at, workshops.c.id)
    )
    return [workshop_of(found) for found in await db.execute(query)]
