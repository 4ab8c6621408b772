"""`python -m tests.bot.mentors.store.pressing ADDRESS claim|careless TIMES FIRST LAST`: mentors press, in a process.

Says « ready », waits for a line, then every mentor from FIRST to LAST presses as often as they have windows and times;
says whom each of them got, as JSON. `careless` looks who is first, says « looked », waits for another line, and only
then takes: what not to do.
"""

from __future__ import annotations

import asyncio
import json
import sys

from sqlalchemy import select, update

from bot.mentors.store import queue
from bot.storage.engine import Database
from bot.storage.tables.mentors import handoffs
from tests.bot.mentors.rows import NOON, SEALER

WINDOWS = 2
"""Of each mentor: a phone and a desk."""


async def claimed(database: Database, account_id: int) -> int | None:
    async with database.write() as db:
        taken = await queue.claim(db, SEALER, NOON, account_id)
    return taken.id if taken else None


async def first(database: Database) -> int | None:
    waiting = select(handoffs.c.id).where(handoffs.c.state == "waiting").order_by(handoffs.c.id).limit(1)
    async with database.read() as db:
        found: int | None = await db.scalar(waiting)
    return found


async def taken_without_a_look(database: Database, account_id: int, handoff_id: int | None) -> int | None:
    async with database.write() as db:
        values = {"state": "held", "mentor_id": account_id}
        await db.execute(update(handoffs).where(handoffs.c.id == handoff_id).values(**values))
    return handoff_id


async def told(word: str) -> None:
    """Says it, and waits until the others have too."""
    print(word, flush=True)
    await asyncio.to_thread(sys.stdin.readline)


async def press(database: Database, how: str, times: int, mentors: range) -> list[tuple[int, int]]:
    got: list[tuple[int, int]] = []

    async def window(account_id: int) -> None:
        for _ in range(times):
            if (taken := await claimed(database, account_id)) is not None:
                got.append((account_id, taken))

    if how == "claim":
        await asyncio.gather(*(window(id) for id in mentors for _ in range(WINDOWS)))
        return got
    for _ in range(times):
        seen = await asyncio.gather(*(first(database) for _ in mentors))
        await told("looked")
        pressed = zip(mentors, seen, strict=True)
        taken = await asyncio.gather(*(taken_without_a_look(database, id, one) for id, one in pressed))
        got += [(id, one) for id, one in zip(mentors, taken, strict=True) if one is not None]
        await told("taken")
    return got


async def main(address: str, how: str, times: str, start: str, last: str) -> None:
    database = await Database.open(address)
    try:
        await told("ready")
        got = await press(database, how, int(times), range(int(start), int(last) + 1))
        print(json.dumps(got), flush=True)
    finally:
        await database.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
