"""A further page begins where a reader would begin it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cv_builder.design import SOBER
from cv_builder.paging import page_starts

ROOM = 100.0


@pytest.mark.parametrize(
    ("heights", "kinds", "starts"),
    [
        ([], [], ()),
        ([100], ["list"], ()),
        ([101], ["list"], None),
        ([60, 60], ["list", "list"], (1,)),
        ([60, 60, 60], ["list"] * 3, (1, 2)),
        ([80, 10, 20], ["list", "section", "list"], (1,)),
        ([70, 10, 10, 20], ["list", "section", "entry", "bullet"], (1,)),
        ([70, 10, 10, 5, 20], ["list", "entry", "bullet", "bullet", "bullet"], (1,)),
        ([20, 10, 40, 20, 20], ["list", "entry", "bullet", "bullet", "bullet"], (4,)),
        ([60, 60], ["section", "list"], None),
    ],
)
def test_where_pages_begin(heights: list[float], kinds: list[str], starts: tuple[int, ...] | None) -> None:
    assert page_starts(heights, kinds, ROOM) == starts


@given(st.lists(st.tuples(st.floats(0, 60), st.sampled_from(sorted(SOBER.styles))), max_size=30))
def test_no_page_is_overfull_and_no_heading_stays_behind(blocks: list[tuple[float, str]]) -> None:
    heights, kinds = [height for height, _ in blocks], [kind for _, kind in blocks]
    starts = page_starts(heights, kinds, ROOM)
    if starts is None:
        return
    edges = (0, *starts, len(blocks))
    assert list(edges) == sorted(set(edges)) or not blocks
    assert all(sum(heights[a:b]) <= ROOM + 1e-6 for a, b in pairwise(edges))
    assert not any(SOBER.styles[kinds[at - 1]].heading for at in starts)
