"""The writer's SQLite driver: statements run on the event loop, COMMIT waits for the disk in a thread.

**Why:** a hop to aiosqlite's thread costs about 100 µs and one SQLAlchemy statement needs four of them; the statements
of a turn take microseconds each. Only what can wait (the lock of another process, fsync) leaves the loop or yields it.
Implements the part of `aiosqlite.Connection` that SQLAlchemy's dialect calls.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import Any

BUSY_RETRY_S = 0.005
"""How often another process's lock is tried again."""
BUSY_GIVE_UP_S = 5.0
"""A writer that waits longer says that the database is locked."""
WAITING = ("BEGIN", "PRAGMA journal_mode")
"""Statements that may find the lock taken: a transaction's first, and a new file's switch to WAL."""
CACHED_STATEMENTS = 512
"""Prepared statements kept; batch sizes vary the text of IN lists."""


class Cursor:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._cursor = connection.raw.cursor()

    async def __aenter__(self) -> Cursor:
        return self

    @property
    def description(self) -> Any:
        return self._cursor.description

    @property
    def rowcount(self) -> int:
        return self._cursor.rowcount

    @property
    def lastrowid(self) -> int | None:
        return self._cursor.lastrowid

    @property
    def arraysize(self) -> int:
        return self._cursor.arraysize

    @arraysize.setter
    def arraysize(self, value: int) -> None:
        self._cursor.arraysize = value

    async def execute(self, sql: str, parameters: Sequence[Any] | None = None) -> None:
        if sql.startswith(WAITING):
            await self._patiently(sql)
        else:
            self._cursor.execute(sql, parameters or ())

    async def _patiently(self, sql: str) -> None:
        loop = asyncio.get_running_loop()
        give_up = loop.time() + BUSY_GIVE_UP_S
        while True:
            try:
                self._cursor.execute(sql)
            except sqlite3.OperationalError as error:
                if error.sqlite_errorname != "SQLITE_BUSY" or loop.time() > give_up:
                    raise
            else:
                return
            await asyncio.sleep(BUSY_RETRY_S)

    async def executemany(self, sql: str, parameters: Iterable[Sequence[Any]]) -> None:
        self._cursor.executemany(sql, parameters)

    async def fetchone(self) -> Any:
        return self._cursor.fetchone()

    async def fetchmany(self, size: int | None = None) -> list[Any]:
        return self._cursor.fetchmany(size or self._cursor.arraysize)

    async def fetchall(self) -> list[Any]:
        return self._cursor.fetchall()

    async def close(self) -> None:
        self._cursor.close()


class Aside:
    """One thread, for what waits for the disk.

    **Why** no executor: its two futures a job, with their locks and callbacks, cost 15 µs of each turn.
    """

    def __init__(self) -> None:
        self._jobs: SimpleQueue[tuple[asyncio.Future[None], Callable[[], object]] | None] = SimpleQueue()
        self._thread = Thread(target=self._work, name="commit", daemon=True)
        self._thread.start()

    async def run(self, job: Callable[[], object]) -> None:
        """Raises what the job raises. Who is cancelled goes on once it is done: till then the connection is theirs."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._jobs.put((done, job))
        try:
            await done
        except asyncio.CancelledError:
            await self._all_before()
            raise

    async def _all_before(self) -> None:
        """However often cancelled."""
        last: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._jobs.put((last, bool))
        while not last.done():
            with suppress(asyncio.CancelledError):
                await asyncio.wait([last])

    def end(self) -> None:
        """What was asked for before is done first. May be called twice."""
        self._jobs.put(None)
        self._thread.join()

    def _work(self) -> None:
        while (asked := self._jobs.get()) is not None:
            done, job = asked
            error: Exception | None = None
            try:
                job()
            except Exception as raised:
                error = raised
            with suppress(RuntimeError):  # the loop of who asked has ended
                done.get_loop().call_soon_threadsafe(_settle, done, error)


def _settle(done: asyncio.Future[None], error: Exception | None) -> None:
    if done.done():
        return
    if error is None:
        done.set_result(None)
    else:
        done.set_exception(error)


class Connection:
    """One writer connection; `isolation_level=None`, so BEGIN is ours."""

    def __init__(self, path: str) -> None:
        self.raw = sqlite3.connect(
            path, isolation_level=None, check_same_thread=False, timeout=0, cached_statements=CACHED_STATEMENTS
        )
        self._aside = Aside()

    @property
    def _connection(self) -> sqlite3.Connection:
        """The dialect asks whether the connection is open."""
        return self.raw

    def cursor(self) -> Cursor:
        return Cursor(self)

    async def create_function(self, name: str, arguments: int, function: Callable[..., Any], **kw: Any) -> None:
        self.raw.create_function(name, arguments, function, **kw)

    async def commit(self) -> None:
        if self.raw.in_transaction:
            await self._aside.run(self.raw.commit)

    async def rollback(self) -> None:
        self.raw.rollback()

    async def close(self) -> None:
        self.stop()

    def stop(self) -> None:
        self._aside.end()
        self.raw.close()


async def connect(path: str) -> Connection:
    return Connection(path)
