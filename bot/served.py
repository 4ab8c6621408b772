"""The engine with its libraries and resolvers, as `bot.conversation` asks for it."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.i18n import Translator, language_name
from bot.releases.shelf import Shelf
from flows import engine, moving, retained, tracks
from flows.answers import Resolvers, collect
from flows.events import Event, JsonValue, Output
from flows.model import Library
from flows.retained import Retained
from flows.session import Session
from flows.text import SOURCE
from flows.tracks import Passage


@dataclass(frozen=True, slots=True)
class Spoken(Mapping[str, str]):
    """The languages offered now, with their own names: what is published changes them."""

    served: Served

    def __getitem__(self, locale: str) -> str:
        if locale not in self.served.library.offered:
            raise KeyError(locale)
        return language_name(locale)

    def __iter__(self) -> Iterator[str]:
        return iter(self.served.library.offered)

    def __len__(self) -> int:
        return len(self.served.library.offered)


@dataclass(frozen=True, slots=True)
class Served:
    """Everybody is walked with the newest release, but who stands where it has nothing left (`flows.moving`)."""

    shelf: Shelf
    resolvers: Resolvers
    somebody: asyncio.Event = field(default_factory=asyncio.Event)
    """Set with the first turn."""

    @property
    def library(self) -> Library:
        return self.shelf.library

    def fresh(self, locales: tuple[str, ...]) -> Session:
        return engine.start(self.library, locales)._replace(release=self.shelf.number)

    def load(self, state: bytes) -> Session:
        return Session.from_json(state)

    def dump(self, session: Session) -> str:
        return session.to_json()

    def where(self, session: Session) -> tuple[str, int]:
        return moving.spot(session), session.release

    def asks(self, session: Session) -> str:
        return moving.asked(session)

    def label(self, session: Session, event: Event) -> str:
        return engine.transcript_label(self.shelf.began(session.release) or self.library, session, event)

    def called(self, locale: str, text: str) -> str:
        """What these words ask of the bot wherever they are typed: `menu`, the id of a flow, or ""."""
        return engine.asked_for(self.library, locale, text)

    def words(self, locale: str) -> Translator:
        """What code says, in the words of today."""
        return self.shelf.words(locale)

    def saved(self, state: bytes) -> dict[str, JsonValue]:
        """What somebody answered, by save, out of their stored session: what a change put by, too."""
        session = Session.from_json(state)
        whole = {**session.journals, session.root: {**session.journal, **session.later}}
        return collect(self.shelf.began(session.release) or self.library, session._replace(journals=whole))

    def lately(self, state: bytes, locale: str, flows: Collection[str], most: int) -> list[Retained]:
        """The last answers in these flows out of a stored session, in words of that language, the newest first."""
        session = Session.from_json(state)
        library = self.shelf.began(session.release) or self.library
        spoken = locale if locale in library.locales else SOURCE
        return retained.lately(library, session._replace(locale=spoken), flows, most)

    def advance(self, session: Session, event: Event, now: datetime) -> tuple[Session, Sequence[Output]]:
        self.somebody.set()
        shelf, number = self.shelf, self.shelf.number
        if session.release == number:
            after, out = engine.advance(shelf.library, session, event, now, self.resolvers)
        else:
            began = shelf.began(session.release)
            placed = moving.place(shelf.library, began, session, shelf.moves(session.release))
            after, out = moving.advance(shelf.library, began or shelf.library, placed, event, now, self.resolvers)
            number = number if placed.newest else session.release
        return tracks.carried(session, after, number), out

    def passage(self, before: Session, after: Session) -> Passage | None:
        return tracks.passage(before, after)
