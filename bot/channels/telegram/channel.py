"""Telegram as one piece for the composition root: a sender for the outbox, a route or a loop for what arrives."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from aiohttp import web
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.channels.telegram.api import Api
from bot.channels.telegram.aside import Aside, Reach, no_reach
from bot.channels.telegram.poll import PAUSES, QUIET, Poller
from bot.channels.telegram.poll import Take as TakeMany
from bot.channels.telegram.receive import FILE_REF
from bot.channels.telegram.send import TelegramSender
from bot.channels.telegram.setup import Profile, introduce, receive_by
from bot.channels.telegram.webhook import PATH, Take, Webhook
from bot.clock import Clock
from bot.errors import Unavailable
from bot.ports import Transcripts, Translations

log = logging.getLogger(__name__)

Offset = Callable[[datetime], Awaitable[int | None]]
"""The stored offset, unless it was stored before that time."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the settings say. With `secret`, updates come to `public_url`/telegram; without, they are polled."""

    token: str
    root: str
    public_url: str | None
    secret: str | None
    locales: Sequence[str]
    profile: Profile
    pauses: Sequence[float] = PAUSES


class TelegramChannel:
    """Made once; `routes` before the web server starts, then `run` as long as the process lives."""

    def __init__(
        self, options: Options, transcripts: Transcripts, translations: Translations, clock: Clock,
        reach: Reach = no_reach,
    ) -> None:  # fmt: skip
        self.api = Api(options.token, options.root)
        self.sender = TelegramSender(self.api, transcripts, translations)
        self._options = options
        self._translations = translations
        self._clock = clock
        self._aside = Aside(self.api, self.sender, translations, reach)

    @property
    def account(self) -> str:
        return self.api.account

    def routes(self, app: web.Application, take: Take) -> None:
        """Adds the webhook, when there is one. `take` takes one `Incoming` and returns after its commit."""
        if self._options.secret:
            hook = Webhook(self.account, self._options.secret, take, self._aside, self._clock)
            app.router.add_post(PATH, hook.handle)

    async def run(self, take: TakeMany, offset: Offset) -> None:
        """Until cancelled. Raises `Misconfigured` when staff must act; waits as long as Telegram can't be reached.

        `take` takes a batch and stores the next offset with it; `offset` reads the stored one back.
        """
        await self._open()
        # Beside the work: nobody waits for their answer until the menus are set.
        texts = introduce(self.api, self._translations, self._options.locales, self._options.profile)
        introducing = asyncio.get_running_loop().create_task(texts)
        try:
            if self._options.secret:
                await asyncio.Event().wait()
            begin = await offset(self._clock.now() - QUIET)
            poller = Poller(self.api, take, self._aside, self._clock, begin, self._options.pauses)
            await poller.run()
        finally:
            introducing.cancel()
            await self._aside.close()

    async def fetch(self, ref: str) -> bytes:
        """The bytes behind `Received.ref`. Raises `Refused` (gone, over 20 MB) or `Unavailable` (try again)."""
        return await self.api.download(ref.removeprefix(FILE_REF))

    async def tell(self, chat: str, text: str, label: str, url: str, *, quiet: bool = False) -> bool:
        """Implements `ports.Messenger`. **Why** the address as a line: Telegram takes buttons to the open net only."""
        button = {"inline_keyboard": [[{"text": label, "url": url}]]} if url.startswith("https://") else None
        said = text if button else f"{text}\n{url}"
        try:
            values = {"chat_id": int(chat), "text": said, "reply_markup": button, "disable_notification": quiet or None}
            await self.api.call("sendMessage", **values)
        except (Forbidden, BadRequest):
            return False
        except TelegramError as error:
            raise Unavailable(f"Telegram does not take it now: {type(error).__name__}") from None
        return True

    async def close(self) -> None:
        """Ends the connections; the outbox no longer sends by then."""
        await self.api.close()

    async def _open(self) -> None:
        url = f"{self._options.public_url}{PATH}" if self._options.secret else None
        for tries in count():
            try:
                await self.api.open()
                return await receive_by(self.api, url, self._options.secret or "")
            except Unavailable as error:
                seconds = self._options.pauses[min(tries, len(self._options.pauses) - 1)]
                log.warning("%s, again in %s s", error, seconds)
                await asyncio.sleep(seconds)
