"""Counts of the steps, as kept: read for pages; once their month is over, kept only in groups that may be shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.stops import UNTOLD, month_of
from bot.storage.tables.stops import COUNTS, stops
from bot.studio.rules.stops import GROUP, Cell, Counts, Group, blocks

KEEP_APART = timedelta(days=3)
"""How long small groups are kept apart after their month: until the last silence of it is counted."""

_GROUP = [stops.c.month, stops.c.locale, stops.c.channel, stops.c.campaign]
_WHOLE = [stops.c[name] for name in COUNTS]


class Total(NamedTuple):
    """One step of one flow over a few months."""

    flow: str
    step: str
    counts: Counts


async def of_flow(db: AsyncConnection, flow: str, months: Sequence[int] = ()) -> list[Cell]:
    """All cells of a flow, not yet in groups that may be shown. `months`: none named for all."""
    query = select(stops.c.step, *_GROUP, *_WHOLE).where(stops.c.flow == flow)
    if months:
        query = query.where(stops.c.month.in_(months))
    return _cells(await db.execute(query))


def _cells(rows: Iterable[Any]) -> list[Cell]:
    return [
        Cell(step, Group(month, _told(locale), _told(channel), _told(campaign)), tuple(counts))
        for step, month, locale, channel, campaign, *counts in rows
    ]


def _told(value: str) -> str | None:
    return None if value == UNTOLD else value


async def months(db: AsyncConnection, flow: str) -> list[int]:
    """The months in which something was counted, newest first."""
    query = select(stops.c.month).where(stops.c.flow == flow).distinct().order_by(stops.c.month.desc())
    return [month for (month,) in await db.execute(query)]


async def totals(db: AsyncConnection, since: int) -> list[Total]:
    """Each step over the months from `since` on; a month in which fewer than `GROUP` people came by is left out."""
    sums = [func.sum(column).label(column.name) for column in _WHOLE]
    of_month = (
        select(stops.c.flow, stops.c.step, *sums)
        .where(stops.c.month >= since)
        .group_by(stops.c.flow, stops.c.step, stops.c.month)
        .having(func.sum(stops.c.people) >= GROUP)
        .subquery()
    )
    whole = [func.sum(of_month.c[name]) for name in COUNTS]
    query = select(of_month.c.flow, of_month.c.step, *whole).group_by(of_month.c.flow, of_month.c.step)
    return [Total(flow, step, tuple(int(count) for count in counts)) for flow, step, *counts in await db.execute(query)]


async def settle(db: AsyncConnection, now: datetime) -> int:
    """One month of one flow that is over: what is kept of it from now on are groups that may be shown.

    Returns how many rows that were; 0 when nothing is left to do. **Why**: what is not kept can't be found out, and a
    page reads few rows however old the service is. Another process at the same work finds nothing to do.
    """
    open = select(stops.c.flow, stops.c.month).where(~stops.c.settled, stops.c.month < month_of(now - KEEP_APART))
    first = (await db.execute(open.order_by(stops.c.month, stops.c.flow).limit(1))).one_or_none()
    if first is None:
        return 0
    theirs = (stops.c.flow == first.flow, stops.c.month == first.month)
    locked = select(stops.c.step, *_GROUP, *_WHOLE).where(*theirs).order_by(stops.c.step, *_GROUP).with_for_update()
    rows = (await db.execute(locked)).all()
    if not rows:
        return 0
    await db.execute(delete(stops).where(*theirs))
    kept = blocks(_cells(rows))
    if kept:
        await db.execute(stops.insert(), [_row(first.flow, cell) for cell in kept])
    return len(rows)


def _row(flow: str, cell: Cell) -> dict[str, object]:
    month, *parts = cell.group
    locale, channel, campaign = (UNTOLD if part is None else part for part in parts)
    group = {"month": month, "locale": locale, "channel": channel, "campaign": campaign}
    return {"flow": flow, "step": cell.step, "settled": True, **group, **dict(zip(COUNTS, cell.counts, strict=True))}
