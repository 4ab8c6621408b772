"""Languages that the team begins, in rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.engine import insert
from bot.storage.tables.texts import begun_languages


async def begin(db: AsyncConnection, locale: str, *, by: int, now: datetime) -> None:
    """Does nothing where somebody began it already."""
    row = {"locale": locale, "account_id": by, "at": now}
    await db.execute(insert(db, begun_languages).values(**row).on_conflict_do_nothing())


async def begun(db: AsyncConnection) -> Sequence[str]:
    """In the order of their codes."""
    found = await db.execute(select(begun_languages.c.locale).order_by(begun_languages.c.locale))
    return [str(locale) for (locale,) in found]
