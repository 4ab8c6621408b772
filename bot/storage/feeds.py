"""Who waits for new lines of whom; woken by this process at once, by another one through the database."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import Unavailable
from bot.storage.engine import Database
from bot.storage.tables.people import people

log = logging.getLogger(__name__)

CHANNEL = "passerelle_lines"
"""PostgreSQL's LISTEN/NOTIFY channel; the payload is "person:seq" pairs."""
PAIRS_A_NOTICE = 200
"""PostgreSQL takes 8,000 bytes a notice; a pair is at most 39."""
POLL_S = 0.5
"""How often SQLite is asked whether another process wrote (only while somebody listens)."""
EVERYBODY = 0
"""Listens to it: woken whenever anybody got new lines. Nobody has this id."""
RECONNECT_S = 1.0
"""Wait before LISTEN is tried again after a lost connection."""


class Listener:
    """The newest seq not yet handed out."""

    def __init__(self) -> None:
        self._newest = 0
        self._given = 0
        self._grown = asyncio.Event()

    def seen(self, seq: int) -> None:
        if seq > self._newest:
            self._newest = seq
            self._grown.set()

    def stir(self) -> None:
        """Something is new that has no number of its own."""
        self.seen(self._newest + 1)

    async def next(self) -> int:
        while self._newest <= self._given:
            self._grown.clear()
            await self._grown.wait()
        self._given = self._newest
        return self._given


class Feeds:
    """`added` after each commit of this process; `run` brings the news of other processes."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._listeners: dict[int, set[Listener]] = {}

    @contextmanager
    def listen(self, person_id: int) -> Iterator[Listener]:
        listener = Listener()
        self._listeners.setdefault(person_id, set()).add(listener)
        try:
            yield listener
        finally:
            group = self._listeners[person_id]
            group.discard(listener)
            if not group:
                del self._listeners[person_id]

    def added(self, changed: Mapping[int, int]) -> None:
        """`changed`: person → newest seq."""
        for person_id, seq in changed.items():
            for listener in self._listeners.get(person_id, ()):
                listener.seen(seq)
        for listener in self._listeners.get(EVERYBODY, ()):
            listener.stir()

    async def announce(self, db: AsyncConnection, changed: Mapping[int, int]) -> None:
        """Tells the other processes, as part of the transaction (SQLite: they look for themselves)."""
        if db.dialect.name != "postgresql":
            return
        pairs = [f"{person_id}:{seq}" for person_id, seq in changed.items()]
        for start in range(0, len(pairs), PAIRS_A_NOTICE):
            payload = ",".join(pairs[start : start + PAIRS_A_NOTICE])
            await db.execute(text("SELECT pg_notify(:channel, :payload)"), {"channel": CHANNEL, "payload": payload})

    async def run(self) -> None:
        """Until cancelled."""
        if self._database.dialect == "postgresql":
            await self._run_postgres()
        else:
            await self._run_sqlite()

    async def refresh(self) -> None:
        """Reads the newest seq of everybody who is listened to."""
        wanted = sorted(self._listeners)
        if wanted:
            async with self._database.read() as db:
                rows = await db.execute(select(people.c.id, people.c.last_seq).where(people.c.id.in_(wanted)))
                self.added({row.id: row.last_seq for row in rows})

    async def _run_sqlite(self) -> None:
        async with self._database.read() as db:
            version = None
            while True:
                await asyncio.sleep(POLL_S)
                if not self._listeners:
                    continue
                now = (await db.exec_driver_sql("PRAGMA data_version")).scalar()
                if now != version:
                    version = now
                    await self.refresh()

    async def _run_postgres(self) -> None:
        while True:
            with suppress(OSError, DBAPIError, Unavailable):
                await self._listen_postgres()
            log.warning("the feed of other processes was lost, connecting again")
            await asyncio.sleep(RECONNECT_S)

    async def _listen_postgres(self) -> None:
        """A connection of its own; returns when it is lost."""
        lost = asyncio.Event()
        async with self._database.read() as db:
            raw: Any = (await db.get_raw_connection()).driver_connection
            raw.add_termination_listener(lambda _: lost.set())
            await raw.add_listener(CHANNEL, self._heard)
            try:
                await self.refresh()
                await lost.wait()
            finally:
                if not raw.is_closed():
                    await raw.remove_listener(CHANNEL, self._heard)

    def _heard(self, connection: Any, pid: int, channel: str, payload: str) -> None:
        pairs = (pair.split(":") for pair in payload.split(","))
        self.added({int(person_id): int(seq) for person_id, seq in pairs})
