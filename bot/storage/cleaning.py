"""Takes off the disk what was deleted: nothing of it is left in free pages or in the write-ahead log.

**Why:** deleting marks a place as free and leaves its bytes there. SQLite's `secure_delete` (see `engine`) writes over
them; the WAL keeps old pages until it is cut.
"""

from __future__ import annotations

from sqlalchemy import text

from bot.storage.engine import BUSY_TIMEOUT_MS, Database
from bot.storage.tables.keys import person_keys

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
        # FULL, for a new file: it is small, and what was in the old one is what everything else was sealed with.
        await db.execute(text(f"VACUUM (FULL, ANALYZE) {person_keys.name}"))
    return True
