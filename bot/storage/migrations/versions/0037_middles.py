"""Workshops whose town alone is known stand in its middle, said as roughly as it is known (`workshops.model.middle`).

Until then the middle was stored to the last decimal, and looked like the house itself. Where a search finds them stays.
"""

from __future__ import annotations

import lzma
from collections.abc import Collection, Mapping
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

TOWNS = Path(__file__).parents[3] / "people" / "resolvers" / "data" / "communes_fr.tsv.xz"
INSEE, LAT, LON = 0, 5, 6
"""Columns of the list."""
DECIMALS = 2
"""Of a degree, about a kilometre."""
SAME = 1e-6
"""Degrees, some ten centimetres: no house stands so near to the middle of its town by chance."""

workshops = sa.table(
    "workshops", sa.column("id"), sa.column("insee"), sa.column("lat", sa.Float()), sa.column("lon", sa.Float())
)


def upgrade() -> None:
    connection = op.get_bind()
    placed = (workshops.c.insee != "", workshops.c.lat.is_not(None), workshops.c.lon.is_not(None))
    rows = connection.execute(sa.select(workshops).where(*placed)).all()
    middles = _middles({row.insee for row in rows})
    for row in rows:
        lat, lon = middles.get(row.insee, (None, None))
        if lat is not None and lon is not None and max(abs(lat - row.lat), abs(lon - row.lon)) < SAME:
            rough = {"lat": round(lat, DECIMALS), "lon": round(lon, DECIMALS)}
            connection.execute(sa.update(workshops).where(workshops.c.id == row.id).values(rough))


def downgrade() -> None:
    """The list of towns knows their middles to the last decimal."""


def _middles(wanted: Collection[str]) -> Mapping[str, tuple[float, float]]:
    """By INSEE code; the list is read only where there is a workshop."""
    if not wanted:
        return {}
    with lzma.open(TOWNS, "rt", encoding="utf-8") as file:
        lines = (line.split("\t", LON + 1) for line in file)
        return {line[INSEE]: (float(line[LAT]), float(line[LON])) for line in lines if line[INSEE] in wanted}
