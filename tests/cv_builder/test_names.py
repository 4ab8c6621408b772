"""Names as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cv_builder.names import tidy_name


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("amina k", "Amina K."),
        ("amina k.", "Amina K."),
        ("AMINA KACI", "Amina Kaci"),
        ("jean-marc d'almeida", "Jean-Marc D'Almeida"),
        ("éloïse o’connor", "Éloïse O’Connor"),
        ("  yanis   b ", "Yanis B."),
        ("Leïla McCoy", "Leïla McCoy"),
        ("Amina k", "Amina k"),
        ("moussa", "Moussa"),
        ("k", "K"),
        ("سلمى الحسن", "سلمى الحسن"),
        ("王芳", "王芳"),
        ("іван шевченко", "Іван Шевченко"),
        ("ßabine", "ßabine"),
        ("", ""),
        ("123", "123"),
    ],
)
def test_tidy(typed: str, tidy: str) -> None:
    assert tidy_name(typed) == tidy


@given(st.text(max_size=90))
def test_only_case_dots_and_spaces_change(typed: str) -> None:
    def letters(text: str) -> str:
        return "".join(text.casefold().split()).replace(".", "")

    assert letters(tidy_name(typed)) == letters(typed)


@given(st.text(max_size=90))
def test_twice_is_once(typed: str) -> None:
    once = tidy_name(typed)
    assert tidy_name(once) == once
