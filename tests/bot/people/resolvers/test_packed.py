"""Packed tables answer like the dicts they stand for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.people.resolvers.packed import Groups, Keys, Postings

texts = st.text("ab éع\U0001f600", max_size=5)
numbers = st.lists(st.integers(0, 65_535), max_size=4)


@given(st.lists(numbers, max_size=8))
@settings(max_examples=50, deadline=None)
def test_each_group_comes_back_by_its_place(lists: list[list[int]]) -> None:
    groups = Groups(lists)
    assert [list(groups[place]) for place in range(len(groups))] == lists
    row = [number for one in lists for number in one]
    assert [row[groups.where(place)] for place in range(len(groups))] == lists


@given(st.sets(texts, max_size=12), texts)
@settings(max_examples=100, deadline=None)
def test_a_key_is_found_at_its_place(of: set[str], other: str) -> None:
    keys = Keys(of)
    assert [*keys] == [keys[place] for place in range(len(keys))] == sorted(of)
    assert [keys.find(text) for text in sorted(of)] == list(range(len(of)))
    assert (keys.find(other) is not None) == (other in of)


@given(st.dictionaries(texts, numbers, max_size=12), texts)
@settings(max_examples=100, deadline=None)
def test_postings_are_like_a_dict(found: dict[str, list[int]], other: str) -> None:
    postings = Postings(found)
    assert [*postings] == [*found], "in the order in which they came"
    assert {text: [*postings.get(text)] for text in postings} == found
    assert [*postings.get(other)] == found.get(other, [])
    assert (other in postings) == (other in found)


def test_a_number_too_large_is_an_error_and_never_another_number() -> None:
    with pytest.raises(OverflowError):
        Groups([[65_536]])


def test_a_place_beyond_the_last_is_an_error() -> None:
    with pytest.raises(IndexError):
        Groups([[1]])[1]
