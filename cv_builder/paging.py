"""Where a further page begins: decided here for every format, so that DOCX and PDF break at the same line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from cv_builder.design import SOBER

GOOD = ("section", "entry")
"""Kinds of blocks that a page likes to begin with."""
HEADINGS = frozenset(kind for kind, style in SOBER.styles.items() if style.heading)
FULL_ENOUGH = 0.6
"""Part of a page that may not stay white for the sake of a better beginning of the next."""


def page_starts(heights: Sequence[float], kinds: Sequence[str], room: float) -> tuple[int, ...] | None:
    """Places of the blocks that begin a page after the first; None when a block is higher than a page."""
    starts: list[int] = []
    begin = 0
    while (end := begin + _count(heights[begin:], room)) < len(heights):
        start = _better(begin, end, heights, kinds, room)
        if start <= begin:
            return None
        starts.append(start)
        begin = start
    return tuple(starts)


def _count(heights: Sequence[float], room: float) -> int:
    """Blocks from the first on that fit into `room`."""
    return sum(filled <= room for filled in accumulate(heights))


def _better(begin: int, end: int, heights: Sequence[float], kinds: Sequence[str], room: float) -> int:
    """The last good place to break at or before `end`; a heading never stays behind at the foot of a page."""
    allowed = [at for at in range(end, begin, -1) if kinds[at - 1] not in HEADINGS]
    good = (at for at in allowed if kinds[at] in GOOD and sum(heights[begin:at]) >= FULL_ENOUGH * room)
    return next(good, allowed[0] if allowed else begin)
