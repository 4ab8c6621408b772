"""Months and periods in words."""

from __future__ import annotations

import pytest

from cv_builder.dates import is_date, month_words, period
from cv_builder.model import NOW, Job, Line
from cv_builder.wording import LOCALES, phrases


@pytest.mark.parametrize(
    ("start", "end", "length", "words"),
    [
        ("2024-06", "2024-08", "", "juin – août 2024"),
        ("2023-11", "2024-02", "", "novembre 2023 – février 2024"),
        ("2024-06", "2024-06", "", "juin 2024"),
        ("2024-06", NOW, "", "depuis juin 2024"),
        ("2024", "", "weeks", "2024 (quelques semaines)"),
        ("", NOW, "", "en ce moment"),
        ("", "", "years", "plusieurs années"),
        ("2023", "", "years", "plusieurs années, dont 2023"),
        ("2023", "2023", "years", "plusieurs années, dont 2023"),
        ("2020", "2023", "years", "2020 – 2023"),
        ("2020", NOW, "years", "depuis 2020"),
        ("2023", "", "year", "2023 (environ un an)"),
        ("", "2024", "", "2024"),
        ("2022", "2024", "", "2022 – 2024"),
        ("", "", "", ""),
    ],
)
def test_periods_in_words(start: str, end: str, length: str, words: str) -> None:
    job = Job(title=Line("Serveuse"), start=start, end=end, length=length)
    assert period(job, phrases("fr")) == words


@pytest.mark.parametrize("locale", LOCALES)
def test_every_month_has_its_own_word(locale: str) -> None:
    assert len({month_words(f"2024-{month:02}", phrases(locale)) for month in range(1, 13)}) == 12


@pytest.mark.parametrize(
    ("value", "known"),
    [("2024", True), ("2024-09", True), ("2024-13", False), ("24", False), ("now", False), ("", False)],
)
def test_what_is_a_date(value: str, known: bool) -> None:
    assert is_date(value) is known


def test_what_is_no_month_is_said_as_it_is() -> None:
    assert month_words("l’été dernier", phrases("fr")) == "l’été dernier"
