"""« 1 personne attend, français/arabe »: told to mentors who asked for it, where they want it; nothing else.

Law: an effect, so that nobody's turn waits for a mail server; nobody is called at night unless they are on duty.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.clock import Clock
from bot.errors import Unavailable
from bot.hours import is_night
from bot.i18n import Translator
from bot.mentors.model import Handoff
from bot.mentors.store import calls
from bot.mentors.store.calls import EMAIL, TELEGRAM, Call
from bot.ports import Later, Mail, Mailer, Messenger, Turn
from bot.storage.engine import Database
from bot.storage.types import micros
from flows.events import JsonValue

CALL = "mentors.call"


def about(turn: Turn, handoff: Handoff) -> Later:
    """In the turn of somebody who waits."""
    return Later(CALL, {"handoff": handoff.id}, f"{CALL}/{handoff.id}/{micros(turn.now)}")


@dataclass(frozen=True, slots=True)
class Calling:
    """`mailer`: None where there is no e-mail. `messenger`: what writes in Telegram, once it is there.

    `origin`: of the link to the console.
    """

    database: Database
    clock: Clock
    words: Callable[[str], Translator]
    mailer: Mailer | None
    messenger: Callable[[], Messenger | None]
    origin: str

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
        try:
            gone = await self._told(call)
        except Unavailable:
            async with self.database.write() as db:
                await calls.untake(db, call)
            raise
        async with self.database.write() as db:
            for channel in gone:
                await calls.refused(db, now, account, channel)

    async def _told(self, call: Call) -> list[str]:
        """Channels that take nothing any more."""
        words, link, gone = self.words(call.reads), f"{self.origin}/mentor", []
        text, messenger = said(call, words), self.messenger()
        if call.chat and messenger is not None:
            button = words.pgettext("mentors/call/open", "Ouvrir")
            if not await messenger.tell(call.chat, text, button, link):
                gone.append(TELEGRAM)
        if call.email and self.mailer is not None:
            stop = words.pgettext("mentors/call/stop", "Pour ne plus recevoir ces messages\u00a0: {link}")
            body = "\n\n".join([text, link, stop.format(link=f"{link}/profile")])
            key = f"call/{call.account_id}/{micros(self.clock.now())}"
            if not await self.mailer.send(Mail(call.email, text, body, key, call.reads)):
                gone.append(EMAIL)
        return gone


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
