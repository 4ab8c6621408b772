"""What turns did at the steps of the flows: gathered in a batch, written with it, added up later.

Law: no row says who. A batch only adds one row of its own, whatever its size: two processes never wait for each other.
**Why** not added up at once: sixteen turns touch some thirty counts, which costs more than all else a turn writes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from datetime import datetime

import orjson
from sqlalchemy import bindparam, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.engine import insert
from bot.storage.many import Many
from bot.storage.tables.stops import COUNTS, stop_marks, stops
from flows.tracks import Passage

Cell = tuple[str, str, str, str]
"""`flow/step`, locale, channel, campaign."""

EDGES = (5, 15, 30, 60, 120, 300)
"""Seconds up to which an answer counts in `in_5_s` … `in_300_s`; what took more is `longer`."""
MOST_SECONDS = 30 * 60
"""What one answer adds to `seconds` at most: a night in between says nothing about the question."""
MOST_CAMPAIGN = 64
"""Letters of a campaign's name that are kept apart."""
UNTOLD = "*"
"""Language, channel or campaign of several groups that are no longer told apart."""
MARKS_AT_ONCE = 2000
"""Rows added up in one transaction: a busy minute, in some tens of milliseconds."""

PEOPLE, ARRIVED, ANSWERED, BACK, HUMAN, GONE, SECONDS, IN_5_S = range(8)

INSERT = Many(stop_marks.insert().values(month=bindparam("of_month"), body=bindparam("of_body")), "of_month", "of_body")
KEYS = ("flow", "month", "step", "locale", "channel", "campaign")


class Tally:
    """The counts of one batch."""

    __slots__ = ("cells",)

    def __init__(self) -> None:
        self.cells: dict[Cell, list[int]] = {}

    def _at(self, spot: str, locale: str, channel: str, campaign: str) -> list[int]:
        key = spot, locale, channel, campaign
        counts = self.cells.get(key)
        if counts is None:
            counts = self.cells[key] = [0] * len(COUNTS)
        return counts

    def add(self, passage: Passage, channel: str, campaign: str) -> None:
        locale, at, answered, back, human, seconds, arrived, first = passage
        campaign = named(campaign)
        if at and (answered or back or human):
            counts = self._at(at, locale, channel, campaign)
            counts[ANSWERED] += answered
            counts[BACK] += back
            counts[HUMAN] += human
            if seconds is not None:
                counts[SECONDS] += min(seconds, MOST_SECONDS)
                counts[IN_5_S + bisect_left(EDGES, seconds)] += 1
        if arrived:
            counts = self._at(arrived, locale, channel, campaign)
            counts[ARRIVED] += 1
            counts[PEOPLE] += first

    def gone(self, cell: Cell, how_many: int) -> None:
        self._at(*cell)[GONE] += how_many


def named(campaign: str | None) -> str:
    """A campaign as it is counted. **Why** not `UNTOLD`: anybody may write a link."""
    return (campaign or "")[:MOST_CAMPAIGN].replace(UNTOLD, "")


def month_of(now: datetime) -> int:
    """As a number: 202611."""
    return now.year * 100 + now.month


async def write(db: AsyncConnection, tally: Tally, now: datetime) -> None:
    """In the transaction of what is counted."""
    if tally.cells:
        body = orjson.dumps([[*cell, *counts] for cell, counts in tally.cells.items()]).decode()
        await INSERT(db, [(month_of(now), body)])


async def add_up(db: AsyncConnection) -> int:
    """Moves what batches wrote into the counts; returns how many rows that were (0: nothing is left).

    Another process at the same work takes other rows; both change counts in one order, so neither waits in a circle.
    """
    query = select(stop_marks.c.id, stop_marks.c.month, stop_marks.c.body).order_by(stop_marks.c.id)
    marks = (await db.execute(query.limit(MARKS_AT_ONCE).with_for_update(skip_locked=True))).all()
    if not marks:
        return 0
    rows = _summed((month, cell) for _, month, body in marks for cell in orjson.loads(body))
    statement = insert(db, stops)
    added = {name: stops.c[name] + statement.excluded[name] for name in COUNTS}
    await db.execute(statement.on_conflict_do_update(index_elements=KEYS, set_=added), rows)
    await db.execute(delete(stop_marks).where(stop_marks.c.id.in_([id for id, _, _ in marks])))
    return len(marks)


def _summed(cells: Iterable[tuple[int, list[object]]]) -> list[dict[str, object]]:
    """Sorted by key."""
    sums: dict[tuple[object, ...], list[int]] = {}
    for month, (spot, locale, channel, campaign, *counts) in cells:
        flow, _, step = str(spot).partition("/")
        key = flow, month, step, locale, channel, campaign
        so_far = sums.get(key)
        numbers = [int(str(count)) for count in counts]
        sums[key] = numbers if so_far is None else [a + b for a, b in zip(so_far, numbers, strict=True)]
    ordered = sorted(sums.items(), key=lambda one: [str(part) for part in one[0]])
    return [dict(zip((*KEYS, *COUNTS), (*key, *counts), strict=True)) for key, counts in ordered]
