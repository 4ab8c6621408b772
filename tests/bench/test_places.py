"""What `make bench` prints about the list of towns is a figure, and within what reading it may cost."""

from __future__ import annotations

from tests.bench.places import ASKED, asked, measure

LOAD_S, LOAD_MB = 1.0, 60.0
BUSY = 3
"""Times as much of the processor, where others empty its caches."""


async def test_towns_are_read_in_a_second_and_in_little_room() -> None:
    read = await measure(1)
    assert 0 < read.load_s < BUSY * LOAD_S
    assert 1 < read.load_mb < LOAD_MB
    assert 0 < read.p50_ms <= read.p99_ms


def test_half_of_what_is_asked_has_lost_a_letter() -> None:
    typed = asked()
    assert len(typed) == ASKED
    assert typed == asked(), "each run asks the same"
