"""Rows as tests of the storage put them there."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Table, delete, func, select

from bot.storage.engine import Database
from bot.storage.tables.conversation import messages
from bot.storage.tables.people import addresses, people

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


async def put(database: Database, table: Table, *rows: dict[str, Any]) -> None:
    async with database.write() as db:
        for row in rows:
            await db.execute(table.insert().values(**row))


async def person(database: Database, id: int = 1, **columns: Any) -> int:
    await put(database, people, {"id": id, "locale": "fr", "created_at": NOON, "last_seen_at": NOON, **columns})
    return id


async def address(database: Database, person_id: int, chat: str, id: int = 1, **columns: Any) -> None:
    at = {"channel": "web", "account": "web", "chat": chat, **columns}
    await put(database, addresses, {"id": id, "person_id": person_id, "created_at": NOON, **at})


async def line(database: Database, seq: int, person_id: int = 1, body: bytes = b'{"text":"x"}', **columns: Any) -> None:
    row = {"person_id": person_id, "seq": seq, "direction": "out", "author": "bot", "body": body}
    await put(database, messages, {**row, "state": "kept", "priority": 1, "created_at": NOON, **columns})


async def count(database: Database, table: Table) -> int:
    async with database.read() as db:
        return int(await db.scalar(select(func.count()).select_from(table)) or 0)


async def column(database: Database, found: Any) -> Sequence[Any]:
    """All values of one column, in its order."""
    async with database.read() as db:
        return (await db.scalars(select(found).order_by(found))).all()


@asynccontextmanager
async def going(database: Database, person_id: int) -> AsyncIterator[None]:
    """They are being erased meanwhile; on SQLite, which has one writer, they just were."""
    async with database.write() as db:
        await db.execute(delete(people).where(people.c.id == person_id))
        if database.dialect == "postgresql":
            yield
            return
    yield
