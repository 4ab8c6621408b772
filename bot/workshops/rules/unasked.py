"""What nobody asked for (an invitation, how it was) comes at most once a day, and not at night."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.hours import next_morning

APART = timedelta(days=1)
"""Between two messages that a person neither booked nor was promised for that moment."""


def earliest(now: datetime, zone: ZoneInfo, last: datetime | None) -> datetime:
    """`now` if it may be said at once. `last`: when the one before was said."""
    return next_morning(now if last is None else max(now, last + APART), zone)
