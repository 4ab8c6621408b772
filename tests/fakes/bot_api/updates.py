"""How updates reach the bot: `getUpdates` with offset and conflicts, or a webhook with order per chat and retries."""

from __future__ import annotations

import asyncio
import contextlib
from collections import defaultdict, deque
from typing import Any

import aiohttp

from tests.fakes.bot_api.faults import Faults

FIRST_ID = 880_000_001
RETRY = (0.02, 0.05, 0.1, 0.2, 0.5)
"""Seconds between the tries of one delivery, the last one for ever (Telegram: growing to a minute)."""
CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ON = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}


class Conflict(Exception):
    """Told as 409."""


class Updates:
    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self.pending: dict[int, dict[str, Any]] = {}
        self.again: list[dict[str, Any]] = []
        self.allowed: list[str] = []
        self.webhook: dict[str, Any] = {}
        self.tries: dict[int, int] = defaultdict(int)
        self.last_error = ""
        self.replies: list[dict[str, Any]] = []
        self._id = FIRST_ID
        self._poll: asyncio.Future[None] | None = None
        self._arrived = asyncio.Event()
        self.polling = asyncio.Event()
        """Set once somebody's long poll waits."""
        self.empty = asyncio.Event()
        """Set while every update is confirmed or delivered."""
        self.empty.set()
        self._chats: dict[int, deque[int]] = defaultdict(deque)
        self._pushing: dict[int, asyncio.Task[None]] = {}
        self._session: aiohttp.ClientSession | None = None
        self._slots = asyncio.Semaphore(40)
        self.call: Any = None
        """Carries out a method given in a webhook's answer; set by the server."""

    def post(self, update: dict[str, Any]) -> None:
        kind = next(iter(update))
        if (self.allowed and kind not in self.allowed) or (not self.allowed and kind in NOT_BY_DEFAULT):
            return
        number, self._id = self._id, self._id + 1
        self.pending[number] = {"update_id": number, **update}
        self._arrived.set()
        self.empty.clear()
        if self.webhook.get("url"):
            self._push(number)

    # -- polling ----------------------------------------------------------------------------------------------
    async def get(self, offset: int = 0, limit: int = 100, seconds: float = 0) -> list[dict[str, Any]]:
        if self.webhook.get("url"):
            raise Conflict(WEBHOOK_ON)
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(Conflict(CONFLICT))
        self._confirm(offset)
        if not self.pending and not self.again and seconds:
            await self._wait(seconds)
        # Told again is only what was confirmed, and never before something older that was not.
        repeated = [update for update in self.again if update["update_id"] not in self.pending][:limit]
        fresh = list(self.pending.values())[: limit - len(repeated)]
        self.again = [update for update in fresh if self.faults.repeats()]
        return sorted(repeated + fresh, key=lambda update: int(update["update_id"]))

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            keep = list(self.pending)[offset:]
            self.pending = {number: self.pending[number] for number in keep}
        for number in [number for number in self.pending if number < offset]:
            del self.pending[number]
        self._look()

    def _look(self) -> None:
        if not self.pending:
            self.empty.set()

    async def _wait(self, seconds: float) -> None:
        self._arrived.clear()
        self._poll = poll = asyncio.get_running_loop().create_future()
        arrived = asyncio.ensure_future(self._arrived.wait())
        self.polling.set()
        try:
            await asyncio.wait({poll, arrived}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            arrived.cancel()
        if poll.done():
            poll.result()
        poll.cancel()

    # -- webhook ----------------------------------------------------------------------------------------------
    async def set_webhook(self, settings: dict[str, Any]) -> None:
        await self.stop()
        self.webhook = settings
        if settings.get("drop_pending_updates"):
            self.pending.clear()
            self.empty.set()
        self._slots = asyncio.Semaphore(settings.get("max_connections") or 40)
        if settings.get("url"):
            self._chats.clear()
            for number in self.pending:
                self._push(number)

    async def stop(self) -> None:
        tasks, self._pushing = list(self._pushing.values()), {}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session is not None:
            session, self._session = self._session, None
            await session.close()

    def _push(self, number: int) -> None:
        chat = _chat_of(self.pending[number])
        self._chats[chat].append(number)
        task = self._pushing.get(chat)
        if task is None or task.done():
            self._pushing[chat] = asyncio.ensure_future(self._drain(chat))

    async def _drain(self, chat: int) -> None:
        queue = self._chats[chat]
        while queue:
            update = self.pending[queue[0]]
            async with self._slots:
                if self.faults.late:
                    await asyncio.sleep(self.faults.delay())
                delivered = await self._deliver(update)
                if delivered and self.faults.repeats():
                    await self._deliver(update)
            if delivered:
                self.pending.pop(queue.popleft(), None)
                self._look()
            else:
                tries = self.tries[update["update_id"]]
                await asyncio.sleep(RETRY[min(tries, len(RETRY)) - 1])

    async def _deliver(self, update: dict[str, Any]) -> bool:
        self.tries[update["update_id"]] += 1
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30))
        headers = {"X-Telegram-Bot-Api-Secret-Token": s} if (s := self.webhook.get("secret_token")) else {}
        try:
            async with self._session.post(self.webhook["url"], json=update, headers=headers) as answer:
                body = await answer.read()
                if not 200 <= answer.status < 300:
                    self.last_error = f"Wrong response from the webhook: {answer.status}"
                    return False
                if body.lstrip().startswith(b"{"):
                    with contextlib.suppress(ValueError):
                        await self._reply(await answer.json(content_type=None))
                return True
        except (TimeoutError, aiohttp.ClientError) as error:
            self.last_error = f"{type(error).__name__}"
            return False

    async def _reply(self, body: dict[str, Any]) -> None:
        if "method" in body:
            self.replies.append(body)
            await self.call(body["method"], {key: value for key, value in body.items() if key != "method"}, {})


def _chat_of(update: dict[str, Any]) -> int:
    for content in update.values():
        if isinstance(content, dict):
            inner = content.get("message", content)
            if "chat" in inner:
                return int(inner["chat"]["id"])
            if "from" in content:
                return int(content["from"]["id"])
    return 0
