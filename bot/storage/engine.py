"""The database: one writer and many readers on SQLite, a pool on PostgreSQL, the same Core code on both."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.sql.expression import TableClause

from bot.errors import Misconfigured, Unavailable
from bot.storage import schema, sqlite_loop
from bot.storage.sqlite_threads import Threads

BUSY_TIMEOUT_MS = 5000
"""How long a reader waits for a lock (WAL: only while the file is being recovered)."""
POOL = 5
"""PostgreSQL connections for turns, and as many for reading."""
POSTGRES: dict[str, Any] = {"pool_pre_ping": True, "hide_parameters": True}
"""**Why** hidden: an error of a statement would carry what a person wrote into the log."""
NOT_OURS = {"SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_IOERR", "SQLITE_FULL", "SQLITE_READONLY", "SQLITE_CANTOPEN"}
"""SQLite errors of the machine, not of a statement (an extended code begins with its family)."""
LOST_CLASSES = {"08", "53", "57"}
"""PostgreSQL error classes: connection, resources, shut down by its operator."""
READ_ONLY = "25006"
"""PostgreSQL after a failover: this server only reads."""
RETRIED_STATES = {"40001", "40P01"}
"""PostgreSQL: serialisation failure, deadlock: the same transaction works the second time."""


def is_down(error: BaseException) -> bool:
    """True if the database, not what we asked of it, is at fault: deliver again later."""
    if isinstance(error, DBAPIError):
        if error.connection_invalidated:
            return True
        error = error.orig if error.orig is not None else error
    if isinstance(error, sqlite3.Error):
        name = getattr(error, "sqlite_errorname", "")
        return any(name == family or name.startswith(family + "_") for family in NOT_OURS)
    state = getattr(error, "sqlstate", None)
    if state is not None:
        return str(state)[:2] in LOST_CLASSES or state == READ_ONLY
    return isinstance(error, ConnectionError)


def is_retried(error: BaseException) -> bool:
    """True for a deadlock and its like, also as the `Unavailable` that `Database` makes of it."""
    if isinstance(error, Unavailable) and error.__cause__ is not None:
        error = error.__cause__
    return isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", None) in RETRIED_STATES


def insert(db: AsyncConnection, table: TableClause) -> Any:
    """INSERT of this database's dialect, which knows ON CONFLICT on both."""
    return sqlite.insert(table) if db.dialect.name == "sqlite" else postgresql.insert(table)


def parsed(address: str) -> URL:
    """Raises `Misconfigured`."""
    try:
        return make_url(address)
    except (ArgumentError, ValueError):
        raise Misconfigured(
            ["PASSERELLE_DATABASE_URL: not an address such as postgresql://user:password@host/name"]
        ) from None


def _innermost(error: BaseException) -> str:
    """What the driver or the system said first; it names files and servers, never a password."""
    while (cause := getattr(error, "orig", None) or error.__cause__) is not None:
        error = cause
    return str(error) or type(error).__name__


def _pragmas(connection: Any, *statements: str) -> None:
    cursor = connection.cursor()
    for statement in statements:
        cursor.execute(f"PRAGMA {statement}")
        cursor.fetchall()
    cursor.close()


def _sqlite_writer(path: str) -> AsyncEngine:
    engine = create_async_engine(
        URL.create("sqlite+aiosqlite", database=path),
        hide_parameters=True,
        async_creator=lambda: sqlite_loop.connect(path),
        pool_size=1,
        max_overflow=0,
        pool_reset_on_return=None,
    )

    @event.listens_for(engine.sync_engine, "connect")
    def on_connect(connection: Any, record: Any) -> None:
        _pragmas(connection, "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")

    @event.listens_for(engine.sync_engine, "begin")
    def on_begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _sqlite_reader(path: str, threads: Threads) -> AsyncEngine:
    engine = create_async_engine(
        URL.create("sqlite+aiosqlite", database=path),
        hide_parameters=True,
        async_creator=lambda: threads.connect(path),
        isolation_level="AUTOCOMMIT",
        skip_autocommit_rollback=True,
    )

    @event.listens_for(engine.sync_engine, "connect")
    def on_connect(connection: Any, record: Any) -> None:
        _pragmas(connection, f"busy_timeout={BUSY_TIMEOUT_MS}", "query_only=ON")

    return engine


