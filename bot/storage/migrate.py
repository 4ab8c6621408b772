"""Brings a database to the newest schema: `python -m bot.storage.migrate`, its address on standard input."""

from __future__ import annotations

import asyncio
import sys

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection

from bot.errors import Misconfigured, Unavailable
from bot.storage import schema
from bot.storage.engine import Database


def config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return config


def upgrade(connection: Connection) -> None:
    """Inside the caller's transaction; nothing to do when another process was first."""
    schema.lock(connection)
    settings = config()
    settings.attributes["connection"] = connection
    try:
        command.upgrade(settings, "head")
    except CommandError as error:
        raise Misconfigured([f"written by another, newer Passerelle ({error}); update this one"]) from None


async def migrate(address: str) -> None:
    database = Database.connect(address)
    try:
        async with database.write() as db:
            await db.run_sync(upgrade)
    finally:
        await database.close()


def main() -> int:
    """The address comes by standard input; what is wrong goes out by standard output."""
    try:
        asyncio.run(migrate(sys.stdin.read().strip()))
    except Unavailable as error:
        sys.stdout.write(f"{error}\n")
        return schema.DOWN
    except Misconfigured as error:
        sys.stdout.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
