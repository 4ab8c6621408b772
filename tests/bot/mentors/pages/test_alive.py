"""An open console is noted once a minute, however often it comes back; several at a time together."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from sqlalchemy import select

from bot.mentors.pages.alive import EVERY, Alive
from bot.storage.engine import Database
from bot.storage.tables.mentors import mentors
from tests.bot.mentors.rows import NOON, mentor


async def seen(database: Database) -> dict[int, object]:
    async with database.read() as db:
        return {row.account_id: row.seen_at for row in await db.execute(select(mentors).order_by(mentors.c.account_id))}


async def test_each_is_noted_at_its_moment(database: Database) -> None:
    async with database.write() as db:
        for id in (1, 2, 3):
            await mentor(db, id)
    alive = Alive(database)
    await asyncio.gather(*(alive.note(id, NOON + timedelta(seconds=id)) for id in (2, 1)))
    assert await seen(database) == {1: NOON + timedelta(seconds=1), 2: NOON + timedelta(seconds=2), 3: None}


async def test_it_is_written_again_when_a_minute_has_passed(database: Database) -> None:
    async with database.write() as db:
        await mentor(db, 1)
    alive = Alive(database)
    for at in (NOON, NOON + EVERY / 2):
        await alive.note(1, at)
        assert await seen(database) == {1: NOON}
    await alive.note(1, NOON + EVERY)
    assert await seen(database) == {1: NOON + EVERY}
