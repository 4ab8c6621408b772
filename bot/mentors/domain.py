"""Mentors as the whole sees them."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.mentors.store import persons
from bot.ports import Domain
from bot.storage.sealed import Sealer
from flows.events import JsonValue


def domain(*, sealer: Sealer, clock: Clock) -> Domain:
    async def export(db: AsyncConnection, person_id: int) -> Mapping[str, JsonValue]:
        return await persons.export(db, sealer, person_id)

    async def erase(db: AsyncConnection, person_id: int) -> None:
        await persons.erase(db, person_id, clock.now())

    return Domain(name="mentors", export=export, erase=erase)
