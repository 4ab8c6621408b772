"""The pace shared by all processes on one database: the rules are those of `bot.channels.pace`."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.model import Address
from bot.channels.pace import GROUP_MESSAGES, Pace, Pacing, chat_free_at, is_group
from bot.clock import Clock
from bot.errors import Unavailable
from bot.storage.engine import Database, insert
from bot.storage.tables.paces import paces

log = logging.getLogger(__name__)


def pacing(database: Database, clock: Clock, rate: float) -> Pacing:
    """SQLite is used by one process, which remembers by itself."""
    return Pace(rate) if database.dialect == "sqlite" else StoredPace(database, clock, rate)


class StoredPace:
    """`rate` messages a second over all chats of an account, whoever sends them.

    **Why** a statement a message is no burden: Telegram takes thirty a second. While the database can't be reached
    this process keeps its own pace; SOS asks nobody.
    """

    def __init__(self, database: Database, clock: Clock, rate: float) -> None:
        self._database = database
        self._clock = clock
        self._rate = rate
        self._own = Pace(rate)

    async def wait(self, address: Address, urgent: bool = False) -> float:
        own = await self._own.wait(address, urgent)
        if self._rate <= 0 or urgent:
            return own
        try:
            async with self._database.write() as db:
                return await self._book(db, address, self._clock.now())
        except Unavailable:
            log.warning("the database can't be reached: this process keeps its own pace")
            return own

    async def _book(self, db: AsyncConnection, address: Address, moment: datetime) -> float:
        """The account's row is taken first and held to the end: so processes book one after the other."""
        now = moment.timestamp()
        account, chat = _place(address, ""), _place(address, address.chat)
        found = await _taken(db, (account, chat))
        free_at = max([now, *found[account]])
        at = max(free_at, chat_free_at(address, found[chat]))
        kept = [*found[chat], at][-(GROUP_MESSAGES if is_group(address) else 1) :]
        rows = [
            {"place": place, "booked": json.dumps(booked), "used_at": datetime.fromtimestamp(booked[-1], UTC)}
            for place, booked in ((account, [free_at + 1 / self._rate]), (chat, kept))
        ]
        statement = insert(db, paces)
        update = {"booked": statement.excluded.booked, "used_at": statement.excluded.used_at}
        await db.execute(statement.on_conflict_do_update(index_elements=["place"], set_=update), rows)
        return at - now


async def _taken(db: AsyncConnection, places: Sequence[str]) -> Mapping[str, list[float]]:
    """The places booked so far; the first row is made if need be and locked."""
    first = {"place": places[0], "booked": "[]", "used_at": datetime.fromtimestamp(0, UTC)}
    await db.execute(insert(db, paces).on_conflict_do_nothing(), [first])
    await db.execute(select(paces.c.place).where(paces.c.place == places[0]).with_for_update())
    rows = await db.execute(select(paces.c.place, paces.c.booked).where(paces.c.place.in_(places)))
    booked = {row.place: [float(at) for at in json.loads(row.booked)] for row in rows}
    return {place: booked.get(place, []) for place in places}


def _place(address: Address, chat: str) -> str:
    named = "\0".join((address.channel, address.account, chat))
    return hashlib.blake2b(named.encode(), digest_size=16).hexdigest()
