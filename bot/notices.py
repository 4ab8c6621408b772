"""What somebody of the team is told, from whatever room; `bot/telling.py` does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Notice:
    """What somebody of the team hears: that something is theirs to see, never who, never a word of a person.

    `subject`: of an e-mail. `page`: the path where they see it; `stop`: where they end such news. `key` names it for
    good, as in `Mail`. `urgent`: it may ring at night.
    """

    subject: str
    text: str
    page: str
    stop: str
    key: str
    urgent: bool = False


WriteNotice = Callable[[str, ZoneInfo], Notice]
"""Writes it in the language they read, by their clock."""


class Teller(Protocol):
    """Tells somebody of the team something, where they asked for it; from an effect."""

    async def __call__(self, account_id: int, write: WriteNotice) -> bool:
        """True: they were reached. False: they asked for nothing, or nothing takes it any more. Raises
        `errors.Unavailable`: nobody was reached now, try again later."""
        ...
