"""That somebody reads on: once a day for each conversation, however many lines come to an open page.

Law: on the disk before a line is sent, so that « Qui a lu mes messages ? » never knows less than they do.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.mentors.model import Handoff
from bot.mentors.store import access, talk
from bot.storage.engine import Database


@dataclass(slots=True)
class Looked:
    """`_noted`: accounts and conversations that this process wrote down on `_day`. `zone`: its days are the person's.

    **Why** kept here: a stream that is cut off again and again writes nothing each time.
    """

    database: Database
    zone: ZoneInfo
    _day: date = date.min
    _noted: set[tuple[int, int]] = field(default_factory=set)

    async def opened(self, account_id: int, held: Handoff, now: datetime) -> None:
        """They opened it: written each time."""
        async with self.database.write() as db:
            await talk.read(db, now, account_id, held.person_id, access.ROLE, "conversation", str(held.id))
        self._today(now).add((account_id, held.id))

    async def reads_on(self, account_id: int, held: Handoff, now: datetime) -> bool:
        """Something of it is about to be sent to an open page. True: this was written now, the first time that day."""
        if (account_id, held.id) in self._today(now):
            return False
        await self.opened(account_id, held, now)
        return True

    def _today(self, now: datetime) -> set[tuple[int, int]]:
        day = now.astimezone(self.zone).date()
        if day != self._day:
            self._day, self._noted = day, set()
        return self._noted
