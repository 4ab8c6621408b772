"""Random histories of people, mentors and staff: what must hold holds after every moment of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.simulation.run import run

HISTORIES = 1000
"""`python -m tests.simulation 10000` runs more."""


@pytest.mark.timeout(1200)
async def test_a_thousand_histories(tmp_path: Path) -> None:
    figures = await run(tmp_path, HISTORIES)
    print(figures)
    assert figures.histories == HISTORIES
    assert figures.sentences > HISTORIES // 2
