"""A process that books at the same time as another: `python -m tests.bot.workshops.store.racer DEED NUMBER ADDRESS`.

It prints "ready" and waits for a line on standard input before it begins, so that both begin at once; then "done".
NUMBER: which of the two it is.
"""

from __future__ import annotations

import asyncio
import random
import sys
from collections.abc import Iterable

from sqlalchemy import func, insert, select

from bot.conversation.load import lock
from bot.storage.engine import Database
from bot.storage.sealed import Identity
from bot.storage.tables.workshops import seats
from bot.workshops.store import seats as store
from tests.bot.workshops.rows import NOON

PEOPLE, WORKSHOPS, PLACES = 200, 10, 10
PROCESSES = 2
FULL_FOR_THE_CARELESS, FULL_FOR_THE_CAREFUL = 1, 2


def people_of(process: int) -> Iterable[int]:
    return range(1 + process, PEOPLE + 1, PROCESSES)


async def book(database: Database, process: int) -> None:
    """Each wants a seat in each of ten workshops of ten seats, in an order of their own."""

    async def person(id: int) -> None:
        for workshop_id in random.Random(id).sample(range(1, WORKSHOPS + 1), WORKSHOPS):
            async with database.write() as db:
                await store.book(db, NOON, id, workshop_id, f"{id}/{workshop_id}")

    await asyncio.gather(*(person(id) for id in people_of(process)))


async def waver(database: Database, process: int) -> None:
    """Everybody books and gives up, from both processes: one person's buttons are pressed in two windows."""
    chance = random.Random(process)

    async def person(id: int) -> None:
        for step in range(2):
            async with database.write() as db:
                # As a turn of theirs begins: one person's turns come one after the other.
                await lock(db, (), [id])
                if chance.random() < 0.6:
                    await store.book(db, NOON, id, 1 + id % 2, f"{id}/{process}/{step}")
                else:
                    await store.give_up(db, Identity(), NOON, id, 1 + id % 2)

    await asyncio.gather(*(person(id) for id in range(1, PEOPLE + 1)))


async def careless(database: Database, process: int) -> None:
    """What not to do: reads how many are taken, then takes one; both have read before either takes."""
    taken = select(func.count()).where(seats.c.workshop_id == FULL_FOR_THE_CARELESS, seats.c.state == "booked")
    async with database.write() as db:
        free = int(await db.scalar(taken) or 0) < PLACES
        await told("looked")
        if free:
            row = {"key": f"{101 + process}", "workshop_id": FULL_FOR_THE_CARELESS, "person_id": 101 + process}
            await db.execute(insert(seats).values(row | {"state": "booked", "since": NOON}))


async def careful(database: Database, process: int) -> None:
    async with database.write() as db:
        await store.book(db, NOON, 103 + process, FULL_FOR_THE_CAREFUL, f"{103 + process}/2")


DEEDS = {"book": book, "waver": waver, "careless": careless, "careful": careful}


async def told(what: str) -> None:
    """Says how far this process is, and waits until it may go on."""
    print(what, flush=True)
    await asyncio.to_thread(sys.stdin.readline)


async def main(deed: str, process: int, address: str) -> None:
    database = await Database.open(address)
    try:
        async with database.read() as db:
            await db.scalar(select(func.count()).select_from(seats))
        await told("ready")
        await DEEDS[deed](database, process)
        print("done", flush=True)
    finally:
        await database.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), sys.argv[3]))
