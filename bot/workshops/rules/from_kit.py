"""A workshop made from a kit: the host says when and where, the kit says the rest."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.workshops.kits.model import Kit
from bot.workshops.model import Draft, Spot, Welcome


def draft_of(
    kit: Kit,
    starts_at: datetime,
    *,
    zone: str = "Europe/Paris",
    spot: Spot | None = None,
    welcome: Welcome | None = None,
    seats: int | None = None,
    host: str = "",
    contact: str = "",
    edition: str = "",
) -> Draft:
    """`starts_at` is aware; the end is the kit's duration later, also in the night when the clock is changed.

    `seats`: as many as the kit is made for where the host says nothing. `welcome`: in French and nothing promised
    where the host says nothing, but for whom the kit is.
    """
    ends_at = (starts_at.astimezone(UTC) + timedelta(minutes=kit.minutes)).astimezone(starts_at.tzinfo)
    return Draft(
        title=kit.title,
        starts_at=starts_at,
        ends_at=ends_at,
        zone=zone,
        spot=spot or Spot(),
        welcome=welcome or Welcome(audience=kit.audience),
        summary=kit.summary,
        kit=kit.slug,
        host=host,
        contact=contact,
        seats=kit.group.most if seats is None else seats,
        edition=edition,
    )
