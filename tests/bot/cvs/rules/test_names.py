"""Names of people and places are proposed as they would stand on the page."""

from __future__ import annotations

import pytest

from bot.cvs.rules import names
from flows.events import JsonValue


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("amina k", "Amina K."),
        ("Amina Kaci", None),
        ("karim BENALI", "Karim BENALI"),
        ("اسمي  سلمى الحسن", "سلمى الحسن"),
        ("سلمى  الحسن", None),
        ("іван шевченко", None),
        (None, None),
        ("", None),
        (["amina"], None),
    ],
)
def test_a_name_is_proposed_only_when_it_would_change(typed: JsonValue, proposed: str | None) -> None:
    assert names.name_on_page(typed) == proposed


def test_a_name_is_proposed_without_its_emoji() -> None:
    assert names.name_on_page("amina k 😂") == "Amina K."
    assert names.name_on_page("Kevin 😎") == "Kevin"
    assert names.name_on_page("Kevin") is None


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("chez momo", "Chez Momo"),
        (["Lidl", "le resto chez paul"], "Le resto chez Paul"),
        (["chez momo", "Lidl"], None),
        (["chez momo", None], None),
        ("Chez Momo", None),
        ("KFC", None),
        ("مطعم الياسمين", None),
        (None, None),
    ],
)
def test_capitals_of_a_place_are_proposed(typed: JsonValue, proposed: str | None) -> None:
    assert names.place_on_page(typed) == proposed
