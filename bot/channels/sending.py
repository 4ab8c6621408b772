"""What becomes of one message that a channel sends: the outbox reads it, every sending channel answers it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, TypeAlias

from bot.channels.model import Address, Message


@dataclass(frozen=True, slots=True)
class Sent:
    """Done. `ref` is the channel's own name of what was sent, given back as `previous_ref` to change it; of several
    messages their names, with spaces between.
    """

    ref: str


@dataclass(frozen=True, slots=True)
class RetryAfter:
    """Not now: this chat waits so many seconds, others go on."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The person blocked us or is gone: nothing more is sent until they write."""


@dataclass(frozen=True, slots=True)
class Parked:
    """The channel refuses this message for good; staff look at it. `reason` holds none of its words."""

    reason: str


Outcome: TypeAlias = Sent | RetryAfter | Unreachable | Parked


class Sender(Protocol):
    """Sends one line. `previous_ref`: of the line that `message.replaces`, if it was sent here; of one
    that `clears`: of all that it takes away. Never raises for
    what a network or a person can do; may be called again with the same line after a `RetryAfter` or a crash.
    """

    async def send(self, address: Address, message: Message, previous_ref: str | None) -> Outcome: ...
