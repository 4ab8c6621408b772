"""Where everything is kept, by the settings: the database, and the keys of what is sealed in it."""

from __future__ import annotations

from contextlib import AsyncExitStack

from bot.clock import Clock
from bot.config import Settings
from bot.storage.engine import Database
from bot.storage.keys import Keyring
from bot.storage.tombstones import Tombstones
from bot.storage.vault import open_keys

DATABASE_FILE = "passerelle.db"


def database_url(settings: Settings) -> str:
    if settings.database_url is not None:
        return settings.database_url.get_secret_value()
    return f"sqlite:///{settings.data_dir / DATABASE_FILE}"


async def opened(settings: Settings, clock: Clock, stack: AsyncExitStack, url: str = "") -> tuple[Database, Keyring]:
    """Both are closed with the stack. Raises `Misconfigured`, `Unavailable`."""
    database = await Database.open(url or database_url(settings))
    stack.push_async_callback(database.close)
    keys = await keys_of(settings, database, clock)
    stack.callback(keys.close)
    return database, keys


def tombstones(settings: Settings, keys: Keyring) -> Tombstones:
    return Tombstones(settings.data_dir, keys.derived(b"tombstones"))


async def keys_of(settings: Settings, database: Database, clock: Clock) -> Keyring:
    """Raises `Misconfigured` where the master key is lost or another one."""
    given = settings.master_key.get_secret_value() if settings.master_key else None
    return await open_keys(database, given, settings.data_dir, clock)
