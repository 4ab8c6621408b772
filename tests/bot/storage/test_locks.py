"""Who is being erased is left out, at once; who is busy otherwise is not."""

from __future__ import annotations

import asyncio

from sqlalchemy import select, update

from bot.storage.engine import Database
from bot.storage.locks import staying
from bot.storage.tables.people import people
from tests.bot.storage.rows import going, person
from tests.fakes.until import PATIENCE_S

IDS = staying(select(people.c.id).order_by(people.c.id))


async def found(database: Database) -> list[int]:
    async with asyncio.timeout(PATIENCE_S), database.write() as db:
        return list((await db.scalars(IDS)).all())


async def test_who_is_being_erased_is_left_out(database: Database) -> None:
    for id in (1, 2):
        await person(database, id)
    async with going(database, 1):
        assert await found(database) == [2]


async def test_who_is_found_can_still_be_written_to(database: Database) -> None:
    await person(database, 1)
    async with asyncio.timeout(PATIENCE_S), database.write() as db:
        await db.scalars(IDS)
        if database.dialect == "postgresql":  # SQLite has one writer: nobody meets anybody
            async with database.write() as turn:
                await turn.execute(update(people).values(locale="ar"))
        assert (await db.scalars(IDS)).all() == [1]
