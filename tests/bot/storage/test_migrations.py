"""The migrated schema is the one the tables describe, and the way back exists."""

import re

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, create_engine, inspect, text

from bot.storage import migrate, schema
from bot.storage.engine import Database
from bot.storage.tables import metadata
from tests.fixtures.postgres import Server


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_server_default": True})
    return list(compare_metadata(context, metadata))


async def test_migrated_schema_is_the_fresh_schema(address: str) -> None:
    database = Database.connect(address)
    async with database.write() as db:
        await db.run_sync(migrate.upgrade)
        assert await db.run_sync(differences) == []
    await database.close()


def sqlite_schema(connection: Connection) -> dict[str, list[str]]:
    """The words of each statement; constraints may stand in another order."""
    rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
    return {row.name: sorted(re.findall(r"\w+|'.*?'", row.sql)) for row in rows}


def test_sqlite_schemas_agree_word_for_word() -> None:
    """**Why:** the comparison above does not see WITHOUT ROWID, AUTOINCREMENT or the condition of an index."""
    fresh, migrated = create_engine("sqlite://"), create_engine("sqlite://")
    with fresh.begin() as connection:
        assert schema.ready(connection)
        expected = sqlite_schema(connection)
    with migrated.begin() as connection:
        migrate.upgrade(connection)
        assert sqlite_schema(connection) == expected
    fresh.dispose()
    migrated.dispose()


@pytest.mark.postgres
async def test_postgresql_indexes_agree_word_for_word(postgres_server: Server) -> None:
    """**Why:** the comparison above does not see what an index includes."""
    query = text("SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1")
    found = []
    for make in (schema.ready, migrate.upgrade):
        database = Database.connect(postgres_server.empty())
        async with database.write() as db:
            await db.run_sync(make)
            found.append((await db.execute(query)).all())
        await database.close()
    assert found[0] == found[1]


@pytest.mark.postgres
async def test_postgresql_samples_the_same_columns_and_drops_what_it_had_of_the_others(
    postgres_server: Server,
) -> None:
    unsampled = text(
        "SELECT attrelid::regclass::text, attname FROM pg_attribute WHERE attstattarget = 0 AND attnum > 0 "
        "AND attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r')"
    )
    found = []
    for make in (schema.ready, migrate.upgrade):
        database = Database.connect(postgres_server.empty())
        async with database.write() as db:
            await db.run_sync(make)
            found.append(sorted(tuple(row) for row in await db.execute(unsampled)))
        await database.close()
    assert found == [[("addresses", "chat"), ("person_keys", "wrapped")]] * 2


@pytest.mark.postgres
async def test_what_postgresql_had_sampled_before_is_dropped(postgres_address: str) -> None:
    sampled = text("SELECT count(*) FROM pg_stats WHERE tablename = 'addresses' AND attname = 'chat'")
    database = Database.connect(postgres_address)
    async with database.write() as db:
        await db.run_sync(_to, "0036")
        many = "FROM generate_series(1, 50) n"
        await db.execute(text(f"INSERT INTO people (id, locale, created_at, last_seen_at) SELECT n, 'fr', 0, 0 {many}"))
        await db.execute(
            text(
                f"INSERT INTO addresses (person_id, channel, account, chat, created_at) SELECT n, 'w', 'w', n, 0 {many}"
            )
        )
        await db.execute(text("ANALYZE addresses"))
        assert await db.scalar(sampled) == 1
        await db.run_sync(migrate.upgrade)
        await db.execute(text("ANALYZE addresses"))
        assert await db.scalar(sampled) == 0
    await database.close()


def _to(connection: Connection, revision: str) -> None:
    settings = migrate.config()
    settings.attributes["connection"] = connection
    command.upgrade(settings, revision)


def test_the_comparison_sees_a_planted_difference() -> None:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        migrate.upgrade(connection)
        connection.execute(text("ALTER TABLE people ADD COLUMN planted TEXT"))
        assert differences(connection)
    engine.dispose()


def _down_and_up(connection: Connection) -> set[str]:
    settings = migrate.config()
    settings.attributes["connection"] = connection
    command.downgrade(settings, "base")
    left = set(inspect(connection).get_table_names())
    migrate.upgrade(connection)
    return left


async def test_down_leaves_nothing_and_up_works_again(database: Database) -> None:
    async with database.write() as db:
        assert await db.run_sync(_down_and_up) == {"alembic_version"}
        assert await db.run_sync(differences) == []
