"""CVs as the whole sees them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.cvs import store
from bot.cvs.actions import RENDER, Actions
from bot.cvs.advice import Advice
from bot.cvs.beside import Beside, Make, Say
from bot.cvs.copies import COPIES, Copies, copying, hand_copy
from bot.cvs.documents import Failed, Hand, Maker, Render
from bot.cvs.looks import PAPERS
from bot.cvs.room import Room
from bot.cvs.sketch import SKETCH, Sketch
from bot.cvs.words import Words
from bot.ports import Action, Domain, Translations
from bot.storage.engine import Database
from bot.storage.sealed import Sealer
from flows.events import JsonValue


def domain(*, database: Database, sealer: Sealer, clock: Clock, renderer: Maker, translations: Translations) -> Domain:
    """`renderer`: a started `cv_builder.renderer.Renderer`; who starts it closes it."""
    actions = Actions(sealer, translations)
    make = _maker(database, sealer, clock, renderer, translations)
    beside = [make(kind, paper, say) for kind, paper, say in PAPERS]
    copies = {locale: make(kind, copying(locale), hand_copy) for locale, kind in COPIES.items()}
    papers = [*beside, *copies.values()]
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
            **_asked(actions),
            **sketch.actions(),
            **Words(translations).actions(),
            **Advice(sealer, translations).actions(),
            **Room(sealer, translations).actions(),
            **{paper.kind: paper.ask for paper in beside},
            "cvs.copy": Copies(copies).ask,
        },
        effects={paper.kind: paper.render for paper in papers}
        | {RENDER: Render(database, sealer, clock, renderer), SKETCH: sketch.render},
        events={
            f"{RENDER}.done": Hand(sealer, translations),
            f"{RENDER}.failed": Failed(sealer, translations),
            **{f"{paper.kind}.done": paper.hand for paper in papers},
            **{f"{paper.kind}.failed": paper.failed for paper in papers},
        },
        export=export,
        erase=erase,
        retain=retain,
    )


def _maker(
    database: Database, sealer: Sealer, clock: Clock, renderer: Maker, translations: Translations
) -> Callable[[str, Make, Say], Beside]:
    """Makes one kind of paper after another with the same things."""
    return lambda kind, make, say: Beside(kind, make, say, database, sealer, clock, renderer, translations)


def _asked(actions: Actions) -> Mapping[str, Action]:
    return {
        "cvs.name": actions.name,
        "cvs.place": actions.place,
        "cvs.tasks": actions.tasks,
        "cvs.sectors": actions.sectors,
        "cvs.jobs": actions.jobs,
        "cvs.forms": actions.forms,
        "cvs.forms_of_jobs": actions.forms_of_jobs,
        "cvs.every_form": actions.every_form,
        "cvs.form_taken": actions.form_taken,
        "cvs.count": actions.count,
        "cvs.counts": actions.counts,
        "cvs.years": actions.years,
        "cvs.make": actions.make,
        "cvs.changed": actions.changed,
        "cvs.lines": actions.lines,
        "cvs.missing": actions.missing,
        "cvs.parts": actions.parts,
        "cvs.part": actions.part,
    }
