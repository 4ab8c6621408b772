"""The CV of somebody as a mentor sees it: without name, contact and town, each line with its number."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.cvs import store
from bot.cvs.model import Stored
from bot.cvs.papers.press import Maker
from bot.cvs.rules.cv import cv_locale, is_empty
from bot.cvs.rules.texts import Text, texts, unread
from bot.storage import consents
from bot.storage.engine import Database
from bot.storage.sealed import Sealer
from bot.storage.tables.conversation import sessions
from cv_builder.anonymous import anonymous
from cv_builder.layout import compose
from cv_builder.lines import lines_of
from cv_builder.quiz import cv_from_answers
from cv_builder.rewording import in_answers, is_sayable
from flows.events import JsonValue

Answers = Mapping[str, JsonValue]

NAMED = (("cv", "nom"), ("cv_nom", "latin"), ("cv_nom", "ecris"))
"""Flow and question in which somebody tells their name, before there is a CV."""

TOLD_IN = ("cv", "forces", "lettre")
"""Flows whose answers a mentor sees, with those named after them: what a CV or a letter is made of."""
LATELY = 6
"""Answers shown, the newest: what somebody was at when they asked."""


class Given(Protocol):
    """An answer in words, with its question."""

    @property
    def flow(self) -> str: ...

    @property
    def step(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def value(self) -> str: ...


class Lately(Protocol):
    """The last answers in these flows, in that language, out of somebody's session; the newest first."""

    def __call__(self, state: bytes, locale: str, flows: Collection[str], most: int, /) -> Sequence[Given]: ...


@dataclass(frozen=True, slots=True)
class SheetLine:
    """`number` stands beside it on the picture. `texts`: what in it is there to be worded, as far as it is no name."""

    number: int
    text: str
    texts: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """`version`: of the CV it was made of. `locale`: its own language.

    `unread`: what nobody who gets this CV could read, and is therefore not on it.
    """

    version: int
    locale: str
    lines: tuple[SheetLine, ...]
    unread: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """Lines of a CV that is not made yet. `locale`: its own language."""

    locale: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheets:
    """What a console is given. `answers`: what somebody answered, by flow and question, out of their session; `saved`:
    the same as the CV is made of it; `last`: the newest in words."""

    database: Database
    sealer: Sealer
    maker: Maker
    answers: Callable[[bytes], Answers]
    saved: Callable[[bytes], Answers]
    last: Lately

    async def names(self, db: AsyncConnection, person_id: int) -> Sequence[str]:
        stored = await store.load(db, self.sealer, person_id)
        found = [stored.cv.name, stored.cv.name_own] if stored else []
        told = await self._told(db, person_id, self.answers)
        for flow, question in NAMED:
            given = told.get(flow)
            name = given.get(question) if isinstance(given, dict) else None
            found += [name] if isinstance(name, str) else []
        return [name for name in dict.fromkeys(found) if name]

    async def sheet(self, db: AsyncConnection, person_id: int) -> Sheet | None:
        stored = await self._shown(db, person_id)
        if stored is None:
            return None
        told = await self._told(db, person_id, self.saved)
        told = in_answers(told, await store.taken(db, self.sealer, person_id))
        page = compose(anonymous(stored.cv))
        found = texts(page, stored.cv, told)
        lines = tuple(SheetLine(line.number, line.text, found[line.number]) for line in lines_of(page))
        return Sheet(stored.version, stored.cv.locale, lines, unread(stored.cv, told))

    async def draft(self, db: AsyncConnection, person_id: int) -> Draft | None:
        """What they answered so far, as their CV will say it; None: nothing yet, they don't show it, or it is made."""
        if not await consents.allowed(db, person_id, "sharing") or await store.load(db, self.sealer, person_id):
            return None
        told = await self._told(db, person_id, self.saved)
        cv = cv_from_answers(told, cv_locale(told))
        nobody = replace(anonymous(cv), name="", name_own="")
        return None if is_empty(nobody) else Draft(cv.locale, tuple(line.text for line in lines_of(compose(nobody))))

    async def lately(self, db: AsyncConnection, person_id: int, locale: str) -> Sequence[tuple[str, str]]:
        """The last questions and answers for a CV or a letter, the newest first, without name and contact.

        Nothing where they do not show their CV: it is made of them.
        """
        state = await self._state(db, person_id)
        if state is None or not await consents.allowed(db, person_id, "sharing"):
            return ()
        found = self.last(state, locale, TOLD_IN, LATELY + len(NAMED))
        return [(one.name, one.value) for one in found if (one.flow, one.step) not in NAMED][:LATELY]

    async def _told(self, db: AsyncConnection, person_id: int, read: Callable[[bytes], Answers]) -> Answers:
        state = await self._state(db, person_id)
        return read(state) if state else {}

    async def _state(self, db: AsyncConnection, person_id: int) -> bytes | None:
        state = await db.scalar(select(sessions.c.state).where(sessions.c.person_id == person_id))
        return self.sealer.open(person_id, state) if state else None

    def can_say(self, text: str, locale: str) -> bool:
        return is_sayable(text, locale)

    async def picture(self, person_id: int) -> bytes | None:
        async with self.database.read() as db:
            stored = await self._shown(db, person_id)
        if stored is None:
            return None
        return (await self.maker.make(anonymous(stored.cv), ("numbered",))).files[0].data

    async def _shown(self, db: AsyncConnection, person_id: int) -> Stored | None:
        """None: there is none yet, or they do not show it (any more)."""
        shows = await consents.allowed(db, person_id, "sharing")
        return await store.load(db, self.sealer, person_id) if shows else None
