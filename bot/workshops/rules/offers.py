"""A seat that became free is offered to the next on the waiting list, for a while, and not at night."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.hours import next_morning

HOLD = timedelta(minutes=30)
"""How long a seat is kept for the one it is offered to."""
TOO_LATE = timedelta(minutes=30)
"""So shortly before the beginning nobody is offered a seat unasked."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Said at `at`; the seat is kept until `until`."""

    at: datetime
    until: datetime


def offer(starts_at: datetime, zone: ZoneInfo, now: datetime) -> Offer | None:
    """None: there is no time left to offer the seat to anybody."""
    at = next_morning(now, zone)
    until = min(at + HOLD, starts_at - TOO_LATE)
    return Offer(at, until) if until > at else None
