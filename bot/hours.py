"""When a message may come: not at night, and not late. Moments are aware; the night is that of a zone."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

MORNING, NIGHT = time(8), time(21)
"""Nothing that is not an answer comes before the one or from the other on."""
EVENING = time(20, 30)
"""What would come at night comes the evening before."""
APART = timedelta(days=1)
"""Between two messages that a person neither booked nor was promised for that moment."""


def is_night(at: datetime, zone: ZoneInfo) -> bool:
    clock = at.astimezone(zone).time()
    return clock < MORNING or clock >= NIGHT


def evening_before(at: datetime, zone: ZoneInfo) -> datetime:
    """By day `at` itself; at night 20:30 of the evening that the night began with."""
    if not is_night(at, zone):
        return at
    local = at.astimezone(zone)
    day = local.date() if local.time() >= NIGHT else local.date() - timedelta(days=1)
    return datetime.combine(day, EVENING, zone).astimezone(at.tzinfo)


def next_morning(at: datetime, zone: ZoneInfo) -> datetime:
    """By day `at` itself; at night 8:00 when it ends."""
    if not is_night(at, zone):
        return at
    local = at.astimezone(zone)
    day = local.date() + timedelta(days=1) if local.time() >= NIGHT else local.date()
    return datetime.combine(day, MORNING, zone).astimezone(at.tzinfo)


def nightfall(at: datetime, zone: ZoneInfo) -> datetime:
    """When the night of that day begins."""
    return datetime.combine(at.astimezone(zone).date(), NIGHT, zone).astimezone(at.tzinfo)


def earliest(now: datetime, zone: ZoneInfo, last: datetime | None) -> datetime:
    """When what nobody asked for may come: `now` if it may at once. `last`: when the one before was said."""
    return next_morning(now if last is None else max(now, last + APART), zone)


def hours_left(at: datetime, now: datetime) -> int:
    """Until then, begun ones counted; never less than one."""
    return max(1, -((now - at) // timedelta(hours=1)))
