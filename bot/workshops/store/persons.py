"""All that is kept here of one person: shown to them, erased."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.sealed import Sealer
from bot.storage.tables.people import people
from bot.storage.tables.workshops import seats, wishes, workshops
from bot.workshops.store import mailboxes
from bot.workshops.store.seats import erase as erase_seats
from flows.events import JsonValue


async def has_agreed(db: AsyncConnection, person_id: int) -> bool:
    """That what they say is kept."""
    return await db.scalar(select(people.c.consent_at).where(people.c.id == person_id)) is not None


async def export(db: AsyncConnection, sealer: Sealer, person_id: int) -> dict[str, JsonValue]:
    """Empty for somebody who has nothing here."""
    query = (
        select(seats.c.state, seats.c.since, seats.c.useful, seats.c.on_cv, workshops.c.title, workshops.c.starts_at)
        .join(workshops, workshops.c.id == seats.c.workshop_id)
        .where(seats.c.person_id == person_id)
        .order_by(workshops.c.starts_at, seats.c.id)
    )
    booked: list[JsonValue] = [
        {
            "workshop": row.title, "starts": row.starts_at.isoformat(), "state": row.state,
            "since": row.since.isoformat(), "useful": row.useful, "on_cv": row.on_cv,
        }
        for row in await db.execute(query)
    ]  # fmt: skip
    wished = await db.execute(select(wishes).where(wishes.c.person_id == person_id).order_by(wishes.c.insee))
    looked: list[JsonValue] = [
        {"insee": row.insee, "language": row.language, "wants_news": row.wants_news, "at": row.created_at.isoformat()}
        for row in wished
    ]
    box = await mailboxes.of_person(db, sealer, person_id)
    told: list[JsonValue] = [box.address] if box else []
    return {name: v for name, v in (("seats", booked), ("looked_around", looked), ("e_mails_to", told)) if v}


async def erase(db: AsyncConnection, sealer: Sealer, person_id: int, now: datetime) -> None:
    """Their seats go to who waits. What was counted of their looking holds nothing of them."""
    await erase_seats(db, sealer, person_id, now)
    await mailboxes.erase(db, person_id)
    await db.execute(wishes.delete().where(wishes.c.person_id == person_id))
