"""Papers beside the CV, made of the one that is stored: previews of the designs, the version without a name.

Law: as for the CV itself, nothing is sent that could not be read back whole, and nothing of a CV that is gone.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.clock import Clock
from bot.cvs import store
from bot.cvs.documents import Maker, noted, pairs, trouble
from bot.cvs.model import Kept
from bot.ports import Later, Line, Outcome, Translations, Turn, Words
from bot.storage.engine import Database
from bot.storage.sealed import Sealer
from cv_builder.documents import Document
from cv_builder.model import CV
from flows.events import JsonValue

Payload = Mapping[str, JsonValue]
Make = Callable[[Maker, CV], Awaitable[Sequence[tuple[str, Document]]]]
"""The papers of a CV, each with a label."""
Say = Callable[[Sequence[Kept], Words], Sequence[Line]]


@dataclass(frozen=True, slots=True)
class Beside:
    """One kind of paper: `ask` is the action, `render` its effect, `hand` the event of its result."""

    kind: str
    make: Make
    say: Say
    database: Database
    sealer: Sealer
    clock: Clock
    maker: Maker
    words: Translations

    async def ask(self, turn: Turn, answers: Payload, args: Payload) -> Outcome:
        """Value: the version of the CV, or None when none was made yet."""
        stored = await store.load(turn.db, self.sealer, turn.person_id)
        if stored is None:
            return Outcome()
        work = Later(self.kind, {"version": stored.version}, f"{self.kind}/{turn.person_id}/{turn.new_id()}")
        return Outcome(stored.version, effects=(work,))

    async def render(self, person_id: int, payload: Payload) -> Payload:
        """May run again after a crash: papers with the same label take each other's place."""
        async with self.database.read() as db:
            stored = await store.load(db, self.sealer, person_id)
        if stored is None or stored.version != payload.get("version"):
            return {"made": False}
        papers = await self.make(self.maker, stored.cv)
        problems = tuple(dict.fromkeys(problem for _, paper in papers for problem in paper.problems))
        if problems:
            return {"made": True, "version": stored.version, "problems": noted(problems)}
        made = [(self.clock.new_id(), f"{self.kind}/{label}", paper) for label, paper in papers]
        async with self.database.write() as db:
            kept = await store.add(db, self.sealer, person_id, stored.version, made, self.clock.now())
        return {"made": kept, "version": stored.version}

    async def hand(self, turn: Turn, payload: Payload) -> Outcome:
        words, version = self.words(turn.locale), payload.get("version")
        stored = await store.load(turn.db, self.sealer, turn.person_id)
        if stored is None or stored.version != version:
            return Outcome()
        if payload.get("made") is not True:
            return Outcome(resume=payload.get("made") is False)
        if problems := pairs(payload.get("problems")):
            return Outcome(lines=(Line(trouble(problems, words)),), resume=True)
        kept = await store.documents(turn.db, self.sealer, turn.person_id, stored.version) or []
        mine = [file for file in kept if file.format.startswith(f"{self.kind}/")]
        return Outcome(lines=tuple(self.say(mine, words)), resume=True) if mine else Outcome()

    async def failed(self, turn: Turn, payload: Payload) -> Outcome:
        stored = await store.load(turn.db, self.sealer, turn.person_id)
        if stored is None or stored.version != payload.get("version"):
            return Outcome()
        return Outcome(lines=(Line(trouble((), self.words(turn.locale))),), resume=True)
