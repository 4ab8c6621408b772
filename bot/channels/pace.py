"""How fast a channel may be used: over all chats, in one chat, in a group. Pure bookkeeping in seconds."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import Sequence
from typing import Protocol

from bot.channels.model import Address

CHAT_PAUSE_S = 1.0
"""Telegram: one message a second in one chat."""
GROUP_MESSAGES, GROUP_WINDOW_S = 20, 60.0
"""Telegram: twenty messages a minute in one group (its chat id is negative)."""
MOST_CHATS = 10_000
"""Chats remembered; the oldest are free to send anyway."""


class Pacing(Protocol):
    """What the outbox asks before each message."""

    async def wait(self, address: Address, urgent: bool = False) -> float:
        """Books the next free place for this chat; seconds until then. SOS takes one at once."""
        ...


def is_group(address: Address) -> bool:
    return address.chat.startswith("-")


def chat_free_at(address: Address, booked: Sequence[float]) -> float:
    """When this chat may have its next message; `booked`: the last places it took, oldest first."""
    if not booked:
        return 0.0
    free_at = booked[-1] + CHAT_PAUSE_S
    if is_group(address) and len(booked) >= GROUP_MESSAGES:
        free_at = max(free_at, booked[-GROUP_MESSAGES] + GROUP_WINDOW_S)
    return free_at


class Pace:
    """The pace of one process. `rate` messages a second over all chats; 0 = no limit at all, in chats neither."""

    def __init__(self, rate: float) -> None:
        self._rate = rate
        self._free_at = 0.0
        self._chats: OrderedDict[Address, deque[float]] = OrderedDict()

    async def wait(self, address: Address, urgent: bool = False) -> float:
        return self.book(address, asyncio.get_running_loop().time(), urgent)

    def book(self, address: Address, now: float, urgent: bool = False) -> float:
        """`now` by any clock that is always the same one."""
        if self._rate <= 0:
            return 0.0
        booked = self._of(address)
        at = now if urgent else max(now, self._free_at, chat_free_at(address, booked))
        self._free_at = max(self._free_at, now) + 1 / self._rate
        booked.append(at)
        return at - now

    def _of(self, address: Address) -> deque[float]:
        """The last places booked for this chat."""
        booked = self._chats.setdefault(address, deque(maxlen=GROUP_MESSAGES))
        self._chats.move_to_end(address)
        if len(self._chats) > MOST_CHATS:
            self._chats.popitem(last=False)
        return booked
