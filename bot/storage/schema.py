"""The schema of a database at start: given to an empty one, recognised when it is the newest, migrated when it is not.

**Why a process of its own** for migrating: alembic costs 12 MB and 0.2 s, and most starts have nothing to migrate.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from pathlib import Path

from sqlalchemy import Column, Connection, MetaData, PrimaryKeyConstraint, String, Table, inspect, select, text

from bot.errors import Misconfigured, Unavailable
from bot.storage.tables import metadata

log = logging.getLogger(__name__)

MIGRATIONS = Path(__file__).parent / "migrations"
HEAD = max(path.name for path in (MIGRATIONS / "versions").glob("[0-9]*.py")).split("_")[0]
"""The newest migration: their files are numbered."""
LOCK = 7_277_353
"""PostgreSQL advisory lock: one process makes or migrates the schema, the others wait and find nothing to do."""
DOWN = 75
"""How the migrating process ends when the database can't be reached (EX_TEMPFAIL of sysexits.h)."""

version = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""Alembic's own table, as alembic makes it."""


def lock(connection: Connection) -> None:
    """Until the end of the transaction. SQLite's writers are alone anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def ready(connection: Connection) -> bool:
    """Whether the schema is the newest, which it becomes where no table of ours is. False: `migrate` it."""
    lock(connection)
    found = set(inspect(connection).get_table_names())
    if found.isdisjoint({version.name, *metadata.tables}):
        metadata.create_all(connection, checkfirst=False)
        version.create(connection, checkfirst=False)
        connection.execute(version.insert().values(version_num=HEAD))
        return True
    return version.name in found and connection.scalars(select(version.c.version_num)).all() == [HEAD]


async def migrate(address: str) -> None:
    """Runs `bot.storage.migrate` and waits for its end. Raises `Misconfigured` and `Unavailable`."""
    log.info("database: migrating to %s", HEAD)
    root = str(Path(__file__).parents[2])
    paths = os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH")])])
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.storage.migrate"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": paths},
    )
    # By standard input: arguments and environment are shown to everybody on the machine or to its operator's tools.
    said, _ = await process.communicate(address.encode())
    why = said.decode(errors="replace").strip() or "migrating failed; what went wrong is said above"
    if process.returncode == DOWN:
        raise Unavailable(why)
    if process.returncode:
        raise Misconfigured([f"PASSERELLE_DATABASE_URL: {why}"])
