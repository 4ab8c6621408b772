"""When news of what somebody booked is said: by day, and while it is of use. Values in, values out.

Law: at night only for what begins before ten. **Why** then: who leaves at eight must know before they leave; one
message at night is less than a way for nothing. All else waits for the morning.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.hours import is_night, next_morning, nightfall

EARLY = timedelta(hours=2)
"""So soon after the end of a night they are on their way, or at the closed door, when a morning's message comes."""


def waits_until(starts_at: datetime, zone: ZoneInfo, now: datetime) -> datetime | None:
    """The morning that news of it waits for; None: it is said now. `starts_at`: of the workshop, as it is now."""
    morning = next_morning(now, zone)
    return morning if is_night(now, zone) and starts_at >= morning + EARLY else None


def said_until(starts_at: datetime, end: datetime, zone: ZoneInfo, now: datetime) -> datetime:
    """From then on what is still on its way is not said. `end`: when it is of no use to anybody any more."""
    night = now if is_night(now, zone) else nightfall(now, zone)
    return end if starts_at < next_morning(night, zone) + EARLY else min(night, end)


def once_more(until: datetime, end: datetime, zone: ZoneInfo) -> datetime | None:
    """The morning on which what was not said `until` then is tried again; None: there is none before the `end`."""
    morning = next_morning(until, zone)
    return morning if until < end and morning < end else None
