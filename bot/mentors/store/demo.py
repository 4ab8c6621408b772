"""Mentors of a demonstration: trained, vetted and on duty at every start, with times to book; put away with it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.mentors.agenda import OFF
from bot.mentors.model import TOPICS
from bot.mentors.rules.slots import USUAL, on_the_day
from bot.mentors.store import appointments, slots
from bot.mentors.store.queue import cut_off
from bot.mentors.store.tell import tell
from bot.storage.engine import insert
from bot.storage.sealed import Sealer
from bot.storage.tables import mentors as t
from bot.storage.tables.accounts import accounts

LANGUAGES = ("fr", "ar", "en")
HOLDS = timedelta(days=30)
"""How long a start of the demonstration lasts: so long they are vetted and on duty."""
TIMES = ((1, 10), (2, 18), (4, 14))
"""Days from today, hour: when they are free."""


async def account_of(db: AsyncConnection, name: str) -> int | None:
    id: int | None = await db.scalar(select(accounts.c.id).where(accounts.c.name == name))
    return id


async def ready(
    db: AsyncConnection, now: datetime, account_id: int, alias: str, by: int, zone: ZoneInfo, new_id: Callable[[], str]
) -> None:
    """The mentor of a demonstration as if they had done all that a mentor must. `by`: who vouches for them."""
    row = {"account_id": account_id, "alias": alias, "zone": zone.key, "capacity": 3, "created_at": now}
    await db.execute(insert(db, t.mentors).values(row).on_conflict_do_nothing())
    there = {"trained_at": now, "on_duty_until": now + HOLDS, "paused_at": None}
    await db.execute(update(t.mentors).where(t.mentors.c.account_id == account_id).values(there))
    for table, name, values in ((t.mentor_languages, "language", LANGUAGES), (t.mentor_topics, "topic", TOPICS)):
        rows = [{"account_id": account_id, name: value} for value in values]
        await db.execute(insert(db, table).on_conflict_do_nothing(), rows)
    await db.execute(delete(t.vettings).where(t.vettings.c.account_id == account_id))
    cleared = {"account_id": account_id, "level": "minors", "expires_at": now + HOLDS, "by_account": by, "at": now}
    await db.execute(t.vettings.insert().values(cleared))
    today = now.astimezone(zone).date()
    for days, hour in TIMES:
        starts_at = on_the_day(today + timedelta(days=days), hour * 60, zone)
        await slots.give(db, account_id, starts_at, USUAL, new_id(), now)


async def put_away(db: AsyncConnection, sealer: Sealer, now: datetime, names: Collection[str]) -> None:
    """They may no longer; whoever talks with them or has an appointment is told."""
    mine = select(accounts.c.id).where(accounts.c.name.in_(names))
    held = t.vettings.c.account_id.in_(mine) & t.vettings.c.withdrawn_at.is_(None)
    await db.execute(update(t.vettings).where(held).values(withdrawn_at=now))
    for account_id in (await db.scalars(mine)).all():
        for slot in await slots.of_mentor(db, account_id, now):
            if not await slots.withdraw(db, account_id, slot.key):
                off = await appointments.take_back(db, now, account_id, slot.key)
                if off is not None:
                    key = f"{off.id}/{off.sequence}"
                    await tell(db, sealer, off.person_id, OFF, key, {"appointment": off.id}, now)
    await cut_off(db, sealer, now)
