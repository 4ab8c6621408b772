"""After something was erased, its bytes are nowhere in the files of SQLite."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import delete, insert

from bot.storage import cleaning
from bot.storage.engine import Database
from bot.storage.tables.people import people
from tests.fakes.clock import FakeTime

NOW = FakeTime().now()


def on_disk(folder: Path) -> bytes:
    """All files of SQLite in a folder."""
    return b"".join(path.read_bytes() for path in folder.glob("passerelle.db*"))


async def test_deleted_bytes_are_gone_from_the_file_and_its_log(database: Database, tmp_path: Path) -> None:
    async with database.write() as db:
        row = {"locale": "fr", "created_at": NOW, "last_seen_at": NOW}
        await db.execute(insert(people), [row | {"source": f"verysecret {n}" * 50} for n in range(200)])
    async with database.write() as db:
        await db.execute(delete(people))
    assert await cleaning.clean(database)
    if database.dialect == "sqlite":
        assert b"verysecret" not in on_disk(tmp_path)


async def test_who_reads_all_the_time_holds_it_back_and_nothing_breaks(database: Database) -> None:
    if database.dialect != "sqlite":
        return
    async with database.read() as reader:
        await reader.exec_driver_sql("BEGIN")
        await reader.exec_driver_sql("SELECT count(*) FROM people")
        async with database.write() as db:
            await db.execute(insert(people), [{"locale": "fr", "created_at": NOW, "last_seen_at": NOW}])
        assert not await cleaning.clean(database)
        await reader.exec_driver_sql("COMMIT")
    assert await cleaning.clean(database)
