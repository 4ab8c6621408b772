"""The CV as it stands while questions go on: one light picture, drawn after a subject and shown with the next answer.

Law: there is one at most. A newer one, or the CV itself, is another version and overtakes it.
**Why** it comes with the next answer: it would else push the question away that was asked meanwhile, or keep the person
waiting for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.cvs import store
from bot.cvs.actions.making import reworded
from bot.cvs.model import Stored
from bot.cvs.papers.documents import picture_alt
from bot.cvs.papers.press import Maker
from bot.papers import Kind, Made, Payload, asked
from bot.ports import Action, Line, Outcome, Translations, Turn
from bot.storage.papers import Paper, Shelf
from bot.storage.sealed import Sealer
from cv_builder.model import CV

SKETCH = "cvs.sketch"
"""Kind of the effect that draws it, and its label among the papers of the CV until it was shown."""
SHOWN = "cvs.sketch/shown"


@dataclass(frozen=True, slots=True)
class Sketch:
    """`ask` and `show` are actions. **Why** nothing is said when it is drawn: see above."""

    sealer: Sealer
    maker: Maker
    words: Translations

    async def ask(self, turn: Turn, answers: Payload, args: Payload) -> Outcome:
        """Value: the version, or None when there is no more to see than a name, or the CV itself was made once.

        **Why** not after that: it is made again by itself, of the answers that differ from the version kept here.
        """
        cv = (await reworded(answers, turn, self.sealer)).cv
        if not shows(cv) or await store.shelf(self.sealer).ever(turn.db, turn.person_id, "pdf"):
            return Outcome()
        version = await store.save(turn.db, self.sealer, turn.person_id, cv, turn.now)
        return Outcome(version, effects=(asked(SKETCH, turn, version),))

    async def make(self, stored: Stored) -> Made:
        drawn = await self.maker.make(stored.cv, ("light",))
        return Made([(SKETCH, drawn.files[0])])

    async def say(self, turn: Turn, stored: Stored, papers: Sequence[Paper], payload: Payload) -> Sequence[Line]:
        return ()

    async def show(self, turn: Turn, answers: Payload, args: Payload) -> Outcome:
        """Says the picture if it is there by now and was not seen yet."""
        stored = await store.load(turn.db, self.sealer, turn.person_id)
        if stored is None:
            return Outcome()
        shelf = store.shelf(self.sealer)
        drawn = await shelf.relabel(turn.db, turn.person_id, stored.version, SKETCH, SHOWN)
        if drawn is None:
            return Outcome()
        words = self.words(turn.locale)
        picture = drawn.ref(picture_alt(stored.cv, words))
        return Outcome(lines=(Line(words.pgettext("cvs/sketch", "Voilà ton CV pour l’instant."), (picture,)),))

    def actions(self) -> Mapping[str, Action]:
        return {"cvs.sketch": self.ask, "cvs.sketched": self.show}

    def kind(self) -> Kind[Stored]:
        return Kind(SKETCH, self.make, self.say, Shelf.draw)


def shows(cv: CV) -> bool:
    """Whether there is more on the page than who it is."""
    return cv != replace(CV(locale=cv.locale, updated=cv.updated, design=cv.design), name=cv.name, contact=cv.contact)