async def _connect(engine: AsyncEngine) -> AsyncConnection:
    """Raises `Unavailable`."""
    try:
        return await engine.connect()
    except (OSError, NoConnectionFree) as error:
        raise Unavailable(f"database: {type(error).__name__}") from error
    except DBAPIError as error:
        raise Unavailable(f"database: {type(error.orig).__name__}") from error


@contextmanager
def _told() -> Iterator[None]:
    """What the machine does wrong becomes `Unavailable`.

    **Why** a deadlock too: whoever works in the background waits and tries again, as for a database that is away.
    """
    try:
        yield
    except Exception as error:
        if is_down(error) or is_retried(error):
            raise Unavailable(f"database: {type(error).__name__}") from error
        raise


@asynccontextmanager
async def _connected(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    db = await _connect(engine)
    try:
        with _told():
            yield db
    finally:
        await db.close()


class _OneWriter:
    """SQLite's: one transaction after the other on one connection that stays.

    **Why** it stays: to fetch it from a pool and give it back costs a turn more than its statements. One that met an
    error is closed; the next transaction opens another.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._free = asyncio.Lock()
        self._db: AsyncConnection | None = None

    @asynccontextmanager
    async def begun(self) -> AsyncIterator[AsyncConnection]:
        async with self._free:
            if self._db is None:
                self._db = await _connect(self._engine)
            try:
                with _told():
                    async with self._db.begin():
                        yield self._db
            except BaseException:
                await self._drop()
                raise

    async def close(self) -> None:
        """After the transaction under way."""
        async with self._free:
            await self._drop()

    async def _drop(self) -> None:
        db, self._db = self._db, None
        if db is not None:
            await db.close()


class Database:
    """`write()` is one transaction, committed at its end; `read()` sees what is committed."""

    def __init__(self, url: URL, writer: AsyncEngine, reader: AsyncEngine, threads: Threads | None = None) -> None:
        self.url = url
        self.dialect = url.get_backend_name()
        self._writer = writer
        self._reader = reader
        self._threads = threads
        self._one = _OneWriter(writer) if self.dialect == "sqlite" else None

    @classmethod
    async def open(cls, address: str) -> Database:
        """Connects and sees to the newest schema: `sqlite:///path` or `postgresql://…`.

        Raises `Misconfigured` and `Unavailable`, which say why.
        """
        database = cls.connect(address)
        try:
            if database.dialect == "sqlite":
                Path(str(database.url.database)).parent.mkdir(parents=True, exist_ok=True)
            async with database.write() as db:
                ready = await db.run_sync(schema.ready)
            if not ready:
                await schema.migrate(address)
        except Misconfigured:
            await database.close()
            raise
        except Exception as error:
            await database.close()
            why = f"The database {database.url.render_as_string()} can't be used: {_innermost(error)}"
            raise Unavailable(why) from error
        return database

    @classmethod
    def connect(cls, address: str) -> Database:
        """Whatever its schema is. Raises `Misconfigured`."""
        url = parsed(address)
        if url.get_backend_name() == "sqlite":
            if not url.database or url.database == ":memory:":
                raise Misconfigured(
                    ["PASSERELLE_DATABASE_URL: SQLite needs a file, such as sqlite:///data/passerelle.db"]
                )
            threads = Threads()
            return cls(url, _sqlite_writer(url.database), _sqlite_reader(url.database, threads), threads)
        if url.get_backend_name() == "postgresql":
            url = url.set(drivername="postgresql+asyncpg")
            return cls(
                url,
                create_async_engine(url, pool_size=POOL, max_overflow=0, **POSTGRES),
                create_async_engine(url, pool_size=POOL, max_overflow=POOL, isolation_level="AUTOCOMMIT", **POSTGRES),
            )
        raise Misconfigured([f"PASSERELLE_DATABASE_URL: {url.get_backend_name()} is neither sqlite nor postgresql"])

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """One transaction. Raises `Unavailable` when the database can't be reached or written."""
        if self._one is not None:
            async with self._one.begun() as db:
                yield db
        else:
            async with _connected(self._writer) as db, db.begin():
                yield db

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        async with _connected(self._reader) as db:
            yield db

    async def close(self) -> None:
        if self._one is not None:
            await self._one.close()
        await self._reader.dispose()
        await self._writer.dispose()
        if self._threads is not None:
            await self._threads.ended()
