"""Trust has an end: a day to come, within three years."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.mentors.rules.vetting import last_day, proposed, until

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
"""The 22nd already in Paris."""


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "date"), ("demain", "date"), ("2027-02-30", "date"), ("٢٠٢٧-٠١-٠١", "date"), ("0000-01-01", "date"),
        ("99999-01-01", "date"), ("2027-1-1", "date"), ("2026-11-22", "past"), ("2020-01-01", "past"),
        ("2029-11-23", "far"), ("9999-12-31", "far"),
    ],
)  # fmt: skip
def test_what_is_no_end(text: str, problem: str) -> None:
    assert until(text, NOW, PARIS) == problem


def test_the_whole_last_day_counts_where_the_association_is() -> None:
    assert until("2027-11-30", NOW, PARIS) == datetime(2027, 11, 30, 23, 0, tzinfo=UTC)
    assert until(" 2029-11-22 ", NOW, PARIS) == datetime(2029, 11, 22, 23, 0, tzinfo=UTC)
    ends = until("2027-11-30", NOW, PARIS)
    assert isinstance(ends, datetime)
    assert last_day(ends, PARIS) == date(2027, 11, 30)
    assert until("2027-07-14", NOW, PARIS) == datetime(2027, 7, 14, 22, 0, tzinfo=UTC)


def test_a_year_is_proposed() -> None:
    assert proposed(NOW, PARIS) == date(2027, 11, 22)
