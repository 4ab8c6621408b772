"""Letters as the whole sees them."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.letters import store
from bot.letters.actions import Actions
from bot.letters.papers import Letters, Printer, press
from bot.ports import Domain, Translations
from bot.storage.engine import Database
from bot.storage.sealed import Sealer
from flows.events import JsonValue


def domain(
    *, database: Database, sealer: Sealer, clock: Clock, renderer: Printer, translations: Translations
) -> Domain:
    """`renderer`: a started `cv_builder.renderer.Renderer`; who starts it closes it."""
    kind, made = Letters(renderer, translations).kind(), press(database, sealer, clock, translations)

    async def export(db: AsyncConnection, person_id: int) -> Mapping[str, JsonValue]:
        return await store.export(db, sealer, person_id)

    async def erase(db: AsyncConnection, person_id: int) -> None:
        await store.erase(db, sealer, person_id)

    return Domain(
        name="letters",
        actions=Actions(sealer, translations).actions(),
        effects={kind.name: made.effect(kind)},
        events=made.events(kind),
        export=export,
        erase=erase,
    )
