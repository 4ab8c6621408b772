"""Free times by the clock on the wall."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mentors.rules.slots import Given, Weekly, on_the_day, read, spread, weekly

PARIS, LONDON = ZoneInfo("Europe/Paris"), ZoneInfo("Europe/London")


def test_every_saturday_at_ten_stays_at_ten_when_the_clocks_change() -> None:
    series = Weekly(5, 600, 30, PARIS, date(2026, 10, 12))
    found = list(weekly(series, date(2026, 10, 17), date(2026, 10, 31)))
    assert [at.astimezone(PARIS).strftime("%d %H:%M") for at in found] == ["17 10:00", "24 10:00", "31 10:00"]
    assert [at.hour for at in found] == [8, 8, 9]


@pytest.mark.parametrize(
    ("day", "minute", "expected"),
    [
        (date(2026, 3, 29), 2 * 60 + 30, "2026-03-29 03:30"),
        (date(2026, 10, 25), 2 * 60 + 30, "2026-10-25 02:30"),
        (date(2026, 7, 1), 0, "2026-07-01 00:00"),
        (date(2026, 7, 1), 23 * 60 + 59, "2026-07-01 23:59"),
    ],
    ids=["an hour that is left out", "an hour that comes twice: the first", "midnight", "the last minute"],
)
def test_the_nights_of_the_change(day: date, minute: int, expected: str) -> None:
    at = on_the_day(day, minute, PARIS)
    assert at.tzinfo is UTC
    assert at.astimezone(PARIS).strftime("%Y-%m-%d %H:%M") == expected


@given(
    st.integers(0, 6), st.integers(0, 1439), st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(-40, 80),
    st.integers(0, 60), st.one_of(st.none(), st.integers(0, 60)),
)  # fmt: skip
def test_only_on_that_weekday_between_the_two_and_within_its_time(
    weekday: int, minute: int, since: date, first: int, length: int, lasts: int | None
) -> None:
    until = None if lasts is None else since + timedelta(days=lasts)
    begin = since + timedelta(days=first)
    end = begin + timedelta(days=length)
    found = list(weekly(Weekly(weekday, minute, 30, LONDON, since, until), begin, end))
    days = [begin + timedelta(days=n) for n in range(length + 1)]
    wanted = [day for day in days if day.weekday() == weekday and day >= since and (until is None or day <= until)]
    assert found == [on_the_day(day, minute, LONDON) for day in wanted]


def test_every_day_is_shown_once_before_any_is_shown_twice() -> None:
    monday = datetime(2026, 11, 23, 9, tzinfo=PARIS)
    free = [monday, monday + timedelta(hours=1), monday + timedelta(hours=2), monday + timedelta(days=1)]
    assert spread(free, PARIS, 2) == [0, 3]
    assert spread(free, PARIS, 3) == [0, 1, 3]
    assert spread(free, PARIS, 9) == [0, 1, 2, 3]
    assert spread([], PARIS, 3) == []


@given(st.lists(st.datetimes(datetime(2026, 1, 1), datetime(2026, 2, 1), timezones=st.just(UTC))), st.integers(0, 9))
def test_as_many_as_there_are(free: list[datetime], most: int) -> None:
    shown = spread(sorted(free), PARIS, most)
    assert len(shown) == min(most, len(free))
    assert shown == sorted(set(shown))


NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "time", "expected"),
    [
        ("2026-11-28", "10:00", (date(2026, 11, 28), 600)),
        ("28/11/2026", "10h", (date(2026, 11, 28), 600)),
        (" 28.11.2026 ", "9H30", (date(2026, 11, 28), 570)),
        ("2026-11-28", "23:59", (date(2026, 11, 28), 1439)),
        ("2026-11-28", "24:00", "time"),
        ("2026-11-28", "10:60", "time"),
        ("2026-11-28", "bientôt", "time"),
        ("2026-02-30", "10:00", "date"),
        ("30/02/2026", "10:00", "date"),
        ("samedi", "10:00", "date"),
        ("٢٨/١١/٢٠٢٦", "10:00", "date"),
        ("2026-11-22", "10:00", "past"),
        ("2027-03-01", "10:00", "far"),
        ("9999-12-31", "23:59", "far"),
        ("0001-01-01", "00:00", "past"),
    ],
)
def test_what_a_mentor_fills_in(day: str, time: str, expected: object) -> None:
    found = read({"day": day, "time": time, "minutes": "45"}, NOW, PARIS)
    if isinstance(found, Given):
        assert (found.day, found.minute) == expected
        assert (found.minutes, found.weekly) == (45, False)
    else:
        assert found == expected


@pytest.mark.parametrize("minutes", ["", "7", "-30", "30000", "trente", "²"])
def test_a_length_we_do_not_have_is_the_usual_one(minutes: str) -> None:
    found = read({"day": "2026-11-28", "time": "10:00", "minutes": minutes, "weekly": "yes"}, NOW, PARIS)
    assert found == Given(date(2026, 11, 28), 600, 30, True)


@given(st.text(max_size=30), st.text(max_size=12), st.text(max_size=6))
def test_whatever_is_filled_in_is_a_slot_or_a_problem(day: str, time: str, minutes: str) -> None:
    found = read({"day": day, "time": time, "minutes": minutes}, NOW, PARIS)
    assert found in ("date", "time", "past", "far") or isinstance(found, Given)
