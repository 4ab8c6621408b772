"""CVs as the whole sees them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.cvs import store
from bot.cvs.actions import RENDER, Actions
from bot.cvs.beside import Beside
from bot.cvs.documents import Failed, Hand, Maker, Render
from bot.cvs.looks import PAPERS
from bot.cvs.sketch import SKETCH, Sketch
from bot.cvs.words import Words
from bot.ports import Domain, Translations
from bot.storage.engine import Database
from bot.storage.sealed import Sealer
from flows.events import JsonValue


def domain(*, database: Database, sealer: Sealer, clock: Clock, renderer: Maker, translations: Translations) -> Domain:
    """`renderer`: a started `cv_builder.renderer.Renderer`; who starts it closes it."""
    actions = Actions(sealer, translations)
    beside = [Beside(kind, make, say, database, sealer, clock, renderer, translations) for kind, make, say in PAPERS]
    sketch = Sketch(database, sealer, clock, renderer, translations)

    async def export(db: AsyncConnection, person_id: int) -> Mapping[str, JsonValue]:
        return await store.export(db, sealer, person_id)

    async def erase(db: AsyncConnection, person_id: int) -> None:
        await store.erase(db, sealer, person_id)

    async def retain(db: AsyncConnection, now: datetime) -> int:
        return await store.retain(db, sealer, now)

    return Domain(
        name="cvs",
        actions={
            **actions.actions(),
            **sketch.actions(),
            **Words(translations).actions(),
            **{paper.kind: paper.ask for paper in beside},
        },
        effects={
            RENDER: Render(database, sealer, clock, renderer),
            SKETCH: sketch.render,
            **{paper.kind: paper.render for paper in beside},
        },
        events={
            f"{RENDER}.done": Hand(sealer, translations),
            f"{RENDER}.failed": Failed(sealer, translations),
            **{f"{paper.kind}.done": paper.hand for paper in beside},
            **{f"{paper.kind}.failed": paper.failed for paper in beside},
        },
        export=export,
        erase=erase,
        retain=retain,
    )
