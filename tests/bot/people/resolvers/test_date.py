"""The date resolver against what people type, on a fixed day."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.people.resolvers import calendar
from bot.people.resolvers.date import Dates
from flows.answers import Choose, Found
from tests.bot.people.resolvers.cases_date import CASES, Expected

TODAY = date(2026, 11, 18)
dates = Dates(lambda: TODAY)


@pytest.mark.parametrize(("text", "locale", "expected"), CASES, ids=[f"{case[1]} {case[0][:30]!r}" for case in CASES])
def test_what_people_type(text: str, locale: str, expected: Expected) -> None:
    answer = dates.resolve(text, locale)
    if isinstance(answer, Found):
        assert answer.value == expected
    elif isinstance(answer, Choose):
        assert isinstance(expected, tuple)
        assert set(expected) <= {value for value, _ in answer.options}
    else:
        assert expected is None


@pytest.mark.parametrize(
    ("locale", "label"),
    [("fr", "septembre 2026"), ("en", "September 2026"), ("ar", "سبتمبر 2026"), ("xx", "septembre 2026")],
)
def test_a_month_without_its_year_is_asked_in_the_language_of_the_chat(locale: str, label: str) -> None:
    answer = dates.resolve("septembre", locale)
    assert isinstance(answer, Choose)
    assert answer.options[0][1] == label


@given(st.text(max_size=40))
@settings(max_examples=200, deadline=None)
def test_any_text_is_answered(text: str) -> None:
    answer = dates.resolve(text, "fr")
    if isinstance(answer, Found):
        assert re.fullmatch(r"now|\d{4}(-\d\d){0,2}", str(answer.value))


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("locale", ["fr", "en", "ar"])
def test_every_month_we_say_is_a_month_we_hear(month: int, locale: str) -> None:
    assert dates.resolve(f"{calendar.month_name(month, locale)} 2024", locale) == Found(f"2024-{month:02}")
