"""When news comes: by day; at night for what begins so early that the morning is too late; never after it is over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.workshops.rules.moments import once_more, said_until, waits_until

PARIS = ZoneInfo("Europe/Paris")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def at(day: int, clock: str) -> datetime:
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 11, day, hour, minute, tzinfo=PARIS).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "starts", "waits"),
    [
        ((23, "12:00"), (24, "9:00"), None),
        ((23, "20:59"), (23, "21:30"), None),
        ((23, "21:00"), (24, "10:00"), (24, "8:00")),
        ((23, "21:00"), (24, "9:59"), None),
        ((24, "3:00"), (24, "8:30"), None),
        ((24, "3:00"), (24, "14:00"), (24, "8:00")),
        ((24, "3:00"), (25, "9:00"), (24, "8:00")),
        ((23, "22:00"), (23, "22:30"), None),
    ],
    ids=["by day", "the last minute", "at ten", "before ten", "at three", "later", "another day", "this evening"],
)
def test_what_comes_up_at_night(now: tuple[int, str], starts: tuple[int, str], waits: tuple[int, str] | None) -> None:
    assert waits_until(at(*starts), PARIS, at(*now)) == (at(*waits) if waits else None)


@pytest.mark.parametrize(
    ("now", "starts", "until"),
    [
        ((23, "12:00"), (25, "14:00"), (23, "21:00")),
        ((23, "12:00"), (23, "14:00"), (23, "16:00")),
        ((23, "12:00"), (24, "9:00"), (24, "11:00")),
        ((23, "12:00"), (24, "10:00"), (23, "21:00")),
        ((23, "22:00"), (24, "9:00"), (24, "11:00")),
        ((23, "20:00"), (23, "20:30"), (23, "22:30")),
    ],
    ids=["until the night", "until it is over", "also at night", "at ten", "said at night", "in the evening"],
)
def test_until_when_it_is_said(now: tuple[int, str], starts: tuple[int, str], until: tuple[int, str]) -> None:
    """It takes two hours."""
    assert said_until(at(*starts), at(*starts) + 2 * HOUR, PARIS, at(*now)) == at(*until)


def test_it_is_tried_again_on_the_morning_after_and_not_once_it_is_over() -> None:
    end = at(25, "16:00")
    assert once_more(at(23, "21:00"), end, PARIS) == at(24, "8:00")
    assert once_more(end, end, PARIS) is None
    assert once_more(at(23, "21:00"), at(24, "7:30"), PARIS) is None


@pytest.mark.parametrize("day", [28, 29], ids=["the night of the 28th", "a day of 23 hours"])
def test_a_night_in_which_the_clock_changes_ends_at_eight_on_the_wall(day: int) -> None:
    now = datetime(2026, 3, day, 1, 30, tzinfo=PARIS).astimezone(UTC)
    starts = datetime(2026, 3, day, 10, 0, tzinfo=PARIS).astimezone(UTC)
    waits = waits_until(starts, PARIS, now)
    assert waits is not None
    assert waits.astimezone(PARIS).hour == 8
    assert waits_until(starts - timedelta(minutes=1), PARIS, now) is None
