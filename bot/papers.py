"""Papers made of something that is stored (a CV, a letter): an effect makes and reads them back, an event hands them
to the person.

Law: nothing is sent that could not be read back whole; what was erased or made anew meanwhile is left alone.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.ports import EffectHandler, EventHandler, Later, Line, Outcome, Translations, Turn, Words
from bot.storage.engine import Database
from bot.storage.papers import Body, Paper, Shelf
from cv_builder.documents import Document
from cv_builder.notes import Note
from flows.events import JsonValue

Payload = Mapping[str, JsonValue]

UNPRINTABLE = "unprintable"


class Stored(Protocol):
    """What papers are made of. `version` counts from 1."""

    @property
    def version(self) -> int: ...


S = TypeVar("S", bound=Stored)


@dataclass(frozen=True, slots=True)
class Made:
    """`papers`: each with its format, as `Paper` has it. `told`: what `Kind.say` is to know besides."""

    papers: Sequence[tuple[str, Document]]
    told: Payload = field(default_factory=dict)

    @property
    def problems(self) -> Sequence[Note]:
        """All problems of all papers, each once."""
        return tuple(dict.fromkeys(problem for _, paper in self.papers for problem in paper.problems))


class Keep(Protocol):
    """`Shelf.keep`, `add`, `draw`, unbound: False when there is nothing (any more) to keep them for."""

    async def __call__(
        self, shelf: Shelf, db: AsyncConnection, person_id: int, version: int, made: Sequence[Body], now: datetime, /
    ) -> bool: ...


@dataclass(frozen=True, slots=True)
class Kind(Generic[S]):
    """One kind of papers. `name`: of the effect that makes them.

    `make`: the papers of what is stored. `say`: hands them over, of what lies on the shelf of that version.
    `keep`: how they lie there.
    """

    name: str
    make: Callable[[S], Awaitable[Made]]
    say: Callable[[Turn, S, Sequence[Paper], Payload], Awaitable[Sequence[Line]]]
    keep: Keep = Shelf.keep


@dataclass(frozen=True, slots=True)
class Press(Generic[S]):
    """What all kinds of a room have in common. `load`: what is stored of a person, with its newest version.

    `trouble`: what is said of problems, `(code, text)`; of none when every try broke.
    """

    load: Callable[[AsyncConnection, int], Awaitable[S | None]]
    shelf: Shelf
    trouble: Callable[[Sequence[tuple[str, str]], Words], str]
    database: Database
    clock: Clock
    words: Translations

    async def make(self, kind: Kind[S], person_id: int, payload: Payload) -> Payload:
        """The effect. May run again after a crash: the shelf keeps the papers of one run."""
        async with self.database.read() as db:
            stored = await self._asked(db, person_id, payload)
        if stored is None:
            return {"made": False}
        made = await kind.make(stored)
        if problems := made.problems:
            noted: JsonValue = [{"code": note.code, "text": note.text} for note in problems]
            return {"made": True, "version": stored.version, "problems": noted}
        bodies = [
            (Paper(self.clock.new_id(), format, document.name, document.type), document.data)
            for format, document in made.papers
        ]
        async with self.database.write() as db:
            kept = await kind.keep(self.shelf, db, person_id, stored.version, bodies, self.clock.now())
        return {"made": kept, "version": stored.version, **made.told}

    async def hand(self, kind: Kind[S], turn: Turn, payload: Payload) -> Outcome:
        """The event of its result: the papers, or what is wrong with them."""
        stored = await self._asked(turn.db, turn.person_id, payload)
        if stored is None or not isinstance(payload.get("made"), bool):
            return Outcome()
        if not payload["made"]:
            return Outcome(resume=True)
        if problems := _pairs(payload.get("problems")):
            return Outcome(lines=(Line(self.trouble(problems, self.words(turn.locale))),), resume=True)
        papers = await self.shelf.of(turn.db, turn.person_id, stored.version)
        lines = await kind.say(turn, stored, papers, payload) if papers else ()
        return Outcome(lines=tuple(lines), resume=bool(lines))

    async def failed(self, turn: Turn, payload: Payload) -> Outcome:
        """Every try broke; staff see why, the person hears that nothing is lost."""
        if await self._asked(turn.db, turn.person_id, payload) is None:
            return Outcome()
        return Outcome(lines=(Line(self.trouble((), self.words(turn.locale))),), resume=True)

    async def _asked(self, db: AsyncConnection, person_id: int, payload: Payload) -> S | None:
        """What is stored, when it is still the version that papers were asked for."""
        stored = await self.load(db, person_id)
        return stored if stored is not None and stored.version == payload.get("version") else None

    def effect(self, kind: Kind[S]) -> EffectHandler:
        async def made(person_id: int, payload: Payload) -> Payload:
            return await self.make(kind, person_id, payload)

        return made

    def events(self, kind: Kind[S]) -> Mapping[str, EventHandler]:
        async def done(turn: Turn, payload: Payload) -> Outcome:
            return await self.hand(kind, turn, payload)

        return {f"{kind.name}.done": done, f"{kind.name}.failed": self.failed}


def asked(kind: str, turn: Turn, version: int) -> Later:
    """The effect that makes papers of this kind and version."""
    return Later(kind, {"version": version}, f"{kind}/{turn.person_id}/{turn.new_id()}")


def unprintable(problems: Sequence[tuple[str, str]]) -> Sequence[str]:
    """Signs that none of our fonts has."""
    return [text for code, text in problems if code == UNPRINTABLE]


def _pairs(value: JsonValue) -> Sequence[tuple[str, str]]:
    """(code, text) of notes as an effect gave them."""
    notes = value if isinstance(value, list) else []
    return [(str(note.get("code")), str(note.get("text"))) for note in notes if isinstance(note, dict)]
