"""What a coordinator has looked at and vouches for, until a day. Withdrawn, it ends in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.mentors.model import Level
from bot.mentors.store import access
from bot.mentors.store.queue import cut_off
from bot.storage.sealed import Sealer
from bot.storage.tables.accounts import account_roles, accounts
from bot.storage.tables.mentors import vettings


@dataclass(frozen=True, slots=True)
class Vetting:
    id: int
    account_id: int
    level: str
    expires_at: datetime
    at: datetime


async def give(
    db: AsyncConnection, now: datetime, by: int, account_id: int, level: Level, expires_at: datetime
) -> bool:
    """False: it is no open account of a mentor, or their own: nobody vouches for themselves."""
    mentor = (
        select(accounts.c.id)
        .join(account_roles, account_roles.c.account_id == accounts.c.id)
        .where(accounts.c.id == account_id, accounts.c.disabled_at.is_(None), account_roles.c.role == access.ROLE)
    )
    if by == account_id or await db.scalar(mentor) is None:
        return False
    row = {"account_id": account_id, "level": level, "expires_at": expires_at, "by_account": by, "at": now}
    await db.execute(vettings.insert().values(row))
    return True


async def withdraw(db: AsyncConnection, sealer: Sealer, now: datetime, account_id: int) -> bool:
    """All that hold of theirs end now; whom they talk to goes to the front of the queue. False: none held any more."""
    await access.lock(db, account_id)
    good = and_(vettings.c.account_id == account_id, vettings.c.withdrawn_at.is_(None), vettings.c.expires_at > now)
    done = (await db.execute(update(vettings).where(good).values(withdrawn_at=now))).rowcount
    if done:
        await cut_off(db, sealer, now)
    return done > 0


async def all_of(db: AsyncConnection, account_id: int, now: datetime) -> Sequence[Vetting]:
    """Those that hold now, the longest first."""
    holds = and_(vettings.c.account_id == account_id, vettings.c.withdrawn_at.is_(None), vettings.c.expires_at > now)
    rows = await db.execute(select(vettings).where(holds).order_by(vettings.c.expires_at.desc(), vettings.c.id))
    return [Vetting(row.id, row.account_id, row.level, row.expires_at, row.at) for row in rows]
