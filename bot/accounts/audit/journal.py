"""Writes entries before what they are about is done: whoever comes at the same time shares one transaction.

What a browser asks for again by itself, after every cut, is written once in a while.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from bot.accounts.audit import store
from bot.accounts.audit.model import Entry
from bot.storage.engine import Database
from bot.storage.together import Together

SELDOM = timedelta(minutes=10)
"""How exactly the audit has what a browser asks for by itself: an hour on a bad network would be thousands of rows."""
NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(slots=True)
class Journal:
    """`note` returns when the entry is on the disk. Raises `errors.Unavailable`: then nothing may be shown or done."""

    database: Database
    _together: Together[Entry] = field(init=False)
    _known: dict[Entry, datetime] = field(default_factory=dict)
    """Of the last `SELDOM`: what is on the disk already, without its time."""

    def __post_init__(self) -> None:
        self._together = Together(self.database, store.add)

    async def note(self, entry: Entry) -> None:
        await self._together.add(entry)

    async def once_in_a_while(self, entry: Entry) -> None:
        """Like `note`, unless the same was written less than `SELDOM` ago."""
        same, since = replace(entry, at=NEVER), entry.at - SELDOM
        if self._known.get(same, NEVER) > since:
            return
        await self.note(entry)
        self._known = {one: at for one, at in self._known.items() if at > since} | {same: entry.at}
