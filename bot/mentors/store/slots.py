"""Free half hours that mentors give, once or every week.

Law: a mentor's row is locked before theirs change, so that two windows can't give the same time twice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import and_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.mentors.rules.slots import AHEAD, Weekly, weekly
from bot.storage.engine import insert
from bot.storage.tables.mentors import aliases, appointments, mentors, slot_series, slots

NewId = Callable[[], str]
"""Gives unguessable keys."""


@dataclass(frozen=True, slots=True)
class Slot:
    """`alias`: of the person who booked it; "" while it is free."""

    key: str
    starts_at: datetime
    ends_at: datetime
    state: str
    series_id: int | None
    alias: str = ""
    topic: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Date:
    """An appointment of a mentor to come. `key`, `sequence`: of its entry in calendars. `gone`: it is off."""

    key: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    alias: str
    topic: str
    gone: bool


@dataclass(frozen=True, slots=True)
class Next:
    """An appointment that begins soon. `zone`: the mentor's clocks."""

    starts_at: datetime
    alias: str
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Series:
    id: int
    weekly: Weekly


async def lock(db: AsyncConnection, account_id: int) -> bool:
    """False: no such mentor."""
    query = select(mentors.c.account_id).where(mentors.c.account_id == account_id).with_for_update()
    return await db.scalar(query) is not None


async def give(
    db: AsyncConnection, account_id: int, starts_at: datetime, minutes: int, key: str, now: datetime
) -> bool:
    """One single half hour and nothing more. False: it would lie across another one of theirs."""
    return await lock(db, account_id) and await _put(db, account_id, None, starts_at, minutes, key, now)


async def _put(
    db: AsyncConnection, account_id: int, series_id: int | None, starts_at: datetime, minutes: int, key: str,
    now: datetime,
) -> bool:  # fmt: skip
    ends_at = starts_at + timedelta(minutes=minutes)
    across = select(slots.c.id).where(
        slots.c.account_id == account_id,
        slots.c.state != "withdrawn",
        slots.c.starts_at < ends_at,
        slots.c.ends_at > starts_at,
    )
    if await db.scalar(across.limit(1)) is not None:
        return False
    row = {
        "key": key, "account_id": account_id, "series_id": series_id, "starts_at": starts_at, "ends_at": ends_at,
        "state": "free", "created_at": now,
    }  # fmt: skip
    # The same beginning was given before and taken back: the row is theirs again.
    again = insert(db, slots).values(row)
    again = again.on_conflict_do_update(
        index_elements=["account_id", "starts_at"],
        set_={"state": "free", "ends_at": ends_at, "series_id": series_id},
    )
    await db.execute(again)
    return True


async def every_week(db: AsyncConnection, account_id: int, given: Weekly, now: datetime, new_id: NewId) -> int:
    """A series; how many slots of it stand for now (those across others of theirs are left out)."""
    if not await lock(db, account_id):
        return 0
    row = {
        "account_id": account_id, "weekday": given.weekday, "minute": given.minute, "minutes": given.minutes,
        "zone": given.zone.key, "from_day": given.since.isoformat(), "created_at": now,
        "until_day": given.until.isoformat() if given.until else None,
    }  # fmt: skip
    id = int(await db.scalar(slot_series.insert().values(row).returning(slot_series.c.id)) or 0)
    return await _make(db, account_id, Series(id, given), given.since, now, new_id)


async def _make(db: AsyncConnection, account_id: int, series: Series, first: date, now: datetime, new_id: NewId) -> int:
    """A day's slots are made once: what a mentor took back afterwards is not given again by itself."""
    last = (now + AHEAD).astimezone(series.weekly.zone).date()
    made = 0
    for starts_at in weekly(series.weekly, first, last):
        if starts_at > now:
            made += await _put(db, account_id, series.id, starts_at, series.weekly.minutes, new_id(), now)
    through = update(slot_series).where(slot_series.c.id == series.id)
    await db.execute(through.values(made_until=last.isoformat()))
    return made


async def go_on(db: AsyncConnection, now: datetime, new_id: NewId) -> int:
    """Once a day: every series has slots `AHEAD`; how many are new."""
    query = select(slot_series).where(slot_series.c.ended_at.is_(None)).order_by(slot_series.c.account_id)
    made = 0
    for row in (await db.execute(query)).all():
        if await lock(db, row.account_id):
            first = date.fromisoformat(row.made_until) + timedelta(days=1) if row.made_until else now.date()
            made += await _make(db, row.account_id, _series(row), first, now, new_id)
    return made


