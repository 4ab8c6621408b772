"""What happens to a file that no question waits for: acknowledged, read by an effect, taken as a CV when it is one."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

from bot.errors import Refused as Refusal
from bot.ports import Later, Line, Outcome, Translations, Turn
from bot.received import rules, store, words
from bot.received.child import described, understood
from bot.storage.engine import Database
from bot.storage.sealed import Sealer
from cv_builder.reading.report import Read, Refused
from flows.events import Adopted, JsonValue

READ = "received.read"
"""Kind of the effect that fetches and reads a file."""
READING = "reading"
"""Value of `received.brought` while a file is read: the flow waits for it."""
ASK = "recu"
"""The flow that asks whether the CV of a file replaces theirs."""

Answers = Mapping[str, JsonValue]
Payload = Mapping[str, JsonValue]
Fetch = Callable[[str], Awaitable[bytes]]
"""Bytes of a file that lies with its channel. Raises `Refused` (gone, too big) or `Unavailable` (try again)."""
Reader = Callable[[bytes], Awaitable[Read | Refused]]


@dataclass(frozen=True, slots=True)
class Actions:
    """`file`, `read`, `brought`, `take`, `leave`: bound to what they need."""

    sealer: Sealer
    words: Translations

    async def file(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """A file came that no question waits for."""
        taken = await self._taken(turn, str(args.get("ref")))
        if taken.value != READING:
            return taken if taken.adopt else replace(taken, resume=True)
        return replace(taken, lines=(Line(words.looking(self.words(turn.locale))),))

    async def read(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """The file that a flow asked for: `READING`, or nothing with the reason said."""
        file = args.get("file")
        return await self._taken(turn, str(file.get("ref"))) if isinstance(file, dict) else Outcome(None)

    async def _taken(self, turn: Turn, ref: str) -> Outcome:
        """Nobody's file is read before they agreed: it waits, and the CV begins with that question."""
        says = self.words(turn.locale)
        if not await store.has_agreed(turn.db, turn.person_id):
            await store.wait(turn.db, self.sealer, turn.person_id, turn.new_id(), store.UNREAD, {"ref": ref}, turn.now)
            return Outcome(lines=(Line(words.consent_first(says)),), adopt=Adopted(rules.FLOW, {}))
        if await store.recent(turn.db, turn.person_id, READ, turn.now) >= rules.MOST_AN_HOUR:
            await store.drop(turn.db, turn.person_id, ref)
            return Outcome(lines=(Line(words.too_often(says)),))
        return Outcome(READING, effects=(_look(turn, ref),))

    async def brought(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """What a file brings that no question asks; `READING` when one waited for consent and is read first."""
        waiting = await store.take(turn.db, self.sealer, turn.person_id, store.UNREAD)
        return Outcome(READING, effects=(_look(turn, str(waiting["ref"])),)) if waiting else Outcome(None)

    async def take(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """The CV of the file takes the place of the one here."""
        waiting = await store.take(turn.db, self.sealer, turn.person_id, store.WAITING)
        if waiting is None:
            return Outcome(lines=(Line(words.refused("gone", self.words(turn.locale))),))
        return Outcome(adopt=Adopted(rules.FLOW, waiting))

    async def leave(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """The CV here stays; nothing of the file does."""
        await store.take(turn.db, self.sealer, turn.person_id, store.WAITING)
        return Outcome(None)


def _look(turn: Turn, ref: str) -> Later:
    return Later(READ, {"ref": ref}, f"{READ}/{turn.person_id}/{turn.new_id()}")


@dataclass(frozen=True, slots=True)
class Reading:
    """The effect: fetches the bytes from where they lie, has them read, forgets them.

    `channels`: how a file is had that lies with its channel (`<channel>:…`); others lie in our storage.
    """

    database: Database
    sealer: Sealer
    channels: Mapping[str, Fetch]
    read: Reader

    async def __call__(self, person_id: int, payload: Payload) -> Payload:
        ref = str(payload.get("ref"))
        try:
            data = await self._bytes(person_id, ref)
        except Refusal as error:
            return {"ref": ref, "refused": "too_big" if error.code == "too_big" else "gone"}
        found = await self.read(data) if data is not None else Refused("gone")
        # A file may hold thousands of lines: cut off the event loop, and small when the turn gets it.
        settled = await asyncio.to_thread(rules.settled, found) if isinstance(found, Read) else found
        return {"ref": ref, **described(settled)}

    async def _bytes(self, person_id: int, ref: str) -> bytes | None:
        channel, colon, _ = ref.partition(":")
        if colon and channel in self.channels:
            return await self.channels[channel](ref)
        async with self.database.read() as db:
            return await store.body(db, self.sealer, person_id, ref)


@dataclass(frozen=True, slots=True)
class Hand:
    """The event `received.read.done`: says what was taken and what was not, and goes on from there."""

    sealer: Sealer
    words: Translations
    answers: store.GivenAnswers

    async def __call__(self, turn: Turn, payload: Payload) -> Outcome:
        says = self.words(turn.locale)
        await store.drop(turn.db, turn.person_id, str(payload.get("ref")))
        found = understood(payload)
        if isinstance(found, Refused):
            return Outcome(lines=(Line(words.refused(found.code, says)),), resume=True)
        lines = tuple(Line(text) for text in words.told(found, says))
        given = rules.answers(found)
        if not await self._under_way(turn):
            return Outcome(lines=lines, adopt=Adopted(rules.FLOW, given))
        await store.wait(turn.db, self.sealer, turn.person_id, turn.new_id(), store.WAITING, given, turn.now)
        return Outcome(lines=lines, adopt=Adopted(ASK, {}))

    async def _under_way(self, turn: Turn) -> bool:
        given = await store.given(turn.db, self.sealer, turn.person_id, self.answers)
        return rules.is_under_way(given) or await store.has_cv(turn.db, turn.person_id)


@dataclass(frozen=True, slots=True)
class Failed:
    """The event `received.read.failed`: every try broke."""

    words: Translations

    async def __call__(self, turn: Turn, payload: Payload) -> Outcome:
        await store.drop(turn.db, turn.person_id, str(payload.get("ref")))
        return Outcome(lines=(Line(words.failed(self.words(turn.locale))),), resume=True)
