"""Holidays that move with Easter, and those that do not."""

from __future__ import annotations

from datetime import date

import pytest

from bot.workshops.rules.holidays import FIXED, MOVING, easter, holiday

CASES = (
    ("2026-12-25", "christmas"),
    ("2027-03-29", "easter"),
    ("2027-05-06", "ascension"),
    ("2027-05-17", "whit_monday"),
    ("2027-03-28", None),
    ("2028-02-29", None),
    ("2026-11-11", "armistice"),
    ("2026-11-12", None),
)

EASTERS = """
1954-04-18 1981-04-19 2000-04-23 2008-03-23 2011-04-24 2019-04-21 2024-03-31 2025-04-20
2026-04-05 2027-03-28 2028-04-16 2035-03-25 2038-04-25 2049-04-18 2076-04-19 2285-03-22
"""
"""From the tables; among them the earliest and the latest it can be, and the exceptions of 1954, 1981, 2049, 2076."""


@pytest.mark.parametrize(("day", "name"), CASES)
def test_a_day(day: str, name: str | None) -> None:
    assert holiday(date.fromisoformat(day)) == name


@pytest.mark.parametrize("sunday", EASTERS.split())
def test_easter(sunday: str) -> None:
    assert easter(int(sunday[:4])).isoformat() == sunday


def test_eleven_a_year() -> None:
    days = [date(2027, 1, 1).toordinal() + number for number in range(365)]
    assert len([day for day in days if holiday(date.fromordinal(day))]) == len(FIXED) + len(MOVING) == 11
