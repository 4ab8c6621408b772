"""Who holds workshops: the host of an account, whether staff know them, and what waits for staff."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.engine import insert
from bot.storage.tables.accounts import accounts
from bot.storage.tables.workshops import hosts, workshops
from bot.workshops.store.workshops import locked, rewrite


@dataclass(frozen=True, slots=True)
class Host:
    """`approved`: staff know them, so what they make opens at once."""

    id: int
    name: str
    contact: str
    approved: bool


async def named(db: AsyncConnection, name: str, now: datetime) -> int:
    """The id of the host of that name, made if there is none; right for two who ask at once."""
    values = {"name": name, "contact": "", "created_at": now}
    await db.execute(insert(db, hosts).values(values).on_conflict_do_nothing())
    return int(await db.scalar(select(hosts.c.id).where(hosts.c.name == name)) or 0)


async def known(db: AsyncConnection, account_id: int) -> Host | None:
    """None: they have not been here yet."""
    query = select(hosts).join(accounts, accounts.c.host_id == hosts.c.id).where(accounts.c.id == account_id)
    row = (await db.execute(query)).one_or_none()
    return None if row is None else Host(row.id, row.name, row.contact, row.approved_at is not None)


async def of_account(db: AsyncConnection, account_id: int, name: str, now: datetime) -> Host:
    """The host an account holds workshops for: named as the account is, from the first time on.

    **Why** the account's name: staff chose it when they invited, so nobody can take the name of another host.
    """
    found = await known(db, account_id)
    if found is None:
        host_id = await named(db, name, now)
        await db.execute(update(accounts).where(accounts.c.id == account_id).values(host_id=host_id))
        row = (await db.execute(select(hosts).where(hosts.c.id == host_id))).one()
        found = Host(row.id, row.name, row.contact, row.approved_at is not None)
    return found


async def approve(db: AsyncConnection, host_id: int, now: datetime) -> int:
    """Staff know them now: what waits of theirs opens; returns how many did."""
    await db.execute(update(hosts).where(hosts.c.id == host_id, hosts.c.approved_at.is_(None)).values(approved_at=now))
    waiting = select(workshops.c.id).where(workshops.c.host_id == host_id, workshops.c.state == "pending")
    opened = 0
    for id in (await db.execute(waiting.order_by(workshops.c.id))).scalars().all():
        opened += await open_up(db, id, now)
    return opened


async def open_up(db: AsyncConnection, workshop_id: int, now: datetime) -> bool:
    """What waited is public from now on. False: it did not wait."""
    workshop = await locked(db, workshop_id)
    if workshop is None or workshop.state not in ("pending", "draft"):
        return False
    await rewrite(db, replace(workshop, state="open"), now)
    return True


async def host_of(db: AsyncConnection, workshop_id: int) -> int | None:
    found: int | None = await db.scalar(select(workshops.c.host_id).where(workshops.c.id == workshop_id))
    return found
