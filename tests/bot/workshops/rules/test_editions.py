"""Copies on other dates: the weekday stays, the clock stays, nothing twice, holidays said."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.workshops.model import Draft
from bot.workshops.rules.editions import cloned, copies, same

PARIS = ZoneInfo("Europe/Paris")


def at(day: str, hour: int = 14) -> Draft:
    starts = datetime.fromisoformat(f"{day}T{hour:02}:00").replace(tzinfo=PARIS)
    return Draft("A", starts, starts.replace(hour=hour + 2), edition="Automne")


def test_an_edition_keeps_its_clock_across_the_change_of_time() -> None:
    first = Draft("A", datetime(2026, 10, 20, 12, 0, tzinfo=UTC), datetime(2026, 10, 20, 14, 0, tzinfo=UTC))
    second = replace(first, title="B", starts_at=datetime(2026, 10, 22, 7, 0, tzinfo=UTC), source="x", source_key="1")
    second = replace(second, ends_at=datetime(2026, 10, 22, 8, 0, tzinfo=UTC))
    again = cloned([second, first], date(2026, 11, 3), "novembre")
    assert [draft.starts_at.astimezone(UTC).isoformat() for draft in again] == [
        "2026-11-05T08:00:00+00:00", "2026-11-03T13:00:00+00:00",
    ]  # fmt: skip
    assert [(d.edition, d.source, d.source_key) for d in again] == [("novembre", "", "")] * 2
    assert cloned([], date(2026, 11, 3), "x") == []


@pytest.mark.parametrize(
    ("first", "day"),
    [
        ("2026-12-01", "2026-12-01"),
        ("2026-12-02", "2026-12-08"),
        ("2026-12-07", "2026-12-08"),
        ("2026-11-24", "2026-11-24"),
    ],
)
def test_a_tuesday_stays_a_tuesday_never_before_the_day_chosen(first: str, day: str) -> None:
    [copy] = cloned([at("2026-11-24")], date.fromisoformat(first), "Hiver")
    assert copy.starts_at.astimezone(PARIS).date().isoformat() == day


def test_back_in_time_is_whole_weeks_too() -> None:
    [copy] = cloned([at("2027-03-16")], date(2026, 12, 2), "Hiver")
    assert copy.starts_at.astimezone(PARIS).date() == date(2026, 12, 8)


def test_holidays_are_named() -> None:
    found = copies([at("2026-12-25"), at("2026-12-24"), at("2027-03-29")], {})
    assert [one.holiday for one in found] == ["christmas", None, "easter"]


def test_two_groups_at_the_same_hour_are_two_and_each_is_made_once() -> None:
    twins = [at("2026-12-01"), at("2026-12-01"), at("2026-12-01", 16)]
    assert [one.there for one in copies(twins, {})] == [False] * 3
    assert [one.there for one in copies(twins, Counter([same(twins[0])]))] == [True, False, False]
    assert [one.there for one in copies(twins, Counter(map(same, twins)))] == [True] * 3
    assert [one.there for one in copies(twins, Counter([same(replace(twins[0], title="B"))]))] == [False] * 3
