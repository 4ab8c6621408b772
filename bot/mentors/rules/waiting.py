"""The truth about waiting: how long it took others at such an hour, or who is there next, or that we don't know.

Law: a number is only said when this service has seen enough. Who left before anybody came counts as having waited at
least that long, so that giving up never makes us look faster.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Literal, TypeAlias

ENOUGH = 10
"""Earlier requests below which a typical wait is a guess."""
NEAR_HOURS = 1
"""An hour of the week looks this many hours to both sides."""
BACK = timedelta(days=90)
"""How far back others are looked at: volunteers come and go."""
STEPS = (1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 120, 180, 240, 360, 480, 720, 1440, 2880, 4320, 10080)
"""Minutes as people say them; a wait is rounded up to one of them."""
WEEK_HOURS = 7 * 24

Presence: TypeAlias = Literal["free", "full", "away"]
"""Of those who may take a request: somebody has room for one more, all who are there have not, nobody is there."""


@dataclass(frozen=True, slots=True)
class Past:
    """A request of the past: how long somebody waited, and whether they were answered."""

    asked_at: datetime
    waited: timedelta
    answered: bool


@dataclass(frozen=True, slots=True)
class Truth:
    """`soon`: typical and bad wait are known · `there`: somebody is, but we don't know how long ·
    `full`: who is there talks with somebody already; `bad` when it is known · `later`: nobody before `at` ·
    `nobody`: nobody is there, and we don't know when."""

    kind: Literal["soon", "there", "full", "later", "nobody"]
    typical: timedelta | None = None
    bad: timedelta | None = None
    at: datetime | None = None


def hour_of_week(at: datetime, zone: tzinfo) -> int:
    local = at.astimezone(zone)
    return local.weekday() * 24 + local.hour


def near(one: int, other: int) -> bool:
    """The week is a circle: Sunday 23 h stands beside Monday 0 h."""
    apart = (one - other) % WEEK_HOURS
    return min(apart, WEEK_HOURS - apart) <= NEAR_HOURS


def truth(past: Sequence[Past], now: datetime, zone: tzinfo, *, presence: Presence, next_at: datetime | None) -> Truth:
    """`past`: of the languages asked for. `presence`: of those who may take it; `next_at`: when nobody is there, who
    comes. **Why** no typical wait when all are full: it is of an hour as it mostly is, and this one is a worse one."""
    if presence == "away":
        return Truth("later", at=next_at) if next_at is not None and next_at > now else Truth("nobody")
    hour = hour_of_week(now, zone)
    alike = [one for one in past if near(hour_of_week(one.asked_at, zone), hour)]
    answered = [one.waited for one in alike if one.answered]
    if len(answered) < ENOUGH:
        return Truth("full" if presence == "full" else "there")
    typical = quantile(answered, 0.5)
    bad = max(typical, quantile([one.waited for one in alike], 0.9))
    return Truth("full", bad=rounded(bad)) if presence == "full" else Truth("soon", rounded(typical), rounded(bad))


def quantile(waits: Iterable[timedelta], part: float) -> timedelta:
    """The nearest rank: one of the waits themselves. Raises `ValueError` when there is none."""
    ordered = sorted(waits)
    if not ordered:
        raise ValueError("no waits")
    return ordered[max(0, math.ceil(part * len(ordered)) - 1)]


def rounded(wait: timedelta) -> timedelta:
    """Up to the next step: « 7 min 12 s » is ten minutes."""
    minutes = wait / timedelta(minutes=1)
    return timedelta(minutes=next((step for step in STEPS if minutes <= step), STEPS[-1]))
