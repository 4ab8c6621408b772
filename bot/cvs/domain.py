"""CVs as the whole sees them."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.cvs import store
from bot.cvs.actions import offers
from bot.cvs.actions.advice import Advice
from bot.cvs.actions.lines import Lines
from bot.cvs.actions.making import Making
from bot.cvs.actions.room import Room
from bot.cvs.actions.words import Words
from bot.cvs.papers.beside import Beside
from bot.cvs.papers.copies import COPIES, Copies, copying, hand_copy
from bot.cvs.papers.documents import Main
from bot.cvs.papers.looks import PAPERS
from bot.cvs.papers.press import Maker, press
from bot.cvs.papers.sketch import Sketch
from bot.ports import Domain, Translations
from bot.storage.engine import Database
from bot.storage.sealed import Sealer
from flows.events import JsonValue


def domain(*, database: Database, sealer: Sealer, clock: Clock, renderer: Maker, translations: Translations) -> Domain:
    """`renderer`: a started `cv_builder.renderer.Renderer`; who starts it closes it."""
    beside = [Beside(name, make, say, sealer, renderer, translations) for name, make, say in PAPERS]
    copies = {
        locale: Beside(name, copying(locale), hand_copy, sealer, renderer, translations)
        for locale, name in COPIES.items()
    }
    sketch = Sketch(sealer, renderer, translations)
    told = [Main(sealer, renderer, translations).kind(), *(one.kind() for one in (*beside, *copies.values()))]
    made = press(database, sealer, clock, translations)

    async def export(db: AsyncConnection, person_id: int) -> Mapping[str, JsonValue]:
        return await store.export(db, sealer, person_id)

    async def erase(db: AsyncConnection, person_id: int) -> None:
        await store.erase(db, sealer, person_id)

    return Domain(
        name="cvs",
        actions={
            **offers.ACTIONS,
            **Making(sealer, translations).actions(),
            **Lines(sealer, translations).actions(),
            **Words(translations).actions(),
            **Advice(sealer, translations).actions(),
            **Room(sealer, translations).actions(),
            **sketch.actions(),
            **{paper.name: paper.ask for paper in beside},
            "cvs.copy": Copies(copies).ask,
        },
        effects={kind.name: made.effect(kind) for kind in (*told, sketch.kind())},
        events={name: heard for kind in told for name, heard in made.events(kind).items()},
        export=export,
        erase=erase,
    )
