"""Polling: fetches updates, hands each batch to the conversation, moves on only after its commit.

**Why ours:** python-telegram-bot's `run_polling` acknowledges before the work is done; a crash loses updates.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from telegram.error import Conflict, EndPointNotFound, InvalidToken, RetryAfter, TelegramError

from bot.channels.model import Incoming
from bot.channels.telegram.api import Api, wrong_token
from bot.channels.telegram.aside import Aside
from bot.channels.telegram.receive import read, update_id
from bot.clock import Clock
from bot.errors import Misconfigured, Unavailable

log = logging.getLogger(__name__)

PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0)
"""Seconds until the next try after a failure, the last one from then on."""
CONFLICTS = 3
"""Refused so often: whoever was not settled before the first one is the newcomer and gives way."""
SETTLED = timedelta(seconds=5)
"""Polling so long without a conflict: the token is ours. A newcomer is refused within the other's first pause."""
QUIET = timedelta(days=6)
"""After a week without updates Telegram counts anew from any number: an offset this old is forgotten."""

Take = Callable[[Sequence[Incoming], int], Awaitable[object]]
"""Takes a batch and stores the offset to go on with, in one transaction. Raises `Unavailable`."""


class Poller:
    """`run` until cancelled. `offset`: where the last process stopped."""

    def __init__(
        self, api: Api, take: Take, aside: Aside, clock: Clock, offset: int | None, pauses: Sequence[float] = PAUSES
    ) -> None:
        self._api = api
        self._take = take
        self._aside = aside
        self._clock = clock
        self._offset = offset
        self._pauses = pauses
        self._failures = 0
        self._conflicts = 0
        self._settled = False
        self._started = clock.now()
        self._last_news = clock.now()

    async def run(self) -> None:
        """Raises `Misconfigured` when another process polls with the same token, or the token is wrong."""
        while True:
            updates = await self._fetch()
            if updates:
                await self._work(updates)

    async def _fetch(self) -> Sequence[Any]:
        now = self._clock.now()
        if now - self._last_news > QUIET:
            self._offset, self._last_news = None, now
        try:
            updates = await self._api.updates(self._offset)
        except Conflict as error:
            await self._conflict(error)
            return ()
        except (InvalidToken, EndPointNotFound):
            raise wrong_token() from None
        except RetryAfter as error:
            await self._pause(f"Telegram asks to wait {error.retry_after}")
            return ()
        except TelegramError as error:
            await self._pause(f"no updates: {type(error).__name__}")
            return ()
        self._failures = 0
        return updates

    async def _conflict(self, error: Conflict) -> None:
        if "webhook" in error.message.lower():
            raise Misconfigured(["PASSERELLE_TELEGRAM_TOKEN: a webhook was set for this bot while we poll it"])
        if self._conflicts == 0 and self._clock.now() - self._started > SETTLED:
            self._settled = True
        self._conflicts += 1
        if self._settled:
            self._failures = 0
        elif self._conflicts >= CONFLICTS:
            raise Misconfigured(
                ["PASSERELLE_TELEGRAM_TOKEN: another process already polls with this token; only one can"]
            )
        await self._pause("another process polls with our token")

    async def _pause(self, why: str) -> None:
        seconds = self._pauses[min(self._failures, len(self._pauses) - 1)]
        self._failures += 1
        log.warning("telegram: %s, again in %s s", why, seconds)
        await asyncio.sleep(seconds)

    async def _work(self, updates: Sequence[Any]) -> None:
        now = self._clock.now()
        arrivals = [read(update, self._api.account, now) for update in updates if isinstance(update, Mapping)]
        numbers = [number for update in updates if (number := update_id(update)) is not None]
        incomings = [arrival.incoming for arrival in arrivals if arrival.incoming]
        if not numbers:
            return await self._pause("updates without a number")
        # A repeat of old updates alone must not move us back.
        following = max(max(numbers) + 1, self._offset or 0)
        await self._commit(incomings, following)
        self._offset, self._last_news = following, now
        for arrival in arrivals:
            self._aside.after(arrival)

    async def _commit(self, incomings: Sequence[Incoming], following: int) -> None:
        """Until it is done: what was fetched is answered before more is fetched."""
        while True:
            try:
                await self._take(incomings, following)
            except Unavailable:
                await self._pause("the database can't be written")
            else:
                self._failures = 0
                return
