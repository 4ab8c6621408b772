"""How fast a channel may be used: over all chats, in one chat, in a group. Pure bookkeeping in seconds."""

from __future__ import annotations

from collections import OrderedDict, deque

from bot.channels.model import Address

CHAT_PAUSE_S = 1.0
"""Telegram: one message a second in one chat."""
GROUP_MESSAGES, GROUP_WINDOW_S = 20, 60.0
"""Telegram: twenty messages a minute in one group (its chat id is negative)."""
MOST_CHATS = 10_000
"""Chats remembered; the oldest are free to send anyway."""


class Pace:
    """`rate` messages a second over all chats; 0 = no limit at all, in chats neither."""

    def __init__(self, rate: float) -> None:
        self._rate = rate
        self._free_at = 0.0
        self._chats: OrderedDict[Address, deque[float]] = OrderedDict()

    def book(self, address: Address, now: float, urgent: bool = False) -> float:
        """Books the next free place for this chat and returns the seconds until then. SOS takes one at once."""
        if self._rate <= 0:
            return 0.0
        booked = self._of(address)
        at = now if urgent else max(now, self._free_at, self._chat_free_at(address, booked))
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

    def _chat_free_at(self, address: Address, booked: deque[float]) -> float:
        if not booked:
            return 0.0
        free_at = booked[-1] + CHAT_PAUSE_S
        if address.chat.startswith("-") and len(booked) == GROUP_MESSAGES:
            free_at = max(free_at, booked[0] + GROUP_WINDOW_S)
        return free_at
