"""Workshops whose town alone is known stand in its middle, said as roughly as it is known (`workshops.model.middle`).

Until then the middle was stored to the last decimal, and looked like the house itself. Where a search finds them stays.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.people.resolvers import located

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

DECIMALS = 2
"""Of a degree, about a kilometre."""
SAME = 1e-6
"""Degrees, some ten centimetres: no house stands so near to the middle of its town by chance."""

workshops = sa.table(
    "workshops", sa.column("id"), sa.column("insee"), sa.column("lat", sa.Float()), sa.column("lon", sa.Float())
)  # fmt: skip


def upgrade() -> None:
    connection = op.get_bind()
    placed = (workshops.c.insee != "", workshops.c.lat.is_not(None), workshops.c.lon.is_not(None))
    for row in connection.execute(sa.select(workshops).where(*placed)).all():
        at = located(row.insee)
        if at is not None and max(abs(at[0] - row.lat), abs(at[1] - row.lon)) < SAME:
            rough = {"lat": round(at[0], DECIMALS), "lon": round(at[1], DECIMALS)}
            connection.execute(sa.update(workshops).where(workshops.c.id == row.id).values(rough))


def downgrade() -> None:
    """What a town's middle is to the last decimal, the list of towns knows."""
