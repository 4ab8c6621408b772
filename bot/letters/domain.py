"""Letters as the whole sees them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.letters import store
from bot.letters.actions import RENDER, Actions, Hand, Printer, Render
from bot.ports import Domain, Translations
from bot.storage.engine import Database
from bot.storage.sealed import Sealer
from flows.events import JsonValue


def domain(
    *, database: Database, sealer: Sealer, clock: Clock, renderer: Printer, translations: Translations
) -> Domain:
    """`renderer`: a started `cv_builder.renderer.Renderer`; who starts it closes it."""
    actions, hand = Actions(sealer, translations), Hand(sealer, translations)

    async def export(db: AsyncConnection, person_id: int) -> Mapping[str, JsonValue]:
        return await store.export(db, sealer, person_id)

    async def erase(db: AsyncConnection, person_id: int) -> None:
        await store.erase(db, sealer, person_id)

    async def retain(db: AsyncConnection, now: datetime) -> int:
        return await store.retain(db, sealer, now)

    return Domain(
        name="letters",
        actions={
            "letters.ready": actions.ready,
            "letters.place": actions.place,
            "letters.reread": actions.reread,
            "letters.write": actions.write,
        },
        effects={RENDER: Render(database, sealer, clock, renderer)},
        events={f"{RENDER}.done": hand.done, f"{RENDER}.failed": hand.failed},
        export=export,
        erase=erase,
        retain=retain,
    )
