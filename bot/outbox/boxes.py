"""What this process is delivering: one box a person, whose lease it holds. No I/O.

Law: a box holds every undelivered line up to `top`; the next line leaves it only once what became of the one before
is stored, so that a crash repeats at most one line a person.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.channels.model import Address
from bot.conversation.model import SOS, Parcel


class Mark(NamedTuple):
    """What became of a line. `hold_s`: it stays due, and its person waits so long."""

    person_id: int
    seq: int
    state: str
    address: Address
    ref: str | None = None
    tries: int = 0
    hold_s: float | None = None
    reason: str = ""


@dataclass(slots=True)
class Box:
    person_id: int
    top: int
    """The newest line handed over."""
    parcels: list[Parcel] = field(default_factory=list)
    complete: bool = True
    """False once lines were given back to the database: they are still to be delivered."""
    marked: asyncio.Future[None] | None = None
    """Waits until the mark of the last line is stored."""
    pause: asyncio.Task[None] | None = None
    """Until this chat's turn comes."""

    def add(self, parcels: list[Parcel]) -> None:
        self.parcels += parcels
        self.parcels.sort(key=lambda parcel: (parcel.priority, parcel.message.seq))
        self.top = max(self.top, *(parcel.message.seq for parcel in parcels))
        if self.pause is not None and self.parcels[0].priority == SOS:
            self.pause.cancel()

    def give_back(self) -> None:
        """What is not sent yet stays due in the database."""
        self.complete = self.complete and not self.parcels
        self.parcels = []

    def drop(self, address: Address) -> None:
        """Forgets what would go there; the database is told, too."""
        self.parcels = [one for one in self.parcels if one.address != address]
