"""Workshops put straight into the tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables.workshops import workshops
from bot.workshops.model import Draft, Spot, Welcome, Workshop
from bot.workshops.store.search import place
from tests.fakes.clock import FakeTime

NOON = FakeTime().now()


def talk(
    id: int, lat: float, lon: float, starts: datetime, languages: Sequence[str] = ("fr",), taken: int = 0
) -> Workshop:
    """An open workshop of an hour with eight seats."""
    draft = Draft(
        f"Atelier {id}",
        starts,
        starts + timedelta(hours=1),
        spot=Spot(lat=lat, lon=lon),
        welcome=Welcome(languages=tuple(languages)),
        seats=8,
    )
    return Workshop(id, f"key{id}", draft, "open", taken)


def row(workshop: Workshop) -> dict[str, object]:
    draft = workshop.draft
    return {
        "id": workshop.id,
        "key": workshop.key,
        "state": workshop.state,
        "title": draft.title,
        "starts_at": draft.starts_at,
        "ends_at": draft.ends_at,
        "zone": draft.zone,
        "lat": draft.spot.lat,
        "lon": draft.spot.lon,
        "languages": " ".join(draft.welcome.languages),
        "seats": draft.seats,
        "taken": workshop.taken,
        "created_at": NOON,
        "updated_at": NOON,
    }


async def hold(db: AsyncConnection, *held: Workshop) -> None:
    await db.execute(workshops.insert(), [row(one) for one in held])
    for one in held:
        await place(db, one)
