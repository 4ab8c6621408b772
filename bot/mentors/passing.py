"""A person's file on its way to their mentor: fetched, cleaned of what it gives away, stored; or refused with a word.

Law: an effect, run again after a crash from what is stored; whichever run ends first settles it. What can't be shown is
said in the conversation, where both read it.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from sqlalchemy import select

from bot.channels.model import FileRef
from bot.clock import Clock
from bot.errors import Refused as Refusal
from bot.i18n import Translator
from bot.mentors import contacts
from bot.mentors import words as say
from bot.mentors.contacts.files import Refused, Scrubbed
from bot.mentors.store import handoffs, passed, people
from bot.ports import EventHandler, Later, Line, Outcome, Turn
from bot.storage.engine import Database
from bot.storage.sealed import Sealer
from bot.storage.tables.files import files
from flows.events import JsonValue, Received

FETCH = "mentors.fetch"
MOST_BYTES = 20 * 1024 * 1024
"""As much as Telegram hands out, and as an upload may have."""
MOST_AN_HOUR = 60
"""Files of one person in an hour: six albums."""
LONGEST_NAME = 60
"""Characters of a file's name."""

Payload = Mapping[str, JsonValue]
Fetch = Callable[[str], Awaitable[bytes]]
"""Bytes of a file that lies with its channel. Raises `Refused` (gone, too big) or `Unavailable` (try again)."""
Scrub = Callable[[bytes, str], Awaitable[Scrubbed | Refused]]


async def begin(turn: Turn, file: Received, seq: int) -> tuple[Later, ...]:
    """In the turn of the line: the effect that brings it; none when they sent too many."""
    if await passed.recent(turn.db, turn.person_id, turn.now) >= MOST_AN_HOUR:
        return ()
    await passed.coming(turn.db, turn.now, turn.person_id, seq)
    payload: dict[str, JsonValue] = {"seq": seq, "ref": file.ref, "name": file.name, "type": file.type}
    return (Later(FETCH, payload, f"{FETCH}/{turn.person_id}/{seq}"),)


@dataclass(frozen=True, slots=True)
class Passing:
    """The effect. `channels`: how a file is had that lies with its channel (`<channel>:…`); others lie with us."""

    database: Database
    sealer: Sealer
    clock: Clock
    channels: Mapping[str, Fetch]
    scrub: Scrub

    async def __call__(self, person_id: int, payload: Payload) -> Payload:
        """`seq`, `ref`, `name`, `type` of the line's file. Raises `Unavailable`: tried again later."""
        seq, type = _seq(payload), str(payload.get("type"))
        found = await self._cleaned(person_id, str(payload.get("ref")), type)
        async with self.database.write() as db:
            if isinstance(found, str):
                await passed.refuse(db, person_id, seq, found)
                return {"seq": seq, "why": found}
            file = FileRef(self.clock.new_id(), harmless(str(payload.get("name")), found.type), found.type)
            await passed.there(db, self.sealer, self.clock.now(), person_id, seq, file, found.body)
        return {"seq": seq}

    async def _cleaned(self, person_id: int, ref: str, type: str) -> Scrubbed | str:
        try:
            body = await self._bytes(person_id, ref)
        except Refusal as error:
            return "too_big" if error.code == "too_big" else "gone"
        if body is None:
            return "gone"
        if len(body) > MOST_BYTES:
            return "too_big"
        found = await self.scrub(body, type)
        return found.reason if isinstance(found, Refused) else found

    async def _bytes(self, person_id: int, ref: str) -> bytes | None:
        channel, colon, _ = ref.partition(":")
        if colon and channel in self.channels:
            return await self.channels[channel](ref)
        mine = select(files.c.body).where(files.c.person_id == person_id, files.c.id == ref)
        async with self.database.read() as db:
            sealed: Any = await db.scalar(mine)
        return None if sealed is None else self.sealer.open(person_id, sealed)


@dataclass(frozen=True, slots=True)
class Arrived:
    """What became of it, in the person's turn: nothing is said of what went well."""

    words: Callable[[str], Translator]

    def handlers(self) -> Mapping[str, EventHandler]:
        return {f"{FETCH}.done": self.done, f"{FETCH}.failed": self.failed}

    async def done(self, turn: Turn, payload: Payload) -> Outcome:
        why = payload.get("why")
        return await self._refused(turn, str(why)) if why else Outcome()

    async def failed(self, turn: Turn, payload: Payload) -> Outcome:
        """Every try broke."""
        await passed.refuse(turn.db, turn.person_id, _seq(payload), "failed")
        return await self._refused(turn, "failed")

    async def _refused(self, turn: Turn, why: str) -> Outcome:
        held = await handoffs.open_of(turn.db, turn.person_id)
        alias = await people.mentor_alias(turn.db, held.mentor_id if held else None)
        return Outcome(lines=(Line(say.not_passed(why, alias, self.words(turn.locale))),))


def harmless(name: str, type: str) -> str:
    """A name that reaches nobody, with the ending of what it truly is: it goes where the file goes."""
    stem = PurePosixPath(name.replace("\\", "/")).stem[:LONGEST_NAME].strip(" .")
    if not stem or contacts.found(stem.replace("_", " ")) or contacts.found(stem):
        stem = type.partition("/")[0] if type.startswith(("image/", "audio/", "video/")) else "document"
    return stem + (ENDINGS.get(type) or mimetypes.guess_extension(type) or "")


ENDINGS = {"image/jpeg": ".jpg", "audio/ogg": ".ogg", "audio/mpeg": ".mp3", "audio/mp4": ".m4a", "audio/webm": ".webm"}
"""Where the system's own list differs from one machine to the next."""


def _seq(payload: Payload) -> int:
    seq = payload.get("seq")
    return seq if isinstance(seq, int) else 0
