"""The three ways a database is found at start: empty, at the newest schema, behind it. And what is none of them."""

import asyncio
import sys
from collections.abc import AsyncIterator

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, select, text

from bot.clock import utc_now
from bot.errors import Misconfigured, Unavailable
from bot.storage import migrate, schema
from bot.storage.engine import Database
from bot.storage.tables import metadata
from bot.storage.tables.people import people
from tests.bot.storage.test_migrations import differences


@pytest.fixture
async def bare(address: str) -> AsyncIterator[Database]:
    """Connected, with nothing in it yet."""
    database = Database.connect(address)
    yield database
    await database.close()


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())


def revisions(connection: Connection) -> list[str]:
    return list(connection.scalars(select(schema.version.c.version_num)))


def first_revision(connection: Connection) -> None:
    """As the first release left it, with a person in it."""
    settings = migrate.config()
    settings.attributes["connection"] = connection
    command.upgrade(settings, "0001")
    now = utc_now()
    connection.execute(people.insert().values(locale="ar", created_at=now, last_seen_at=now))


async def opened_by_processes(address: str, count: int) -> None:
    starting = [
        asyncio.create_subprocess_exec(sys.executable, "-m", "tests.bot.storage.opener", address) for _ in range(count)
    ]
    processes = await asyncio.gather(*starting)
    assert await asyncio.gather(*(process.wait() for process in processes)) == [0] * count


def test_head_is_alembics_only_head() -> None:
    assert ScriptDirectory.from_config(migrate.config()).get_heads() == [schema.HEAD]


async def test_an_empty_database_gets_the_newest_schema_at_once(bare: Database) -> None:
    async with bare.write() as db:
        assert await db.run_sync(schema.ready)
    async with bare.write() as db:
        assert await db.run_sync(tables) == {*metadata.tables, "alembic_version"}
        assert await db.run_sync(revisions) == [schema.HEAD]
        assert await db.run_sync(differences) == []
        assert await db.run_sync(schema.ready), "the second time it is found"


async def test_an_empty_database_with_tables_of_others_does_too(bare: Database) -> None:
    async with bare.write() as db:
        await db.execute(text("CREATE TABLE theirs (id INTEGER)"))
        assert await db.run_sync(schema.ready)
        assert await db.run_sync(tables) == {*metadata.tables, "alembic_version", "theirs"}


async def test_alembic_finds_nothing_to_do_in_a_made_schema(bare: Database) -> None:
    async with bare.write() as db:
        await db.run_sync(schema.ready)
        await db.run_sync(migrate.upgrade)
        assert await db.run_sync(revisions) == [schema.HEAD]


async def test_a_database_behind_is_migrated_and_keeps_its_rows(bare: Database, address: str) -> None:
    async with bare.write() as db:
        await db.run_sync(first_revision)
        assert not await db.run_sync(schema.ready)
    database = await Database.open(address)
    async with database.write() as db:
        assert await db.run_sync(revisions) == [schema.HEAD]
        assert await db.run_sync(differences) == []
        assert (await db.scalars(select(people.c.locale))).all() == ["ar"]
    await database.close()


async def test_a_database_taken_back_to_nothing_is_migrated(bare: Database) -> None:
    async with bare.write() as db:
        await db.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
        assert not await db.run_sync(schema.ready)


async def test_two_processes_start_at_once_on_an_empty_database(bare: Database, address: str) -> None:
    await opened_by_processes(address, 2)
    async with bare.write() as db:
        assert await db.run_sync(revisions) == [schema.HEAD]
        assert await db.run_sync(differences) == []


async def test_two_processes_start_at_once_on_a_database_behind(bare: Database, address: str) -> None:
    async with bare.write() as db:
        await db.run_sync(first_revision)
    await opened_by_processes(address, 2)
    async with bare.write() as db:
        assert await db.run_sync(revisions) == [schema.HEAD]
        assert await db.run_sync(differences) == []
        assert (await db.scalars(select(people.c.locale))).all() == ["ar"]


async def test_a_database_of_a_newer_passerelle_is_left_alone(bare: Database, address: str) -> None:
    async with bare.write() as db:
        await db.run_sync(schema.ready)
        await db.execute(schema.version.update().values(version_num="9999"))
    with pytest.raises(Misconfigured, match=r"newer Passerelle.*9999"):
        await Database.open(address)
    async with bare.write() as db:
        assert await db.run_sync(revisions) == ["9999"]


async def test_a_server_that_goes_away_before_migrating_is_unavailable() -> None:
    with pytest.raises(Unavailable):
        await schema.migrate("postgresql://nobody@127.0.0.1:9/none")


async def test_the_service_does_not_load_alembic() -> None:
    check = "import sys, bot.cli; sys.exit('alembic' in sys.modules)"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", check)
    assert await process.wait() == 0
