"""Cells, rings and distances; the law that makes the search exact."""

from __future__ import annotations

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.workshops.rules.grid import COLUMNS, cell, cells, km_between, km_of, km_to_cell, point, reach

LATS, LONS = st.floats(-90, 90), st.floats(-180, 180)
PARIS, LYON, SAINT_DENIS = (48.8566, 2.3522), (45.7640, 4.8357), (48.9362, 2.3574)


def test_known_distances() -> None:
    assert km_between(point(*PARIS), point(*LYON)) == pytest.approx(391.5, abs=0.5)
    assert km_between(point(*PARIS), point(*SAINT_DENIS)) == pytest.approx(8.86, abs=0.05)
    assert km_between(point(*PARIS), point(*PARIS)) == 0
    assert km_of(4.0) == pytest.approx(math.pi * 6371.0088), "the other side of the earth"
    assert km_of(4.0000001) == km_of(4.0)


def test_neighbours_at_the_date_line_and_the_poles() -> None:
    assert cell(-17.8, -179.99) in cells(-17.8, 179.99, 1), "Fiji lies on both sides"
    assert len(cells(90, 0, 3)) == 4 * 7
    assert len(cells(-90, 0, 3)) == 4 * 7
    assert len(set(cells(48.85, 2.35, 3))) == 49
    assert cell(0, 180) % COLUMNS == cell(0, -180) % COLUMNS


@given(LATS, LONS, LATS, LONS, st.integers(0, 3))
@example(48.85, 2.35, 48.95, 2.35, 0)
@example(-21.0, 55.5, -21.1, 55.5, 1)
def test_what_is_outside_the_rings_is_out_of_reach(
    lat: float, lon: float, other_lat: float, other_lon: float, rings: int
) -> None:
    if cell(other_lat, other_lon) not in cells(lat, lon, rings):
        away = km_between(point(lat, lon), point(other_lat, other_lon))
        assert away >= reach(lat, lon, rings) - 1e-6


@given(LATS, LONS, LATS, LONS)
@example(48.85, 179.99, 48.85, -179.99)
@example(90, 0, 89.9, 180)
def test_nothing_in_a_cell_is_nearer_than_the_cell(lat: float, lon: float, other_lat: float, other_lon: float) -> None:
    away = km_between(point(lat, lon), point(other_lat, other_lon))
    assert away >= km_to_cell(lat, lon, cell(other_lat, other_lon)) - 1e-6
    assert km_to_cell(other_lat, other_lon, cell(other_lat, other_lon)) == pytest.approx(0, abs=1e-6)


@given(LATS, LONS, st.floats(-0.4, 0.4), st.floats(-0.4, 0.4), st.integers(0, 3))
def test_the_same_between_neighbours(lat: float, lon: float, up: float, aside: float, rings: int) -> None:
    """Places close by are where the law could fail."""
    other = max(-90.0, min(90.0, lat + up)), max(-180.0, min(180.0, lon + aside))
    if cell(*other) not in cells(lat, lon, rings):
        assert km_between(point(lat, lon), point(*other)) >= reach(lat, lon, rings) - 1e-6
