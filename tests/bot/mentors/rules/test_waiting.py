"""Numbers only when they are known; giving up never makes us look faster; the week is a circle."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.mentors.rules.waiting import ENOUGH, STEPS, Past, Truth, hour_of_week, near, quantile, rounded, truth

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
"""A Saturday, 13 h in Paris."""
MINUTE, WEEK = timedelta(minutes=1), timedelta(days=7)


def past(*minutes: float, weeks: int = 1, hours: float = 0, answered: bool = True) -> list[Past]:
    return [Past(NOW - weeks * WEEK + timedelta(hours=hours), m * MINUTE, answered) for m in minutes]


def test_typical_and_bad_as_people_say_them() -> None:
    waits = past(*range(1, 21))
    assert truth(waits, NOW, PARIS, presence="free", next_at=None) == Truth("soon", 10 * MINUTE, 20 * MINUTE)


def test_too_little_is_known() -> None:
    waits = past(*[3] * (ENOUGH - 1))
    assert truth(waits, NOW, PARIS, presence="free", next_at=None) == Truth("there")
    assert truth([*waits, *past(3)], NOW, PARIS, presence="free", next_at=None).kind == "soon"


@pytest.mark.parametrize(("hours", "known"), [(-2, False), (-1, True), (0, True), (1, True), (2, False), (24, False)])
def test_only_such_an_hour_of_the_week_counts(hours: float, known: bool) -> None:
    waits = past(*[3] * ENOUGH, hours=hours)
    assert (truth(waits, NOW, PARIS, presence="free", next_at=None).kind == "soon") is known


def test_who_gave_up_counts_as_having_waited_that_long() -> None:
    waits = [*past(*[3] * ENOUGH), *past(*[55] * 4, answered=False)]
    assert truth(waits, NOW, PARIS, presence="free", next_at=None) == Truth("soon", 3 * MINUTE, 60 * MINUTE)


def test_people_who_gave_up_are_no_answers() -> None:
    waits = past(*[55] * 50, answered=False)
    assert truth(waits, NOW, PARIS, presence="free", next_at=None) == Truth("there")


def test_all_who_are_there_are_full_no_typical_wait_is_promised() -> None:
    assert truth([], NOW, PARIS, presence="full", next_at=None) == Truth("full")
    assert truth(past(*range(1, 21)), NOW, PARIS, presence="full", next_at=None) == Truth("full", bad=20 * MINUTE)


def test_nobody_is_there_whatever_it_took_others() -> None:
    waits = past(*[3] * ENOUGH)
    monday = NOW + timedelta(days=2)
    assert truth(waits, NOW, PARIS, presence="away", next_at=monday) == Truth("later", at=monday)
    assert truth(waits, NOW, PARIS, presence="away", next_at=None) == Truth("nobody")
    assert truth(waits, NOW, PARIS, presence="away", next_at=NOW) == Truth("nobody")


def test_the_same_hour_of_the_clock_over_a_change_of_time() -> None:
    summer, winter = datetime(2026, 10, 24, 8, 0, tzinfo=UTC), datetime(2026, 10, 31, 9, 0, tzinfo=UTC)
    assert hour_of_week(summer, PARIS) == hour_of_week(winter, PARIS) == 5 * 24 + 10


def test_sunday_night_stands_beside_monday() -> None:
    assert near(167, 0)
    assert not near(167, 1)


@pytest.mark.parametrize(("minutes", "said"), [(0, 1), (1, 1), (1.1, 2), (7.2, 10), (61, 120), (99_999, STEPS[-1])])
def test_rounded_up(minutes: float, said: int) -> None:
    assert rounded(minutes * MINUTE) == said * MINUTE


@settings(max_examples=50)
@given(st.lists(st.integers(0, 5000), min_size=1, max_size=60), st.lists(st.integers(0, 5000), max_size=60))
def test_the_bad_case_is_never_better_than_the_typical_one(answered: list[int], left: list[int]) -> None:
    waits = [*past(*answered), *past(*left, answered=False)]
    found = truth(waits, NOW, PARIS, presence="free", next_at=None)
    if found.typical is not None and found.bad is not None:
        assert found.bad >= found.typical
        assert quantile([one.waited for one in waits if one.answered], 0.5) <= found.typical


def test_no_waits_no_number() -> None:
    with pytest.raises(ValueError, match="no waits"):
        quantile([], 0.5)
