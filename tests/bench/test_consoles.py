"""Fifty consoles, cut off three hundred times: every line is there once, in order."""

from __future__ import annotations

import pytest

from tests.bench.consoles import CONSOLES, CUTS, measure


@pytest.mark.timeout(300)
async def test_nothing_is_missing_or_repeated_however_often_they_are_cut_off() -> None:
    found = await measure(lines=6, pause=0.5)
    assert found.consoles == CONSOLES
    assert found.cuts == CUTS
    assert found.lines == CONSOLES * 6
    assert (found.missing, found.repeated) == (0, 0)
    assert 0 < found.p50_ms <= found.p99_ms
