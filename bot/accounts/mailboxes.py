"""Where an account gets a new link by e-mail: an address that a code was sent to, and came back from.

Law: whether an address is known here is said to nobody; a link goes only to where its account confirmed that it reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.accounts.rules import LIVES, MAILED_EVERY, digest
from bot.accounts.store import NewId, new_code
from bot.storage.engine import insert
from bot.storage.tables.accounts import account_mailboxes, accounts, entries
from bot.storage.tables.mentors import mentor_addresses
from bot.storage.team import EMAIL

MOST = 5
"""Accounts of one address that get a link: somebody who answers for two, not a mailbox of everybody."""


@dataclass(frozen=True, slots=True)
class Renewed:
    """A link to be sent. `name`: of the account."""

    address: str
    name: str
    code: str


def address_key(address: str) -> str:
    return address.strip().casefold()


async def offer(db: AsyncConnection, now: datetime, account_id: int, address: str, code: str) -> None:
    """Keeps that this code went to this address; an older one is good no more."""
    await db.execute(delete(entries).where(entries.c.account_id == account_id, entries.c.kind == "address"))
    row = {"digest": _digest(account_id, address, code), "account_id": account_id, "kind": "address"}
    await db.execute(entries.insert().values(row | {"expires_at": now + LIVES["address"]}))


async def confirm(db: AsyncConnection, now: datetime, account_id: int, address: str, code: str) -> bool:
    """They read what was sent there. False: not that code, or not for this address, or too late."""
    good = and_(
        entries.c.digest == _digest(account_id, address, code),
        entries.c.account_id == account_id,
        entries.c.kind == "address",
        entries.c.used_at.is_(None),
        entries.c.expires_at > now,
    )
    if await db.scalar(update(entries).where(good).values(used_at=now).returning(entries.c.account_id)) is None:
        return False
    values = {"address": address.strip(), "address_key": address_key(address), "since": now}
    kept = insert(db, account_mailboxes).values(values | {"account_id": account_id})
    await db.execute(kept.on_conflict_do_update(index_elements=["account_id"], set_=values))
    return True


def _digest(account_id: int, address: str, code: str) -> str:
    """**Why** the address belongs to it: the code that went there proves no other one."""
    return digest(f"address/{account_id}/{address_key(address)}/{code}")


async def of_account(db: AsyncConnection, account_id: int) -> str:
    """The address they confirmed; "" for none."""
    mine = account_mailboxes.c.account_id == account_id
    return str(await db.scalar(select(account_mailboxes.c.address).where(mine)) or "")


async def drop(db: AsyncConnection, account_id: int) -> None:
    await db.execute(delete(account_mailboxes).where(account_mailboxes.c.account_id == account_id))


async def renew(db: AsyncConnection, address: str, now: datetime, new_id: NewId) -> Sequence[Renewed]:
    """A new link for every account that reads at this address: there, or where a mentor wants to be told.

    Empty also for who had one just now. Whoever asks at the same time waits here for the first.
    """
    key = address_key(address)
    here = select(account_mailboxes.c.account_id).where(account_mailboxes.c.address_key == key)
    told = select(mentor_addresses.c.account_id).where(
        mentor_addresses.c.channel == EMAIL,
        mentor_addresses.c.failed_at.is_(None),
        func.lower(mentor_addresses.c.address) == key,
    )
    theirs = or_(accounts.c.id.in_(here), accounts.c.id.in_(told))
    query = select(accounts.c.id, accounts.c.name).where(theirs, accounts.c.disabled_at.is_(None))
    rows = (await db.execute(query.order_by(accounts.c.id).limit(MOST).with_for_update())).all()
    fresh = [row for row in rows if not await _just_had(db, row.id, now)]
    return [Renewed(address.strip(), row.name, await new_code(db, row.id, "mail", now, new_id)) for row in fresh]


async def _just_had(db: AsyncConnection, account_id: int, now: datetime) -> bool:
    made_since = entries.c.expires_at > now + LIVES["mail"] - MAILED_EVERY
    mine = and_(entries.c.account_id == account_id, entries.c.kind == "mail", made_since)
    return await db.scalar(select(entries.c.digest).where(mine).limit(1)) is not None
