"""An edition once more, on other dates: the same weekdays and hours, with what stands in the way said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.workshops.model import Draft
from bot.workshops.rules.holidays import Holiday, holiday

WEEK = 7
Same = tuple[str, datetime, str, str, str]
"""What tells a copy from another one: title, beginning, town, venue, edition."""


@dataclass(frozen=True, slots=True)
class Copy:
    """`number`: which of the originals. `holiday`: nobody works that day. `there`: this copy was made before."""

    number: int
    draft: Draft
    holiday: Holiday | None
    there: bool


def cloned(drafts: Sequence[Draft], first: date, edition: str) -> list[Draft]:
    """The same ones, whole weeks later: the earliest on `first`, or on the next day of its weekday after that."""
    if not drafts:
        return []
    earliest = min(drafts, key=lambda draft: draft.starts_at)
    days = (first - earliest.starts_at.astimezone(ZoneInfo(earliest.zone)).date()).days
    by = timedelta(days=-(-days // WEEK) * WEEK)
    return [
        replace(
            draft, starts_at=_later(draft.starts_at, draft.zone, by), ends_at=_later(draft.ends_at, draft.zone, by),
            edition=edition, source="", source_key="",
        )
        for draft in drafts
    ]  # fmt: skip


def _later(at: datetime, zone: str, by: timedelta) -> datetime:
    """Days by the calendar, not by 24 hours: right across the change of clocks."""
    return at.astimezone(ZoneInfo(zone)) + by


def same(draft: Draft) -> Same:
    return draft.title, draft.starts_at, draft.spot.town, draft.spot.venue, draft.edition


def copies(drafts: Sequence[Draft], stored: Mapping[Same, int]) -> list[Copy]:
    """`drafts`: the cloned ones; `stored`: how many such there are already. Two groups at the same hour stay two."""
    left = Counter(stored)
    found = []
    for number, draft in enumerate(drafts):
        there = left[same(draft)] > 0
        left[same(draft)] -= there
        day = draft.starts_at.astimezone(ZoneInfo(draft.zone)).date()
        found.append(Copy(number, draft, holiday(day), there))
    return found