def _series(row: Any) -> Series:
    until = date.fromisoformat(row.until_day) if row.until_day else None
    since = date.fromisoformat(row.from_day)
    return Series(row.id, Weekly(row.weekday, row.minute, row.minutes, ZoneInfo(row.zone), since, until))


async def series_of(db: AsyncConnection, account_id: int) -> Sequence[Series]:
    mine = and_(slot_series.c.account_id == account_id, slot_series.c.ended_at.is_(None))
    query = select(slot_series).where(mine).order_by(slot_series.c.weekday, slot_series.c.minute)
    return [_series(row) for row in (await db.execute(query)).all()]


async def end_series(db: AsyncConnection, account_id: int, series_id: int, now: datetime) -> bool:
    """No more of them; those still free are taken back, those booked stay. False: not theirs, or ended before."""
    await lock(db, account_id)
    mine = and_(slot_series.c.id == series_id, slot_series.c.account_id == account_id, slot_series.c.ended_at.is_(None))
    ended = await db.scalar(update(slot_series).where(mine).values(ended_at=now).returning(slot_series.c.id))
    if ended is None:
        return False
    free = and_(slots.c.series_id == series_id, slots.c.state == "free", slots.c.starts_at > now)
    await db.execute(update(slots).where(free).values(state="withdrawn"))
    return True


async def withdraw(db: AsyncConnection, account_id: int, key: str) -> bool:
    """Takes back one that nobody booked. False: not theirs, or no longer free."""
    free = and_(slots.c.account_id == account_id, slots.c.key == key, slots.c.state == "free")
    statement = update(slots).where(free).values(state="withdrawn").returning(slots.c.id)
    return await db.scalar(statement) is not None


async def of_mentor(db: AsyncConnection, account_id: int, now: datetime) -> Sequence[Slot]:
    """Those to come and the one under way, free and booked, in order."""
    booked = and_(appointments.c.slot_id == slots.c.id, appointments.c.state.in_(("booked", "open")))
    query = (
        select(slots, aliases.c.alias, appointments.c.topic, appointments.c.language)
        .outerjoin(appointments, booked)
        .outerjoin(aliases, aliases.c.person_id == appointments.c.person_id)
        .where(slots.c.account_id == account_id, slots.c.state != "withdrawn", slots.c.ends_at > now)
        .order_by(slots.c.starts_at)
    )
    return [
        Slot(row.key, row.starts_at, row.ends_at, row.state, row.series_id, row.alias or "", row.topic or "",
             row.language or "")
        for row in (await db.execute(query)).all()
    ]  # fmt: skip


async def next_booked(db: AsyncConnection, account_id: int, now: datetime, until: datetime) -> Next | None:
    """The first that begins after `now` and not after `until`."""
    query = (
        select(appointments.c.starts_at, aliases.c.alias, mentors.c.zone)
        .join(mentors, mentors.c.account_id == appointments.c.account_id)
        .outerjoin(aliases, aliases.c.person_id == appointments.c.person_id)
        .where(appointments.c.account_id == account_id, appointments.c.state == "booked")
        .where(appointments.c.starts_at > now, appointments.c.starts_at <= until)
        .order_by(appointments.c.starts_at, appointments.c.id)
        .limit(1)
    )
    row = (await db.execute(query)).one_or_none()
    return None if row is None else Next(row.starts_at, row.alias or "", ZoneInfo(row.zone))


async def dates_of(db: AsyncConnection, account_id: int, now: datetime) -> Sequence[Date]:
    """Their appointments to come and the one under way, in order; with those that are off, for calendars to forget."""
    mine = (appointments.c.account_id == account_id, appointments.c.ends_at > now)
    query = (
        select(appointments, aliases.c.alias)
        .outerjoin(aliases, aliases.c.person_id == appointments.c.person_id)
        .where(*mine, appointments.c.state.in_(("booked", "open", "moved", "cancelled")))
        .order_by(appointments.c.starts_at, appointments.c.id)
    )
    return [
        Date(row.key, row.sequence, row.starts_at, row.ends_at, row.alias or "", row.topic,
             row.state in ("moved", "cancelled"))
        for row in (await db.execute(query)).all()
    ]  # fmt: skip
