"""Coordinators who want e-mail are told that something needs a decision: one piece of work each, never who or what."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.mentors.store.mentors import EMAIL
from bot.storage.engine import insert
from bot.storage.sealed import Sealer, seal_json
from bot.storage.tables.accounts import account_roles, accounts
from bot.storage.tables.later import effects
from bot.storage.tables.mentors import mentor_addresses

ALARM = "mentors.alarm"
"""Kind of the effect."""
ROLES = ("coordinator", "admin")
What = Literal["report", "held"]


async def alert(db: AsyncConnection, sealer: Sealer, now: datetime, person_id: int, what: What, id: int) -> None:
    """`id`: of the report, of the held line. Twice is once."""
    for account_id in await told(db):
        row = {
            "person_id": person_id, "kind": ALARM, "key": f"{ALARM}/{what}/{id}/{account_id}", "due_at": now,
            "payload": seal_json(sealer, person_id, {"what": what, "id": id, "account": account_id}),
        }  # fmt: skip
        await db.execute(insert(db, effects).values(row).on_conflict_do_nothing())


async def told(db: AsyncConnection) -> list[int]:
    """Whose e-mail works and who may decide."""
    query = (
        select(accounts.c.id)
        .distinct()
        .join(account_roles, account_roles.c.account_id == accounts.c.id)
        .join(mentor_addresses, mentor_addresses.c.account_id == accounts.c.id)
        .where(
            account_roles.c.role.in_(ROLES),
            accounts.c.disabled_at.is_(None),
            mentor_addresses.c.channel == EMAIL,
            mentor_addresses.c.failed_at.is_(None),
        )
    )
    return list((await db.scalars(query.order_by(accounts.c.id))).all())
