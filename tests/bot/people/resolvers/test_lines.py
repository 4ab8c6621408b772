"""Texts kept as one are found as if they were a list."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot.people.resolvers.lines import Lines

texts = st.lists(st.text("ab éع\U0001f600", max_size=6), max_size=12)
part = st.text("ab éع\U0001f600", min_size=1, max_size=3)


def lines(of: list[str]) -> Lines:
    made = Lines()
    for text in of:
        made.add(text)
    return made


@given(texts)
@settings(max_examples=100, deadline=None)
def test_each_comes_back_by_its_number(of: list[str]) -> None:
    made = lines(of)
    assert len(made) == len(of)
    assert list(made) == [made[number] for number in range(len(of))] == of


@given(texts, part)
@settings(max_examples=200, deadline=None)
def test_found_like_in_a_list(of: list[str], part: str) -> None:
    made = lines(of)
    assert made.exactly(part) == [number for number, text in enumerate(of) if text == part]
    assert made.beginning(part) == [number for number, text in enumerate(of) if text.startswith(part)]
    assert made.holding(part) == [number for number, text in enumerate(of) if part in text]


@given(texts, part)
@settings(max_examples=100, deadline=None)
def test_slips_are_counted_and_the_closest_come_first(of: list[str], part: str) -> None:
    away = [(OSA.distance(part, text), number) for number, text in enumerate(of)]
    assert lines(of).within(1, part) == [(number, slips) for slips, number in sorted(away) if slips <= 1]


def test_a_number_beyond_the_last_is_an_error() -> None:
    with pytest.raises(IndexError):
        lines(["a"])[1]


def test_half_a_character_is_in_none() -> None:
    assert lines(["\U0001f600"]).holding("\ud83d") == []
