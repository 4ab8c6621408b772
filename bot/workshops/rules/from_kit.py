"""A workshop made from a kit: the host says when and where, the kit says the rest."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from bot.workshops.kits.model import Kit
from bot.workshops.model import Draft, Spot, Welcome
from bot.workshops.rules.form import FACTS, Filled, filled_of

SAME_PLACE = ("near", "insee", "venue", "address", "stop", "online", "link", "start", "price", *FACTS)
"""What a host says once: the next workshop is held there, at that hour, in the same way."""


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
    where the host says nothing. **Why** not for whom the kit is: that tells a host what young people lack.
    """
    ends_at = (starts_at.astimezone(UTC) + timedelta(minutes=kit.minutes)).astimezone(starts_at.tzinfo)
    return Draft(
        title=kit.title,
        starts_at=starts_at,
        ends_at=ends_at,
        zone=zone,
        spot=spot or Spot(),
        welcome=welcome or Welcome(),
        summary=kit.summary,
        kit=kit.slug,
        host=host,
        contact=contact,
        seats=kit.group.most if seats is None else seats,
        edition=edition,
    )


def begun(kit: Kit | None, last: Draft | None) -> Filled:
    """A form to begin with: what the kit says, and where and how the last workshop of that host was held."""
    before = filled_of(last) if last else Filled({}, ("fr",))
    texts = {name: before.of(name) for name in SAME_PLACE}
    texts |= _said(kit) if kit else {"seats": before.of("seats")}
    return Filled(texts | {"was": texts["near"]}, before.languages)


def _said(kit: Kit) -> Mapping[str, str]:
    return {"kit": kit.slug, "title": kit.title, "summary": kit.summary, "seats": str(kit.group.most)}
