"""What staff changed of the helplines, in rows."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import and_, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.safety.book import Own, written
from bot.safety.model import Helpline
from bot.storage.engine import insert
from bot.storage.tables.helplines import helplines


async def owns(db: AsyncConnection) -> Sequence[Own]:
    rows = await db.execute(select(helplines).order_by(helplines.c.country, helplines.c.id))
    return [Own(row.country, Helpline.model_validate_json(row.entry), row.shipped, row.hidden, row.at) for row in rows]


async def keep(db: AsyncConnection, own: Own, account_id: int) -> None:
    """The last one who writes wins: the page shows what it replaced."""
    row = {"entry": written(own.line), "shipped": own.shipped, "hidden": own.hidden, "at": own.at}
    made = insert(db, helplines).values(row | {"country": own.country, "id": own.line.id, "by_account": account_id})
    await db.execute(
        made.on_conflict_do_update(index_elements=["country", "id"], set_=row | {"by_account": account_id})
    )


async def drop(db: AsyncConnection, country: str, id: str) -> None:
    """Ours holds again; one that was added is gone."""
    await db.execute(delete(helplines).where(and_(helplines.c.country == country, helplines.c.id == id)))
