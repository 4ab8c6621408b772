"""A table is made once, or taken."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cv_builder.kept import Kept


@pytest.fixture
def table() -> Kept[int]:
    made: Iterator[int] = iter((1, 2))
    return Kept(lambda: next(made))


def test_it_is_made_once(table: Kept[int]) -> None:
    assert (table(), table()) == (1, 1)


def test_what_is_given_need_not_be_made(table: Kept[int]) -> None:
    table.give(7)
    assert (table(), table()) == (7, 7)


def test_what_is_there_stays(table: Kept[int]) -> None:
    table()
    table.give(7)
    assert table() == 1
