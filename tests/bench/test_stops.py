"""The measure of the counts, with few turns: every page opens and nothing is lost on the way."""

from __future__ import annotations

from tests.bench import stops


async def test_a_small_year_is_counted_settled_and_shown() -> None:
    figures = await stops.measure(turns=5_200)
    assert figures.turns == 5_200
    assert 0 < figures.rows < figures.turns
    assert figures.counting_us > 0
    assert figures.pages.keys() == stops.PAGES.keys()
    assert all(middle > 0 and cpu > 0 for middle, cpu in figures.pages.values())
