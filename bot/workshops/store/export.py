"""Workshops for others: what is public and still to come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, not_, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables.workshops import hosts, workshops
from bot.workshops.model import Workshop
from bot.workshops.store.demo import PUT_AWAY
from bot.workshops.store.workshops import COLUMNS, workshop_of

PUBLIC = or_(workshops.c.state == "open", and_(workshops.c.state == "cancelled", workshops.c.sequence > 0))
"""Cancelled ones too: calendars take them out only when they are told. Not what was never public (`was_public`)."""


async def upcoming(db: AsyncConnection, now: datetime) -> Sequence[Workshop]:
    """The soonest first."""
    query = (
        select(*COLUMNS)
        .select_from(workshops.outerjoin(hosts, hosts.c.id == workshops.c.host_id))
        .where(workshops.c.ends_at > now, PUBLIC, not_(PUT_AWAY))
        .order_by(workshops.c.starts_at, workshops.c.id)
    )
    return [workshop_of(found) for found in await db.execute(query)]
