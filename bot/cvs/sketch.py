"""The CV as it stands while questions go on: one light picture, drawn after a subject and shown with the next answer.

Law: there is one at most. A newer one, or the CV itself, is another version and overtakes it.
**Why** it comes with the next answer: it would else push the question away that was asked meanwhile, or keep the person
waiting for it.
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
from bot.ports import Action, Later, Line, Outcome, Translations, Turn
from bot.storage.engine import Database
from bot.storage.sealed import Sealer
from cv_builder.model import CV
from flows.events import JsonValue

SKETCH = "cvs.sketch"
"""Kind of the effect that draws it, and its label among the papers of the CV until it was shown."""
SHOWN = "cvs.sketch/shown"

Payload = Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Sketch:
    """`ask` and `show` are actions, `render` the effect of the first."""

    database: Database
    sealer: Sealer
    clock: Clock
    maker: Maker
    words: Translations

    async def ask(self, turn: Turn, answers: Payload, args: Payload) -> Outcome:
        """Value: the version, or None when there is no more to see than a name, or the CV itself was made once.

        **Why** not after that: it is made again by itself, of the answers that differ from the version kept here.
        """
        cv = cv_of(answers, turn)
        if not shows(cv) or await store.was_made(turn.db, self.sealer, turn.person_id):
            return Outcome()
        version = await store.save(turn.db, self.sealer, turn.person_id, cv, turn.now)
        return Outcome(version, effects=(Later(SKETCH, {"version": version}, f"{SKETCH}/{turn.new_id()}"),))

    async def render(self, person_id: int, payload: Payload) -> Payload:
        """May run again after a crash: the second picture takes the place of the first."""
        async with self.database.read() as db:
            stored = await store.load(db, self.sealer, person_id)
        if stored is None or stored.version != payload.get("version"):
            return {"made": False}
        drawn = (await self.maker.make(stored.cv, ("light",))).files[0]
        if drawn.problems:
            return {"made": False}
        kept = Kept(self.clock.new_id(), SKETCH, drawn.name, drawn.type)
        async with self.database.write() as db:
            made = await store.draw(db, self.sealer, person_id, stored.version, kept, drawn.data, self.clock.now())
        return {"made": made}

    async def show(self, turn: Turn, answers: Payload, args: Payload) -> Outcome:
        """Says the picture if it is there by now and was not seen yet."""
        stored = await store.load(turn.db, self.sealer, turn.person_id)
        if stored is None:
            return Outcome()
        drawn = await store.relabel(turn.db, self.sealer, turn.person_id, stored.version, SKETCH, SHOWN)
        if drawn is None:
            return Outcome()
        words = self.words(turn.locale)
        picture = FileRef(drawn.id, drawn.name, drawn.type, picture_alt(stored.cv, words))
        return Outcome(lines=(Line(words.pgettext("cvs/sketch", "Voilà ton CV pour l’instant."), (picture,)),))

    def actions(self) -> Mapping[str, Action]:
        return {"cvs.sketch": self.ask, "cvs.sketched": self.show}


def shows(cv: CV) -> bool:
    """Whether there is more on the page than who it is."""
    return cv != replace(CV(locale=cv.locale, updated=cv.updated, design=cv.design), name=cv.name, contact=cv.contact)
