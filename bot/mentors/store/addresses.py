"""An e-mail address of somebody of the team, kept once they have read there what we sent.

Law: a code is good once, for the account and the address it was made for.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import and_, delete, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.engine import insert
from bot.storage.tables.mentors import mentor_codes
from bot.storage.team import EMAIL, want

CODE_LIVES = timedelta(minutes=30)
"""How long the code of an e-mail is good."""


def digits(id: str) -> str:
    """Eight figures out of an unguessable id: what can be typed."""
    return f"{int(sha256(id.encode()).hexdigest(), 16) % 10**8:08}"


def _digest(account_id: int, address: str, code: str) -> str:
    """**Why** the address belongs to it: the code that went there proves no other one."""
    return sha256(f"{EMAIL}/{account_id}/{address.casefold()}/{code}".encode("utf-8", "replace")).hexdigest()


async def offer(db: AsyncConnection, now: datetime, account_id: int, address: str, code: str) -> None:
    """Keeps that this code went to this address; an older one is good no more."""
    older = and_(mentor_codes.c.account_id == account_id, mentor_codes.c.used_at.is_(None))
    await db.execute(delete(mentor_codes).where(older))
    row = {"digest": _digest(account_id, address, code), "account_id": account_id, "expires_at": now + CODE_LIVES}
    await db.execute(insert(db, mentor_codes).values(row).on_conflict_do_nothing())


async def confirm(db: AsyncConnection, now: datetime, account_id: int, address: str, code: str, zone: str) -> bool:
    """They read what was sent there: that is where they are told from now on."""
    good = and_(
        mentor_codes.c.digest == _digest(account_id, address, code),
        mentor_codes.c.account_id == account_id,
        mentor_codes.c.used_at.is_(None),
        mentor_codes.c.expires_at > now,
    )
    used = await db.scalar(update(mentor_codes).where(good).values(used_at=now).returning(mentor_codes.c.account_id))
    if used is None:
        return False
    await want(db, now, account_id, EMAIL, zone, address)
    return True
