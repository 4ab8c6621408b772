"""Passing the training: points of a share, and what was done as a row."""

from __future__ import annotations

import pytest

from bot.course import Walked
from bot.mentors.training import Acts, Result, is_full, pack, result, unpack


def sat(score: int, most: int, share: int) -> Result | None:
    return result(Walked((), (), over=True, score=score, most=most), share)


@pytest.mark.parametrize(
    ("score", "most", "share", "passed"),
    [(12, 15, 80, True), (11, 15, 80, False), (14, 17, 80, True), (13, 17, 80, False), (8, 15, 50, True),
     (7, 15, 50, False), (15, 15, 100, True), (14, 15, 100, False), (1, 15, 1, True), (0, 15, 1, False)],
)  # fmt: skip
def test_a_share_of_the_points_passes(score: int, most: int, share: int, passed: bool) -> None:
    found = sat(score, most, share)
    assert found is not None
    assert found.passed is passed


def test_one_that_counts_nothing_passes_nobody() -> None:
    assert sat(0, 0, 80) == Result(0, 0, 0)
    assert not Result(0, 0, 0).passed


def test_before_the_end_there_is_no_result() -> None:
    assert result(Walked(()), 80) is None


def test_it_is_kept_as_a_row() -> None:
    acts: Acts = (("tap", "low"), ("pick", "a", "b"), ("type", "Ça va ?"))
    assert unpack(pack(acts)) == acts
    assert unpack(pack(())) == ()
    assert not is_full(acts)
    assert is_full((("tap", "a"),) * 301)
    assert is_full((("type", "x" * 60_000),))
