"""CVs as the whole sees them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.cvs import store
from bot.cvs.actions import RENDER, Actions
from bot.cvs.advice import Advice
from bot.cvs.documents import Failed, Hand, Maker, Render
from bot.cvs.room import Room
from bot.cvs.words import Words
from bot.ports import Domain, Translations
from bot.storage.engine import Database
from bot.storage.sealed import Sealer
from flows.events import JsonValue


def domain(*, database: Database, sealer: Sealer, clock: Clock, renderer: Maker, translations: Translations) -> Domain:
    """`renderer`: a started `cv_builder.renderer.Renderer`; who starts it closes it."""
    actions = Actions(sealer, translations)

    async def export(db: AsyncConnection, person_id: int) -> Mapping[str, JsonValue]:
        return await store.export(db, sealer, person_id)

    async def erase(db: AsyncConnection, person_id: int) -> None:
        await store.erase(db, sealer, person_id)

    async def retain(db: AsyncConnection, now: datetime) -> int:
        return await store.retain(db, sealer, now)

    return Domain(
        name="cvs",
        actions={
            "cvs.name": actions.name,
            "cvs.tasks": actions.tasks,
            "cvs.years": actions.years,
            "cvs.make": actions.make,
            "cvs.changed": actions.changed,
            **Words(translations).actions(),
            **Advice(sealer, translations).actions(),
            **Room(sealer, translations).actions(),
        },
        effects={RENDER: Render(database, sealer, clock, renderer)},
        events={f"{RENDER}.done": Hand(sealer, translations), f"{RENDER}.failed": Failed(sealer, translations)},
        export=export,
        erase=erase,
        retain=retain,
    )
