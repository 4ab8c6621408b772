"""What a table is made with on each database."""

from __future__ import annotations

from sqlalchemy import Column, Integer, MetaData, Table, Text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.engine import Database
from bot.storage.tables.meta import never_sampled


def a_table() -> Table:
    table = Table("tried", MetaData(), Column("id", Integer, primary_key=True), Column("secret", Text))
    never_sampled(table.c.secret)
    return table


async def samples(db: AsyncConnection) -> int:
    rows = await db.exec_driver_sql("SELECT count(*) FROM pg_stats WHERE tablename = 'tried' AND attname = 'secret'")
    return int(rows.scalar_one())


async def test_what_is_never_sampled_stands_in_its_table_only(database: Database) -> None:
    table = a_table()
    async with database.write() as db:
        await db.run_sync(table.create)
        await db.execute(table.insert(), [{"secret": f"word {number}"} for number in range(50)])
        await db.exec_driver_sql("ANALYZE tried")
        if database.dialect == "postgresql":
            assert await samples(db) == 0
            await db.exec_driver_sql("ALTER TABLE tried ALTER secret SET STATISTICS 100")
            await db.exec_driver_sql("ANALYZE tried")
            assert await samples(db) == 1, "as without it"
