"""Counts of the steps, as kept: read for pages; after a while kept only in groups that may be shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Select, delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.stops import UNTOLD, week_of
from bot.storage.tables.stops import COUNTS, stops
from bot.studio.rules.stops import GROUP, Cell, Counts, Group, blocks

KEEP_APART = timedelta(days=62)
"""How long small groups are kept apart: until the last silence of a month is counted, and a change can be followed."""

_MONTH = stops.c.week // 100
_WHOLE = [stops.c[name] for name in COUNTS]


class Total(NamedTuple):
    """One step of one flow over a few months."""

    flow: str
    step: str
    counts: Counts


async def of_flow(db: AsyncConnection, flow: str, months: Sequence[int] = ()) -> list[Cell]:
    """All cells of a flow, not yet in groups that may be shown. `months`: none named for all."""
    query = select(stops.c.step, stops.c.week, stops.c.locale, stops.c.channel, stops.c.campaign, *_WHOLE)
    query = query.where(stops.c.flow == flow)
    if months:
        query = query.where(stops.c.week.between(min(months) * 100, max(months) * 100 + 99))
    return _cells(await db.execute(query))


def _cells(rows: Iterable[Any]) -> list[Cell]:
    return [
        Cell(
            step,
            Group(
                week // 100,
                week if week % 100 else None,
                None if locale == UNTOLD else locale,
                None if channel == UNTOLD else channel,
                None if campaign == UNTOLD else campaign,
            ),
            tuple(counts),
        )
        for step, week, locale, channel, campaign, *counts in rows
    ]


async def months(db: AsyncConnection, flow: str | None = None) -> list[int]:
    """The months in which something was counted, newest first."""
    query: Select[Any] = select(_MONTH.label("month")).distinct().order_by(_MONTH.desc())
    if flow is not None:
        query = query.where(stops.c.flow == flow)
    return [int(month) for (month,) in await db.execute(query)]


async def totals(db: AsyncConnection, since: int) -> list[Total]:
    """Each step over the months from `since` on; a month in which fewer than `GROUP` people came by is left out."""
    sums = [func.sum(column).label(column.name) for column in _WHOLE]
    of_month = (
        select(stops.c.flow, stops.c.step, *sums)
        .where(stops.c.week >= since * 100)
        .group_by(stops.c.flow, stops.c.step, _MONTH)
        .having(func.sum(stops.c.people) >= GROUP)
        .subquery()
    )
    whole = [func.sum(of_month.c[name]) for name in COUNTS]
    query = select(of_month.c.flow, of_month.c.step, *whole).group_by(of_month.c.flow, of_month.c.step)
    return [Total(flow, step, tuple(int(count) for count in counts)) for flow, step, *counts in await db.execute(query)]


async def settle(db: AsyncConnection, now: datetime) -> int:
    """One month of one flow that is long over: what is kept of it from now on are groups that may be shown, by month.

    Returns how many rows that were; 0 when nothing is left to do. **Why**: what is not kept can't be found out, and a
    page reads few rows however old the service is. Another process at the same work finds nothing to do.
    """
    before = week_of(now - KEEP_APART) // 100 * 100
    open = select(stops.c.flow, stops.c.week).where(stops.c.week < before, stops.c.week % 100 != 0)
    first = (await db.execute(open.order_by(stops.c.week, stops.c.flow).limit(1))).one_or_none()
    if first is None:
        return 0
    month = first.week // 100 * 100
    theirs = (stops.c.flow == first.flow, stops.c.week.between(month, month + 99))
    keys = (stops.c.step, stops.c.week, stops.c.locale, stops.c.channel, stops.c.campaign)
    rows = (await db.execute(select(*keys, *_WHOLE).where(*theirs).order_by(*keys).with_for_update())).all()
    if not rows:
        return 0
    await db.execute(delete(stops).where(*theirs))
    kept = _by_month(blocks(_cells(rows)))
    if kept:
        await db.execute(stops.insert(), [_row(first.flow, cell) for cell in kept])
    return len(rows)


def _by_month(shown: Iterable[Cell]) -> list[Cell]:
    """Blocks made coarser, never finer: no difference to what was shown before is a small group."""
    sums: dict[tuple[str, Group], Counts] = {}
    for step, group, counts in shown:
        key = step, group._replace(week=None)
        so_far = sums.get(key)
        sums[key] = counts if so_far is None else tuple(a + b for a, b in zip(so_far, counts, strict=True))
    return [Cell(step, group, counts) for (step, group), counts in sums.items()]


def _row(flow: str, cell: Cell) -> dict[str, object]:
    month, _, locale, channel, campaign = cell.group
    return {
        "flow": flow,
        "week": month * 100,
        "step": cell.step,
        "locale": UNTOLD if locale is None else locale,
        "channel": UNTOLD if channel is None else channel,
        "campaign": UNTOLD if campaign is None else campaign,
        **dict(zip(COUNTS, cell.counts, strict=True)),
    }
