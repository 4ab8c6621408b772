"""One wrapped key by itself, read at once: for whoever opens a line outside a batch (a page, an effect).

**Why** not awaited: sealing is asked for in the middle of pure code, hundreds of times a second, and nearly always
finds its key at hand. What is missing costs some µs on SQLite, a millisecond on PostgreSQL, once.
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.errors import Unavailable
from bot.storage.engine import BUSY_TIMEOUT_MS, POSTGRES, Database, is_down
from bot.storage.tables.keys import person_keys

PATIENCE_S = 5.0
"""PostgreSQL that does not answer that long is not there."""


class KeyRows(Protocol):
    def find(self, person_id: int) -> bytes | None:
        """Raises `Unavailable`."""
        ...

    def close(self) -> None: ...


class SqliteRows:
    """A connection of its own that only reads."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._db: sqlite3.Connection | None = None

    def find(self, person_id: int) -> bytes | None:
        with self._lock:
            try:
                if self._db is None:
                    self._db = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False)
                    self._db.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
                    self._db.execute("PRAGMA query_only=ON")
                # `fetchall` ends the statement: one left open would hold back the cleaning of the WAL.
                query = "SELECT wrapped FROM person_keys WHERE person_id = ?"
                rows = self._db.execute(query, (person_id,)).fetchall()
            except sqlite3.Error as error:
                if is_down(error):
                    raise Unavailable(f"database: {type(error).__name__}") from error
                raise
        return rows[0][0] if rows else None

    def close(self) -> None:
        with self._lock:
            if self._db is not None:
                self._db.close()
                self._db = None


class PostgresRows:
    """A thread with a loop and a connection of its own, started when it is first needed."""

    def __init__(self, database: Database) -> None:
        self._url = database.url
        self._engine: AsyncEngine | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    def find(self, person_id: int) -> bytes | None:
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            self._thread = threading.Thread(target=self._loop.run_forever, name="keys", daemon=True)
            self._thread.start()
        asked = asyncio.run_coroutine_threadsafe(self._find(person_id), self._loop)
        try:
            return asked.result(PATIENCE_S)
        except TimeoutError as error:
            asked.cancel()
            raise Unavailable("database: no answer") from error
        except Exception as error:
            if is_down(error) or isinstance(error, OSError):
                raise Unavailable(f"database: {type(error).__name__}") from error
            raise

    async def _find(self, person_id: int) -> bytes | None:
        if self._engine is None:
            self._engine = create_async_engine(
                self._url, pool_size=1, max_overflow=0, isolation_level="AUTOCOMMIT", **POSTGRES
            )
        async with self._engine.connect() as db:
            found: bytes | None = await db.scalar(
                select(person_keys.c.wrapped).where(person_keys.c.person_id == person_id)
            )
        return found

    def close(self) -> None:
        if self._loop is None or self._thread is None:
            return
        if self._engine is not None:
            asyncio.run_coroutine_threadsafe(self._engine.dispose(), self._loop).result(PATIENCE_S)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        self._loop = self._thread = self._engine = None


def key_rows(database: Database) -> KeyRows:
    return SqliteRows(str(database.url.database)) if database.dialect == "sqlite" else PostgresRows(database)
