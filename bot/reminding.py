"""When somebody is reminded of what they booked, and until when a reminder still makes sense."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from bot.hours import evening_before, is_night, next_morning, nightfall

Which = Literal["day", "hours"]
Before = tuple[tuple[Which, timedelta], ...]
BEFORE: Before = (("day", timedelta(days=1)), ("hours", timedelta(hours=2)))
"""Of what one has to go to."""
LATE = timedelta(minutes=90)
"""How much later than planned a reminder may come, after an outage; and never once it is about to begin."""
ON_THE_WAY = timedelta(minutes=30)
"""So shortly before the beginning a reminder is of no use any more."""
NEAR = timedelta(hours=3)
"""Two reminders closer to each other than this are one too many."""
AFTERWARDS = timedelta(hours=2)
"""After the end, somebody is asked how it was; at night, the next morning."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """Due at `at`; dropped when it could not be said before `until`."""

    which: Which
    at: datetime
    until: datetime


def reminders(
    starts_at: datetime, zone: ZoneInfo, now: datetime, before: Before = BEFORE, leave: timedelta = ON_THE_WAY
) -> Sequence[Reminder]:
    """Those still to come for what begins then. `leave`: so shortly before the beginning none makes sense any more."""
    planned: list[Reminder] = []
    begins = starts_at.astimezone(UTC)
    for which, ahead in before:
        at = evening_before(_same_hour(begins, ahead, zone), zone).astimezone(UTC)
        until = min(at + LATE, nightfall(at, zone), begins - leave)
        if at > now and until > at and not (planned and at - planned[-1].at < NEAR):
            planned.append(Reminder(which, at, until))
    return planned


def _same_hour(at: datetime, before: timedelta, zone: ZoneInfo) -> datetime:
    """A day before is the same hour by the clock on the wall, also when that is changed in between."""
    return at.astimezone(zone) - before if before >= timedelta(days=1) else at - before


def may_remind(until: datetime, zone: ZoneInfo, now: datetime) -> bool:
    """Whether a reminder that is handled now is said: not after the fact, and not at night after an outage."""
    return now <= until and not is_night(now, zone)


def asked_at(ends_at: datetime, zone: ZoneInfo) -> datetime:
    """When somebody is asked whether they came."""
    return next_morning(ends_at + AFTERWARDS, zone)
