"""The night, in the zone of the people; across the change of the clocks, too."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hours import APART, earliest, evening_before, hours_left, is_night, next_morning

PARIS = ZoneInfo("Europe/Paris")


def at(text: str) -> datetime:
    """Paris time."""
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


@pytest.mark.parametrize(
    ("moment", "night"),
    [("2026-11-21 07:59", True), ("2026-11-21 08:00", False), ("2026-11-21 20:59", False), ("2026-11-21 21:00", True)],
)
def test_the_night(moment: str, night: bool) -> None:
    assert is_night(at(moment), PARIS) is night


@pytest.mark.parametrize(
    ("moment", "before", "morning"),
    [
        ("2026-11-21 12:00", "2026-11-21 12:00", "2026-11-21 12:00"),
        ("2026-11-21 21:00", "2026-11-21 20:30", "2026-11-22 08:00"),
        ("2026-11-22 03:00", "2026-11-21 20:30", "2026-11-22 08:00"),
        ("2026-11-22 07:59", "2026-11-21 20:30", "2026-11-22 08:00"),
        ("2026-03-29 03:30", "2026-03-28 20:30", "2026-03-29 08:00"),
        ("2026-10-25 02:30", "2026-10-24 20:30", "2026-10-25 08:00"),
    ],
)
def test_before_and_after_the_night(moment: str, before: str, morning: str) -> None:
    assert evening_before(at(moment), PARIS) == at(before)
    assert next_morning(at(moment), PARIS) == at(morning)


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))


@given(now=MOMENTS, before=st.none() | st.timedeltas(timedelta(0), timedelta(days=3)))
def test_never_at_night_and_never_twice_a_day(now: datetime, before: timedelta | None) -> None:
    last = None if before is None else now - before
    at = earliest(now, PARIS, last)
    assert at >= now
    assert not is_night(at, PARIS)
    assert last is None or at - last >= APART


def test_at_once_by_day() -> None:
    noon = datetime(2026, 11, 21, 12, tzinfo=UTC)
    assert earliest(noon, PARIS, None) == noon
    assert earliest(noon, PARIS, noon - timedelta(days=2)) == noon


def test_begun_hours_count_and_the_last_one_is_not_none() -> None:
    now = at("2026-11-21 12:00")
    then = now + timedelta(hours=24)
    left = [hours_left(then, now + timedelta(minutes=m)) for m in (0, 1, 60, 61, 23 * 60, 24 * 60, 99 * 60)]
    assert left == [24, 24, 23, 23, 1, 1, 1]
