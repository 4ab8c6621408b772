"""A copy of everything in one file while the service runs, and the way back: `python -m bot backup`, `restore`.

Law: nothing is written over before the copy was opened and found whole, ours and not newer; whoever was erased since
is erased from it before anybody can read it.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
from contextlib import AsyncExitStack, closing, suppress
from pathlib import Path

from bot.clock import Clock
from bot.config import Settings
from bot.erasing import Forget
from bot.errors import Misconfigured
from bot.kept import database_url, opened, tombstones
from bot.rooms import Behind, domains
from bot.storage import schema
from bot.storage.engine import parsed
from bot.storage.master import settle
from cv_builder.renderer import Renderer

BESIDE = ("-wal", "-shm")
"""Files of SQLite that belong to a database, by their endings."""
BEFORE_S = 24 * 3600.0
"""Seconds for which the database that was there before a `restore` stays: the day that everybody has who is erased."""


def backup(settings: Settings, target: Path) -> None:
    """Raises `Misconfigured` where there is nothing to copy, the file is there already, or PostgreSQL has its own."""
    source = _file(settings, "pg_dump --format=custom --file=FILE")
    if not source.exists():
        raise Misconfigured([f"{source}: there is no database yet"])
    if target.exists():
        raise Misconfigured([f"{target}: is there already; nothing is written over"])
    draft = target.with_name(f".{target.name}.part")
    try:
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb"):
            pass  # nobody else reads it, from its first byte
        with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(draft)) as copy:
            live.backup(copy)  # as it is at one moment; who writes meanwhile waits for nothing
            copy.execute("PRAGMA journal_mode=DELETE")
        _whole(draft)
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        draft.rename(target)
        settle(target.parent)
    except OSError as error:
        raise Misconfigured([f"{target}: {error.strerror}"]) from None
    except sqlite3.Error as error:
        raise Misconfigured([f"{source}: {error}"]) from None
    finally:
        draft.unlink(missing_ok=True)


async def restore(settings: Settings, source: Path) -> int:
    """Returns how many people were erased again. Raises `Misconfigured`, and nothing is changed.

    The database that was there is kept beside, as `….before`, for a day (`drop_before`).
    """
    target = _file(settings, "pg_restore --clean --if-exists --dbname=DATABASE FILE")
    _whole(source)
    _not_newer(source)
    if target.exists():
        _at_rest(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.restored")
    try:
        _remove(draft)
        shutil.copyfile(source, draft)
        draft.chmod(0o600)
        again = await _erase_again(settings, draft)
        _at_rest(draft)
        _swap(draft, target)
    finally:
        _remove(draft)
    return again


async def drop_before(settings: Settings, clock: Clock) -> bool:
    """Deletes what a `restore` put aside, a day later; True when it did.

    **Why** no longer: whoever asks to be erased is so a day later, and would be in there still, with their key.
    """
    url = parsed(database_url(settings))
    if url.get_backend_name() != "sqlite":
        return False
    return await asyncio.to_thread(_drop, _before(Path(str(url.database))), clock.now().timestamp() - BEFORE_S)


def _drop(before: Path, since: float) -> bool:
    try:
        old = before.stat().st_mtime <= since
    except FileNotFoundError:
        return False
    if old:
        _remove(before)
        settle(before.parent)
    return old


async def _erase_again(settings: Settings, draft: Path) -> int:
    """Also migrates the copy, and sees whether our master key opens it."""
    clock = Clock()
    async with AsyncExitStack() as stack:
        database, keys = await opened(settings, clock, stack, f"sqlite:///{draft}")
        rooms = domains(settings, database, Renderer(), clock, keys, Behind())
        return await Forget(database, clock, rooms, tombstones(settings, keys)).again()


def _swap(draft: Path, target: Path) -> None:
    """The database that was there goes aside first: a crash in between leaves both."""
    if target.exists():
        before = _before(target)
        _remove(before)
        for ending in ("", *BESIDE):
            with suppress(FileNotFoundError):
                Path(f"{target}{ending}").rename(f"{before}{ending}")
        before.touch()  # its day begins now
        before.chmod(0o600)
    draft.rename(target)
    settle(target.parent)


def _before(target: Path) -> Path:
    return target.with_name(f"{target.name}.before")


def _file(settings: Settings, instead: str) -> Path:
    url = parsed(database_url(settings))
    if url.get_backend_name() != "sqlite":
        name = url.set(password=None).render_as_string()
        raise Misconfigured([f"{name} is PostgreSQL's to copy: {instead}. Keep master.key and tombstones, too."])
    return Path(str(url.database))


def _whole(path: Path) -> None:
    """Raises `Misconfigured` for what is no database of ours, or a damaged one."""
    if not path.is_file():
        raise Misconfigured([f"{path}: no such file"])
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
            found = db.execute("PRAGMA quick_check(1)").fetchone()[0]
            db.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error as error:
        raise Misconfigured([f"{path}: not a copy of a Passerelle ({error})"]) from None
    if found != "ok":
        raise Misconfigured([f"{path}: damaged ({found})"])


def _not_newer(path: Path) -> None:
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
        (version,) = db.execute("SELECT version_num FROM alembic_version").fetchone() or ("",)
    if version > schema.HEAD:
        raise Misconfigured(
            [f"{path}: from a newer Passerelle ({version}, this one knows {schema.HEAD}); update first"]
        )


def _at_rest(target: Path) -> None:
    """Raises `Misconfigured` while a service has the database open: leaving WAL needs it alone."""
    try:
        with closing(sqlite3.connect(target, timeout=0, isolation_level=None)) as db:
            db.execute("PRAGMA locking_mode=EXCLUSIVE")
            (mode,) = db.execute("PRAGMA journal_mode=DELETE").fetchone()
    except sqlite3.OperationalError:
        mode = "busy"
    except sqlite3.DatabaseError:
        return  # damaged: that is why somebody restores
    if mode != "delete":
        raise Misconfigured([f"{target}: in use. Stop the service first; nothing was changed."])


def _remove(path: Path) -> None:
    for ending in ("", *BESIDE):
        Path(f"{path}{ending}").unlink(missing_ok=True)
