"""Reminders come in time, by day, once; what is late is dropped."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hours import is_night, nightfall
from bot.reminding import asked_at, may_remind, reminders

PARIS = ZoneInfo("Europe/Paris")
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


@pytest.mark.parametrize(
    ("starts", "due"),
    [
        ("2026-11-25 14:00", ["2026-11-24 14:00", "2026-11-25 12:00"]),
        ("2026-11-25 10:00", ["2026-11-24 10:00", "2026-11-25 08:00"]),
        ("2026-11-25 09:00", ["2026-11-24 09:00", "2026-11-24 20:30"]),
        ("2026-11-25 19:00", ["2026-11-24 19:00", "2026-11-25 17:00"]),
        ("2026-11-25 22:30", ["2026-11-24 20:30", "2026-11-25 20:30"]),
        ("2026-11-25 07:00", ["2026-11-23 20:30", "2026-11-24 20:30"]),
        ("2026-03-29 14:00", ["2026-03-28 14:00", "2026-03-29 12:00"]),
    ],
    ids=["afternoon", "ten", "nine: the evening before", "evening", "night", "early", "the clocks go forward"],
)
def test_when(starts: str, due: list[str]) -> None:
    for begins in (at(starts), at(starts).astimezone(UTC)):
        assert [one.at for one in reminders(begins, PARIS, LONG_AGO)] == [at(text) for text in due]


def test_who_books_late_is_reminded_of_what_is_still_to_come() -> None:
    starts = at("2026-11-25 14:00")
    assert [one.which for one in reminders(starts, PARIS, at("2026-11-24 15:00"))] == ["hours"]
    assert reminders(starts, PARIS, at("2026-11-25 12:30")) == []


def test_late_is_dropped() -> None:
    day, hours = reminders(at("2026-11-25 14:00"), PARIS, LONG_AGO)
    assert may_remind(day.until, PARIS, day.at)
    assert may_remind(day.until, PARIS, day.at + timedelta(minutes=80))
    assert not may_remind(day.until, PARIS, day.at + timedelta(days=2))
    assert not may_remind(hours.until, PARIS, at("2026-11-25 13:45"))


@given(MOMENTS, MOMENTS)
def test_never_at_night_never_late_never_close_together(starts: datetime, now: datetime) -> None:
    planned = reminders(starts, PARIS, now)
    assert len(planned) <= 2
    for one in planned:
        assert not is_night(one.at, PARIS)
        assert now < one.at < one.until < starts
        assert one.until <= nightfall(one.at, PARIS)
    if len(planned) == 2:
        assert planned[1].at - planned[0].at >= timedelta(hours=3)


def test_the_question_afterwards_waits_for_the_morning() -> None:
    assert asked_at(at("2026-11-25 16:00"), PARIS) == at("2026-11-25 18:00")
    assert asked_at(at("2026-11-25 20:00"), PARIS) == at("2026-11-26 08:00")
