"""Places on a grid of cells, and how far things are. Degrees are WGS84, distances kilometres along a great circle.

Law: what lies outside the rings looked at is at least `reach` away, so a search that found enough within it is exact.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

CELLS_PER_DEGREE = 20
"""A cell is 5.6 km high and, in France, 3.5 to 4 km wide: a part of a big town, or a small one."""
COLUMNS = 360 * CELLS_PER_DEGREE
ROWS = 180 * CELLS_PER_DEGREE
EARTH_KM = 6371.0088
"""Mean radius (IUGG)."""

Point = tuple[float, float, float]
"""A place on the unit sphere."""


def point(lat: float, lon: float) -> Point:
    north, east = math.radians(lat), math.radians(lon)
    return math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north)


def km_of(chord_squared: float) -> float:
    """The way along the ground between two points whose straight distance is known (on the unit sphere, squared)."""
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(max(0.0, chord_squared)) / 2))


def km_between(a: Point, b: Point) -> float:
    return km_of(math.fsum((one - other) ** 2 for one, other in zip(a, b, strict=True)))


def _row(lat: float) -> int:
    return min(ROWS - 1, math.floor((lat + 90) * CELLS_PER_DEGREE))


def _column(lon: float) -> int:
    return math.floor((lon + 180) * CELLS_PER_DEGREE) % COLUMNS


def cell(lat: float, lon: float) -> int:
    return _row(lat) * COLUMNS + _column(lon)


def cells(lat: float, lon: float, rings: int) -> Sequence[int]:
    """The cell of a place and `rings` rings around it; around the globe, and not beyond the poles."""
    row, column = _row(lat), _column(lon)
    return [
        near * COLUMNS + (column + aside) % COLUMNS
        for near in range(max(0, row - rings), min(ROWS, row + rings + 1))
        for aside in range(-rings, rings + 1)
    ]


def km_to_cell(lat: float, lon: float, cell: int) -> float:
    """At most the way to the nearest corner or edge of a cell: nothing in it is nearer."""
    row, column = divmod(cell, COLUMNS)
    south, west = row / CELLS_PER_DEGREE - 90, column / CELLS_PER_DEGREE - 180
    size = 1 / CELLS_PER_DEGREE
    up = max(0.0, south - lat, lat - south - size)
    east = (lon - west) % 360
    aside = 0.0 if east <= size else min(90.0, east - size, 360 - east)
    to_meridian = math.asin(math.cos(math.radians(lat)) * math.sin(math.radians(aside)))
    return EARTH_KM * max(math.radians(up), to_meridian)


def reach(lat: float, lon: float, rings: int) -> float:
    """Kilometres within which everything lies in `cells(lat, lon, rings)`. 0 near a pole, where cells are slivers."""
    row, column = _row(lat), math.floor((lon + 180) * CELLS_PER_DEGREE)
    south, north = (row - rings) / CELLS_PER_DEGREE - 90, (row + rings + 1) / CELLS_PER_DEGREE - 90
    if south <= -90 or north >= 90:
        return 0.0
    west, east = (column - rings) / CELLS_PER_DEGREE - 180, (column + rings + 1) / CELLS_PER_DEGREE - 180
    up = math.radians(min(lat - south, north - lat))
    aside = math.radians(min(lon - west, east - lon))
    to_meridian = math.asin(math.cos(math.radians(lat)) * math.sin(aside))
    return EARTH_KM * min(up, to_meridian)
