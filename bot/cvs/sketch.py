"""The CV as it stands while questions go on: one light picture, made of the answers so far.

Law: there is one at most. A newer one, or the CV itself, is another version and overtakes it; what cannot be drawn is
no news, and the questions go on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.channels.model import FileRef
from bot.clock import Clock
from bot.cvs import store
from bot.cvs.actions import cv_of
from bot.cvs.documents import Maker, picture_alt
from bot.cvs.model import Kept
from bot.ports import Later, Line, Outcome, Translations, Turn
from bot.storage.engine import Database
from bot.storage.sealed import Sealer
from cv_builder.model import CV
from flows.events import JsonValue

SKETCH = "cvs.sketch"
"""Kind of the effect that draws it."""

Payload = Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Sketch:
    """`ask` is the action, `render` its effect, `hand` the event of its result."""

    database: Database
    sealer: Sealer
    clock: Clock
    maker: Maker
    words: Translations

    async def ask(self, turn: Turn, answers: Payload, args: Payload) -> Outcome:
        """Value: the version, or None when there is no more to see than a name."""
        cv = cv_of(answers, turn)
        if not _shows(cv):
            return Outcome()
        version = await store.save(turn.db, self.sealer, turn.person_id, cv, turn.now)
        return Outcome(version, effects=(Later(SKETCH, {"version": version}, f"{SKETCH}/{turn.new_id()}"),))

    async def render(self, person_id: int, payload: Payload) -> Payload:
        async with self.database.read() as db:
            stored = await store.load(db, self.sealer, person_id)
        if stored is None or stored.version != payload.get("version"):
            return {"made": False}
        drawn = (await self.maker.make(stored.cv, ("light",))).files[0]
        if drawn.problems:
            return {"made": False, "version": stored.version}
        kept = Kept(self.clock.new_id(), SKETCH, drawn.name, drawn.type)
        async with self.database.write() as db:
            made = await store.draw(db, self.sealer, person_id, stored.version, kept, drawn.data, self.clock.now())
        return {"made": made, "version": stored.version}

    async def hand(self, turn: Turn, payload: Payload) -> Outcome:
        stored = await store.load(turn.db, self.sealer, turn.person_id)
        if stored is None or stored.version != payload.get("version"):
            return Outcome()
        kept = await store.documents(turn.db, self.sealer, turn.person_id, stored.version) or []
        alt = picture_alt(stored.cv, self.words(turn.locale))
        drawn = [FileRef(file.id, file.name, file.type, alt) for file in kept if file.format == SKETCH]
        return Outcome(lines=tuple(Line("", (file,)) for file in drawn), resume=True)

    async def failed(self, turn: Turn, payload: Payload) -> Outcome:
        """The questions go on without it."""
        return Outcome(resume=True)


def _shows(cv: CV) -> bool:
    """Whether there is more on the page than who it is."""
    return cv != replace(CV(locale=cv.locale, updated=cv.updated, design=cv.design), name=cv.name, contact=cv.contact)
