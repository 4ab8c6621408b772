"""Tells somebody of the team that something is theirs to see, where they asked for it: never who, never a word.

Law: from an effect, so that nobody's turn waits for a mail server. One way that takes it is enough: who was reached
once is not told again because the other way was out of reach.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.clock import Clock
from bot.errors import Unavailable
from bot.hours import is_night
from bot.i18n import Translator
from bot.notices import Notice, WriteNotice
from bot.ports import Mail, Mailer, Messenger
from bot.storage import team
from bot.storage.engine import Database
from bot.storage.team import EMAIL, TELEGRAM, Reach


@dataclass(frozen=True, slots=True)
class Telling:
    """Implements `notices.Teller`. `mailer`: None where there is no e-mail. `messenger`: what writes in Telegram, once
    it is there. `origin`: of links.
    """

    database: Database
    clock: Clock
    words: Callable[[str], Translator]
    mailer: Mailer | None
    messenger: Callable[[], Messenger | None]
    origin: str

    async def __call__(self, account_id: int, write: WriteNotice) -> bool:
        async with self.database.read() as db:
            to = await team.reach(db, account_id)
        if to is None:
            return False
        notice, took, later = write(to.reads, to.zone), dict[str, bool](), None
        for channel, way in ((TELEGRAM, self._telegram), (EMAIL, self._email)):
            try:
                sent = await way(to, notice)
            except Unavailable as error:
                later = error
                continue
            if sent is not None:
                took[channel] = sent
        await self._refused(account_id, took)
        reached = any(took.values())
        if later is not None and not reached:
            raise later
        return reached

    async def _telegram(self, to: Reach, notice: Notice) -> bool | None:
        """None: not by this way. **Why** without a sound at night: most of it can wait until they are awake."""
        messenger = self.messenger()
        if not to.chat or messenger is None:
            return None
        button = self.words(to.reads).pgettext("telling/open", "Ouvrir")
        quiet = not notice.urgent and is_night(self.clock.now(), to.zone)
        return await messenger.tell(to.chat, notice.text, button, f"{self.origin}{notice.page}", quiet=quiet)

    async def _email(self, to: Reach, notice: Notice) -> bool | None:
        if not to.email or self.mailer is None:
            return None
        words = self.words(to.reads)
        stop = words.pgettext("telling/stop", "Pour ne plus recevoir ces messages\u00a0: {link}")
        parts = [notice.text, f"{self.origin}{notice.page}", stop.format(link=f"{self.origin}{notice.stop}")]
        mail = Mail(to.email, notice.subject, "\n\n".join(parts) + "\n", notice.key, words.locale)
        return await self.mailer.send(mail)

    async def _refused(self, account_id: int, took: Mapping[str, bool]) -> None:
        gone = [channel for channel, sent in took.items() if not sent]
        if not gone:
            return
        async with self.database.write() as db:
            for channel in gone:
                await team.refused(db, self.clock.now(), account_id, channel)
