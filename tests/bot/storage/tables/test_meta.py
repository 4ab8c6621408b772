"""What a table is made with on each database."""

from __future__ import annotations

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, Text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.engine import Database
from bot.storage.tables.meta import never_sampled


async def samples(db: AsyncConnection) -> int:
    await db.exec_driver_sql("ANALYZE tried")
    rows = await db.exec_driver_sql("SELECT count(*) FROM pg_stats WHERE tablename = 'tried' AND attname = 'secret'")
    return int(rows.scalar_one())


@pytest.mark.postgres
async def test_what_is_never_sampled_stands_in_its_table_only(postgres_address: str) -> None:
    table = Table("tried", MetaData(), Column("id", Integer, primary_key=True), Column("secret", Text))
    never_sampled(table.c.secret)
    database = Database.connect(postgres_address)
    async with database.write() as db:
        await db.run_sync(table.create)
        await db.execute(table.insert(), [{"secret": f"word {number}"} for number in range(50)])
        assert await samples(db) == 0
        await db.exec_driver_sql("ALTER TABLE tried ALTER secret SET STATISTICS 100")
        assert await samples(db) == 1, "as without it"
    await database.close()
