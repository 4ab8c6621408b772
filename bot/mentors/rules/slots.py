"""When mentors are free: half hours by the clock on their wall, once or every week. No asking, no writing here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

LENGTHS = (20, 30, 45, 60)
"""Minutes that one may last."""
USUAL = 30
AHEAD = timedelta(days=28)
"""So far ahead weekly slots are made, and single ones may lie at most `FARTHEST`."""
FARTHEST = timedelta(days=90)
LEAD = timedelta(hours=1)
"""So shortly before the beginning nobody books any more: the mentor should hear of it."""


@dataclass(frozen=True, slots=True)
class Weekly:
    """`weekday`: 0 Monday … 6 Sunday; `minute`: after midnight, on the clocks of `zone`; `until`: last day, or None."""

    weekday: int
    minute: int
    minutes: int
    zone: ZoneInfo
    since: date
    until: date | None = None


def on_the_day(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """That time by the clock on the wall, in UTC. An hour that the clocks leave out is the one they jump to."""
    local = datetime.combine(day, time(minute // 60, minute % 60), zone)
    return local.astimezone(UTC)


def weekly(series: Weekly, first: date, last: date) -> Iterator[datetime]:
    """The beginnings from `first` to `last`, both included."""
    first = max(first, series.since)
    last = min(last, series.until) if series.until else last
    day = first + timedelta(days=(series.weekday - first.weekday()) % 7)
    while day <= last:
        yield on_the_day(day, series.minute, series.zone)
        day += timedelta(weeks=1)


def spread(free: Sequence[datetime], zone: ZoneInfo, most: int) -> list[int]:
    """Which of the moments to show first: every day once before any day twice, in order; as positions in `free`."""
    shown: list[int] = []
    left = list(range(len(free)))
    while left and len(shown) < most:
        days: set[date] = set()
        rest = []
        for position in left:
            day = free[position].astimezone(zone).date()
            if day in days or len(shown) == most:
                rest.append(position)
            else:
                days.add(day)
                shown.append(position)
        left = rest
    return sorted(shown)


# -- what a mentor fills in -----------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Given:
    """One slot, or the first of a series."""

    day: date
    minute: int
    minutes: int
    weekly: bool


Problem = Literal["date", "time", "past", "far"]


def read(fields: Mapping[str, str], now: datetime, zone: ZoneInfo) -> Given | Problem:
    """`day` as 2026-11-28 or 28/11/2026, `time` as 10:00 or 10h, `minutes`, `weekly`. Read by the clocks of `zone`."""
    day = _day(fields.get("day", ""))
    if day is None:
        return "date"
    minute = _minute(fields.get("time", ""))
    if minute is None:
        return "time"
    asked = fields.get("minutes", "")
    minutes = int(asked) if asked.isascii() and asked.isdigit() and int(asked) in LENGTHS else USUAL
    today = now.astimezone(zone).date()
    if day > today + FARTHEST:
        return "far"
    if day < today or on_the_day(day, minute, zone) <= now:
        return "past"
    return Given(day, minute, minutes, bool(fields.get("weekly")))


def _day(text: str) -> date | None:
    french = re.fullmatch(r"\s*(\d{1,2})[/.](\d{1,2})[/.](\d{4})\s*", text, re.ASCII)
    try:
        if french:
            day, month, year = map(int, french.groups())
            return date(year, month, day)
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _minute(text: str) -> int | None:
    found = re.fullmatch(r"\s*(\d{1,2})\s*(?:[:hH.]\s*(\d{2})?)?\s*", text, re.ASCII)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else None
