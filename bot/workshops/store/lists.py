"""Lists of workshops: what is to come, what a host holds, what staff look after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, not_, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables.workshops import seats, workshops
from bot.workshops.model import Draft, SeatState, Workshop
from bot.workshops.rules.editions import Same
from bot.workshops.store.demo import PUT_AWAY
from bot.workshops.store.workshops import COLUMNS, FROM, workshop_of

LOOK_BACK = timedelta(days=60)
"""How long after its end staff still see a workshop in their list."""


async def ahead(db: AsyncConnection, now: datetime, most: int, skip: int = 0) -> Sequence[Workshop]:
    """What everybody may see, the soonest first; also what is going on just now."""
    return await _found(db, _query().where(workshops.c.state == "open", workshops.c.ends_at > now), most, skip)


async def online_ahead(db: AsyncConnection, now: datetime, most: int) -> Sequence[Workshop]:
    query = _query().where(workshops.c.state == "open", workshops.c.ends_at > now, workshops.c.online)
    return await _found(db, query, most)


async def of_host(db: AsyncConnection, host_id: int, now: datetime, most: int) -> Sequence[Workshop]:
    """All of a host's."""
    query = select(*COLUMNS).select_from(FROM).where(workshops.c.host_id == host_id, not_(PUT_AWAY))
    return [workshop_of(row) for row in await db.execute(query.order_by(*_next_first(now)).limit(most))]


def _next_first(now: datetime) -> tuple[ColumnElement[Any], ...]:
    """What is still to come, the soonest first; then what is over or cancelled, the latest first."""
    gone = or_(workshops.c.ends_at <= now, workshops.c.state == "cancelled")
    soonest = case((gone, None), else_=workshops.c.starts_at)
    return gone, soonest, workshops.c.starts_at.desc(), workshops.c.id


async def last_of(db: AsyncConnection, host_id: int) -> Workshop | None:
    """The one a host made last."""
    query = select(*COLUMNS).select_from(FROM).where(workshops.c.host_id == host_id, not_(PUT_AWAY))
    found = (await db.execute(query.order_by(workshops.c.id.desc()).limit(1))).one_or_none()
    return None if found is None else workshop_of(found)


async def for_staff(db: AsyncConnection, now: datetime, most: int, skip: int = 0) -> Sequence[Workshop]:
    """Those that wait for approval first, then what is to come; what is over, for two months."""
    waits = case((workshops.c.state == "pending", 0), else_=1)
    query = select(*COLUMNS).select_from(FROM).where(workshops.c.ends_at > now - LOOK_BACK, not_(PUT_AWAY))
    query = query.order_by(waits, *_next_first(now)).limit(most).offset(skip)
    return [workshop_of(row) for row in await db.execute(query)]


def _query() -> Select[tuple[object, ...]]:
    return select(*COLUMNS).select_from(FROM).order_by(workshops.c.starts_at, workshops.c.id)


async def _found(db: AsyncConnection, query: Select[tuple[object, ...]], most: int, skip: int = 0) -> list[Workshop]:
    return [workshop_of(row) for row in await db.execute(query.limit(most).offset(skip))]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many people of a workshop are in each state; nobody's name."""

    states: dict[SeatState, int]

    def of(self, *states: SeatState) -> int:
        return sum(self.states.get(state, 0) for state in states)


async def counted(db: AsyncConnection, workshop_id: int) -> Counted:
    query = select(seats.c.state, func.count()).where(seats.c.workshop_id == workshop_id).group_by(seats.c.state)
    return Counted({row[0]: row[1] for row in await db.execute(query)})


async def waiting(db: AsyncConnection, ids: Collection[int]) -> dict[int, int]:
    """How many wait for a seat, by workshop; those without anybody are left out."""
    query = select(seats.c.workshop_id, func.count()).where(seats.c.workshop_id.in_(ids), seats.c.state == "waiting")
    return {row[0]: row[1] for row in await db.execute(query.group_by(seats.c.workshop_id))}


async def of_edition(db: AsyncConnection, edition: str, most: int) -> Sequence[Workshop]:
    """All that belong together and were not cancelled."""
    query = _query().where(workshops.c.edition == edition, workshops.c.state.in_(("open", "closed", "pending")))
    return await _found(db, query, most)


async def stored(db: AsyncConnection, drafts: Sequence[Draft]) -> Counter[Same]:
    """How many there are of each, told apart by what a copy is; cancelled ones do not count."""
    if not drafts:
        return Counter()
    moments = [draft.starts_at for draft in drafts]
    columns = [workshops.c[name] for name in ("title", "starts_at", "town", "venue", "edition")]
    query = select(*columns).where(
        workshops.c.edition.in_({draft.edition for draft in drafts}), workshops.c.state != "cancelled",
        workshops.c.starts_at.between(min(moments), max(moments)),
    )  # fmt: skip
    return Counter((row.title, row.starts_at, row.town, row.venue, row.edition) for row in await db.execute(query))
