"""SQLite's reading connections: aiosqlite, whose threads have ended before the database is closed.

**Why:** a thread reports to the event loop of who asked. A read that is given up half-way leaves its thread at work,
and reporting to a loop that has ended is an error in a thread that nobody catches.
"""

from __future__ import annotations

import asyncio
from threading import Thread
from weakref import WeakSet

import aiosqlite

PATIENCE_S = 2.0
"""For each: a read takes milliseconds; who reads longer is not waited for."""


class Threads:
    def __init__(self) -> None:
        self._all: WeakSet[Thread] = WeakSet()

    async def connect(self, path: str) -> aiosqlite.Connection:
        """One more connection, outside any transaction."""
        connection = aiosqlite.connect(path, isolation_level=None)
        thread: Thread = connection._thread
        thread.daemon = True
        self._all.add(thread)
        return await connection

    async def ended(self) -> bool:
        """Once the connections are closed. False: one of them is still at work."""
        return await asyncio.to_thread(self._join)

    def _join(self) -> bool:
        threads = list(self._all)
        for thread in threads:
            thread.join(PATIENCE_S)
        return not any(thread.is_alive() for thread in threads)
