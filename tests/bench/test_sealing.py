"""The figure that `make bench` prints about sealing is one, and within what sealing may cost."""

from __future__ import annotations

from tests.bench.sealing import measure

MAY_COST_US = 30
"""A turn has about 280."""


def test_sealing_costs_no_more_than_said() -> None:
    """Ten times over would be a mistake of ours, twice a busy machine."""
    measured = measure(3)
    assert 0 < measured.warm_us < 10 * MAY_COST_US
    assert measured.state_bytes > 200
