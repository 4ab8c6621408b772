"""What is done beside the conversation once an update is safe: buttons stop spinning, groups are left."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine

from telegram.error import TelegramError

from bot.channels.model import Address
from bot.channels.telegram import words
from bot.channels.telegram.api import Api
from bot.channels.telegram.keyboard import chosen
from bot.channels.telegram.receive import Arrival, Leave, Press
from bot.channels.telegram.send import TelegramSender
from bot.errors import Unavailable
from bot.i18n import negotiate
from bot.ports import Translations
from flows.events import Tapped

log = logging.getLogger(__name__)

MARK_PAUSE = 0.2
"""Seconds between two marked answers over all chats: the messages have the right of way in Telegram's 30 a second."""
MOST_AT_ONCE = 16
"""Calls beside the conversation under way together."""

Reach = Callable[[Address, bool], Awaitable[None]]
"""Told when a person blocked (False) or unblocked (True) the bot."""


async def no_reach(address: Address, reachable: bool) -> None:
    """Without it, a blocked person is noticed at the next message, and a returned one when they write."""


class Aside:
    """Runs after the commit, never holds up a turn; what fails here is lost and harmless."""

    def __init__(self, api: Api, sender: TelegramSender, translations: Translations, reach: Reach = no_reach) -> None:
        self._api = api
        self._sender = sender
        self._translations = translations
        self._reach = reach
        self._tasks: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(MOST_AT_ONCE)
        self._next_mark = 0.0
        self._left: set[int] = set()

    def after(self, arrival: Arrival, *, press_answered: bool = False) -> None:
        """Starts what is to do for one update. `press_answered`: the webhook's reply stops the spinning already."""
        if arrival.press and not press_answered:
            self._start(self._api.call("answerCallbackQuery", callback_query_id=arrival.press.query))
        if arrival.press and arrival.incoming and isinstance(arrival.incoming.said, Tapped):
            self._mark(arrival.incoming.address, arrival.press, arrival.incoming.said.id)
        if arrival.leave and arrival.leave.chat not in self._left:
            self._left.add(arrival.leave.chat)
            self._start(self._leave(arrival.leave))
        if arrival.reachable:
            self._start(self._reachable(*arrival.reachable))
        if arrival.other:
            log.info("telegram update not for the conversation: %s", arrival.other)

    async def close(self) -> None:
        """Lets what is under way end."""
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _start(self, work: Coroutine[object, object, object]) -> None:
        task = asyncio.get_running_loop().create_task(self._carefully(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _carefully(self, work: Coroutine[object, object, object]) -> None:
        async with self._slots:
            try:
                await work
            except (TelegramError, Unavailable) as error:
                # Mostly "query is too old": the person no longer waits for it.
                log.debug("beside the conversation: %s", type(error).__name__)

    def _mark(self, address: Address, press: Press, data: str) -> None:
        """Shows in the chat what was tapped, if it answers the newest question and there is time for it."""
        keyboard = chosen(press.rows, data)
        if keyboard is None or press.message is None or not self._sender.answered(address.chat, press.message):
            return
        now = asyncio.get_running_loop().time()
        if now < self._next_mark:
            return
        self._next_mark = now + MARK_PAUSE
        where = {"chat_id": int(address.chat), "message_id": press.message}
        self._start(self._api.call("editMessageReplyMarkup", **where, reply_markup=keyboard))

    async def _leave(self, leave: Leave) -> None:
        try:
            if leave.can_write:
                said = words.in_language(self._translations, negotiate(leave.locales))
                text = words.private_only(said, self._api.username)
                await self._api.call("sendMessage", chat_id=leave.chat, text=text)
        finally:
            await self._api.call("leaveChat", chat_id=leave.chat)
            self._left.discard(leave.chat)

    async def _reachable(self, address: Address, reachable: bool) -> None:
        await self._reach(address, reachable)
