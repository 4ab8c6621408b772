"""The phone resolver against what people type."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.people.resolvers.phone import Phones, shown
from flows.answers import Choose, Found, NotFound
from tests.bot.people.resolvers.cases_phone import CASES, Expected

phones = Phones()


@pytest.mark.parametrize(("text", "locale", "expected"), CASES, ids=[repr(case[0][:30]) for case in CASES])
def test_what_people_type(text: str, locale: str, expected: Expected) -> None:
    answer = phones.resolve(text, locale)
    if isinstance(answer, Found):
        assert answer.value == expected
    elif isinstance(answer, Choose):
        assert tuple(value for value, _ in answer.options) == expected
    else:
        assert expected is None


@pytest.mark.parametrize(
    ("e164", "text"),
    [
        ("+33612345678", "06 12 34 56 78"),
        ("+262692123456", "0692 12 34 56"),
        ("+213551234567", "+213 551 23 45 67"),
        ("not a number", "not a number"),
    ],
)
def test_shown_as_people_read_it(e164: str, text: str) -> None:
    assert shown(e164) == text


@given(st.text(alphabet="0123456789+ ()./-oOou٠١٢٦۶", max_size=40))
@settings(max_examples=200, deadline=None)
def test_any_text_is_answered(text: str) -> None:
    answer = phones.resolve(text, "fr")
    if isinstance(answer, Found):
        assert re.fullmatch(r"\+\d{8,15}", str(answer.value))


@pytest.mark.parametrize(
    ("typed", "key", "values"),
    [
        ("06 12 34 56 7", "phone_short", {"count": "9", "whole": "10", "missing": "1"}),
        ("c'est le 06 12 34", "phone_short", {"count": "6", "whole": "10", "missing": "4"}),
        ("٠٦١٢٣٤٥٦", "phone_short", {"count": "8", "whole": "10", "missing": "2"}),
        ("06 12 34 56 789", "phone_long", {"count": "11", "whole": "10", "more": "1"}),
    ],
)
def test_how_many_digits_are_missing_is_said(typed: str, key: str, values: dict[str, str]) -> None:
    answer = phones.resolve(typed, "fr")
    assert isinstance(answer, NotFound)
    assert (answer.key, dict(answer.values)) == (f"engine/retry/{key}", values)


@pytest.mark.parametrize(
    "typed", ["06 12", "0612345678901234567", "12 34 56", "+33 6 12 34 56", "06 12 34 ou 07 12 34"]
)
def test_what_is_no_number_of_here_is_not_counted(typed: str) -> None:
    assert phones.resolve(typed, "fr") == NotFound()
