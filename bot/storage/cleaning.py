"""Takes off the disk what was deleted: nothing of it is left in free pages or in the write-ahead log.

**Why:** deleting marks a place as free and leaves its bytes there. SQLite's `secure_delete` (see `engine`) writes over
them; the WAL keeps old pages until it is cut. On PostgreSQL what names somebody is written anew without them; its own
log of changes can't be cut from here, and no word in it can be read.
"""

from __future__ import annotations

from sqlalchemy import text

from bot.storage.engine import BUSY_TIMEOUT_MS, Database
from bot.storage.tables.keys import person_keys
from bot.storage.tables.people import addresses

PATIENCE_MS = 200
"""How long readers under way are waited for; no turn is written meanwhile."""


async def clean(database: Database) -> bool:
    """After something was erased. False: somebody reads all the time; the WAL is cut the next time."""
    async with database.read() as db:  # autocommit: VACUUM runs in no transaction; `query_only` lets the WAL be cut
        if database.dialect == "sqlite":
            await db.exec_driver_sql(f"PRAGMA busy_timeout={PATIENCE_MS}")
            busy = (await db.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")).one()[0]
            await db.exec_driver_sql(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
            return not busy
        # FULL, for new files, of two small tables: what everything else was sealed with, and which chat somebody was.
        for table in (person_keys, addresses):
            await db.execute(text(f"VACUUM (FULL, ANALYZE) {table.name}"))
    return True
