"""How long somebody may be trusted with young people before it is looked at again."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

Problem = Literal["date", "past", "far"]
LONGEST = timedelta(days=3 * 365 + 1)
"""Three years: an extract of the judicial record says nothing about what comes after it."""
RENEW = timedelta(days=30)
"""So long before its end a vetting is shown as one to renew."""
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def until(text: str, now: datetime, zone: ZoneInfo) -> datetime | Problem:
    """The end of that day (`2028-11-30`) where the association is."""
    found = _DATE.fullmatch(text.strip()) if text.isascii() else None
    try:
        day = date(*map(int, found.groups())) if found else None
    except ValueError:
        day = None
    if day is None:
        return "date"
    today = now.astimezone(zone).date()
    if day <= today:
        return "past"
    if day - today > LONGEST:
        return "far"
    return datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)


def last_day(ends: datetime, zone: ZoneInfo) -> date:
    """The day that is told of an end: midnight still belongs to the day before."""
    return (ends - timedelta(microseconds=1)).astimezone(zone).date()


def proposed(now: datetime, zone: ZoneInfo) -> date:
    """One year from today."""
    return now.astimezone(zone).date() + timedelta(days=365)
