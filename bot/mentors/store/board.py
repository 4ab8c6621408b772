"""The number that grows with every change of a handoff, by which consoles see what is new.

Law: a transaction takes the board's row last. Its number is then in the order of the commits, so that whoever has read
up to a number misses nothing below it; and nobody holds the board while they wait for another row.
"""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.engine import insert
from bot.storage.tables.mentors import boards

BOARD = "mentors"
_NEWEST = select(func.coalesce(func.max(boards.c.number), 0)).where(boards.c.name == BOARD)


async def next_change(db: AsyncConnection) -> int:
    """The next number of the board, held until the transaction ends."""
    statement = insert(db, boards).values(name=BOARD, number=1)
    statement = statement.on_conflict_do_update(index_elements=["name"], set_={"number": boards.c.number + 1})
    return int(await db.scalar(statement.returning(boards.c.number)) or 0)


async def newest(db: AsyncConnection) -> int:
    """How far the board has come."""
    return int(await db.scalar(_NEWEST) or 0)
