"""« 1 personne attend, français/arabe »: told to mentors who asked for it, where they want it; nothing else.

Law: an effect, so that nobody's turn waits for a mail server; nobody is called at night unless they are on duty.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.errors import Unavailable
from bot.hours import is_night
from bot.i18n import Translator
from bot.mentors.model import Handoff
from bot.mentors.store import calls
from bot.mentors.store.calls import Call
from bot.notices import Notice, Teller
from bot.ports import Later, Turn
from bot.storage.engine import Database
from bot.storage.types import micros
from flows.events import JsonValue

CALL = "mentors.call"
PAGE, STOP = "/mentor", "/mentor/profile"


def about(turn: Turn, handoff: Handoff) -> Later:
    """In the turn of somebody who waits."""
    return Later(CALL, {"handoff": handoff.id}, f"{CALL}/{handoff.id}/{micros(turn.now)}")


@dataclass(frozen=True, slots=True)
class Calling:
    """The effect `CALL`."""

    database: Database
    clock: Clock
    teller: Teller
    words: Callable[[str], Translator]

    async def __call__(self, person_id: int, payload: Mapping[str, JsonValue]) -> Mapping[str, JsonValue]:
        """`handoff`. Raises `Unavailable`: who could not be told is tried again later, and nobody else."""
        id, now = payload.get("handoff"), self.clock.now()
        if not isinstance(id, int):
            return {}
        async with self.database.read() as db:
            due = await calls.due(db, id, now)
        missed: Unavailable | None = None
        for account in due:
            try:
                await self._call(account)
            except Unavailable as error:
                missed = error
        if missed is not None:
            raise missed
        return {}

    async def _call(self, account: int) -> None:
        now = self.clock.now()
        async with self.database.write() as db:
            call = await calls.take(db, account, now)
            if call is not None and not call.on_duty and is_night(now, call.zone):
                await calls.untake(db, call)
                return
        if call is None:
            return

        def write(reads: str, zone: ZoneInfo) -> Notice:
            text = said(call, self.words(reads))
            return Notice(text, text, PAGE, STOP, f"call/{account}/{micros(now)}", urgent=call.on_duty)

        try:
            await self.teller(account, write)
        except Unavailable:
            async with self.database.write() as db:
                await calls.untake(db, call)
            raise


def said(call: Call, words: Translator) -> str:
    """How many, in which languages; never who, never a word of theirs."""
    sentence = words.npgettext(
        "mentors/call",
        "{count} personne attend, {languages}.",
        "{count} personnes attendent, {languages}.",
        call.waiting,
    )
    names = "/".join(words.babel.languages.get(language, language) for language in call.languages)
    return sentence.format(count=words.number(call.waiting), languages=names)
