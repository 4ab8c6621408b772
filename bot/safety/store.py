"""What safety reads and keeps of a person."""

from __future__ import annotations

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.bodies import open_message
from bot.storage.sealed import Sealer
from bot.storage.tables.conversation import messages
from bot.storage.tables.mentors import handoffs
from bot.storage.tables.people import people


async def mode(db: AsyncConnection, person_id: int) -> str:
    return str(await db.scalar(select(people.c.mode).where(people.c.id == person_id)))


async def hurry(db: AsyncConnection, person_id: int) -> None:
    waits = (handoffs.c.person_id == person_id) & (handoffs.c.state == "waiting")
    await db.execute(update(handoffs).where(waits).values(urgent=True))


async def line(db: AsyncConnection, sealer: Sealer, person_id: int, seq: int) -> str:
    """What they wrote there; "" when it is no line of theirs, or no longer kept."""
    mine = select(messages.c.body).where(
        messages.c.person_id == person_id, messages.c.seq == seq, messages.c.author == "me"
    )
    body = await db.scalar(mine)
    return "" if body is None else open_message(sealer, person_id, seq, "me", body).text
