"""Signs of life of consoles: whoever has one open needs no call elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.mentors.store import duty
from bot.mentors.store.duty import Sign
from bot.storage.engine import Database
from bot.storage.together import Together

EVERY = timedelta(minutes=1)
"""So often an open console is noted. Who is cut off again and again writes nothing each time."""


@dataclass(slots=True)
class Alive:
    """`_noted`: when it was last written for an account, by this process."""

    database: Database
    _together: Together[Sign] = field(init=False)
    _noted: dict[int, datetime] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._together = Together(self.database, duty.alive)

    async def note(self, account_id: int, now: datetime) -> None:
        """It is open at `now`; on the disk when this returns. Raises `errors.Unavailable`."""
        known = self._noted.get(account_id)
        if known is not None and now - known < EVERY:
            return
        await self._together.add(Sign(account_id, now))
        self._noted[account_id] = now
