"""What stays of somebody who was erased: one row of numbers that is nobody's."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Table, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables.conversation import messages
from bot.storage.tables.cvs import cvs
from bot.storage.tables.mentors import handoffs
from bot.storage.tables.people import departures
from bot.storage.tables.workshops import seats, wishes

ROUNDED = 10
"""Lines are counted in tens: the exact number could point at somebody who remembers it."""
OVERSEAS = ("97", "98")
"""Departments of three digits begin so."""


def department(insee: str) -> str:
    """Of a commune's code; "" when there is none."""
    return insee[: 3 if insee.startswith(OVERSEAS) else 2]


async def note(db: AsyncConnection, person_id: int, now: datetime) -> None:
    """Before anything of them is deleted."""
    lines, made, seated, talked = [await _count(db, table, person_id) for table in (messages, cvs, seats, handoffs)]
    around = select(wishes.c.insee).where(wishes.c.person_id == person_id).order_by(wishes.c.created_at.desc()).limit(1)
    outcome = next((name for name, n in (("mentor", talked), ("workshop", seated), ("cv", made)) if n), "talk")
    await db.execute(
        departures.insert().values(
            month=now.year * 100 + now.month,
            department=department(await db.scalar(around) or ""),
            lines=-(-lines // ROUNDED) * ROUNDED,
            cvs=made,
            seats=seated,
            handoffs=talked,
            outcome=outcome,
        )
    )


async def _count(db: AsyncConnection, table: Table, person_id: int) -> int:
    return int(await db.scalar(select(func.count()).select_from(table).where(table.c.person_id == person_id)) or 0)
