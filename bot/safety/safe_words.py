"""The words of their own that people chose, sealed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.model import Address
from bot.storage.engine import insert
from bot.storage.reach import at
from bot.storage.sealed import Sealer, open_json, seal_json
from bot.storage.tables.people import addresses, people
from bot.storage.tables.safety import safe_words


async def choose(db: AsyncConnection, sealer: Sealer, now: datetime, person_id: int, word: str) -> None:
    """In place of the one before. Of who has agreed to nothing, nothing is kept."""
    mine = update(people).where(people.c.id == person_id, people.c.consent_at.is_not(None))
    if (await db.execute(mine.values(safe_word_at=now))).rowcount:
        row = {"person_id": person_id, "body": seal_json(sealer, person_id, word)}
        statement = insert(db, safe_words).values(row)
        await db.execute(statement.on_conflict_do_update(index_elements=["person_id"], set_={"body": row["body"]}))


async def is_chosen(db: AsyncConnection, person_id: int) -> bool:
    return await db.scalar(select(people.c.safe_word_at).where(people.c.id == person_id)) is not None


async def word_of(db: AsyncConnection, sealer: Sealer, person_id: int) -> str:
    """ "" without one."""
    body = await db.scalar(select(safe_words.c.body).where(safe_words.c.person_id == person_id))
    return "" if body is None else str(open_json(sealer, person_id, body))


async def who_has_one(db: AsyncConnection, address: Address) -> int | None:
    """The person there, if they chose a word."""
    query = (
        select(people.c.id)
        .join(addresses, addresses.c.person_id == people.c.id)
        .where(at(address), people.c.safe_word_at.is_not(None))
    )
    found: int | None = await db.scalar(query)
    return found


async def take_away(db: AsyncConnection, person_id: int) -> None:
    await db.execute(update(people).where(people.c.id == person_id).values(safe_word_at=None))
    await db.execute(delete(safe_words).where(safe_words.c.person_id == person_id))
