"""Second proofs in rows. `key`: one that comes from the master key, so that the rows alone tell no code.

Law: the row of an account is locked before a code is looked at: of two tries at once the second counts too.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import ColumnElement, and_, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.accounts.rules import digest as cookie_digest
from bot.accounts.second import rules
from bot.accounts.second.rules import PENDING
from bot.storage.engine import insert
from bot.storage.tables.accounts import accounts, sign_ins
from bot.storage.tables.second import recovery_codes, second_factors

NONCE_BYTES = 12
Random = Callable[[int], bytes]
Tried = Literal["right", "wrong", "wait"]


@dataclass(frozen=True, slots=True)
class Factor:
    """Of one account. `confirmed_at` None: being set up. `papers`: codes on paper that are left."""

    secret: str
    confirmed_at: datetime | None
    papers: int


@dataclass(frozen=True, slots=True)
class Pending:
    """Somebody who came in by a link and owes the code."""

    account_id: int
    sign_in: int


# -- setting up -----------------------------------------------------------------------------------------------
async def begin(db: AsyncConnection, key: bytes, account_id: int, now: datetime, random: Random) -> None:
    """A new secret, which counts once it is confirmed. One that is confirmed stays."""
    secret = rules.secret_of(random(rules.SECRET_BYTES))
    nonce = random(NONCE_BYTES)
    row = {"secret": nonce + AESGCM(key).encrypt(nonce, secret.encode(), _said(account_id)), "made_at": now}
    made = insert(db, second_factors).values(row | {"account_id": account_id})
    await db.execute(
        made.on_conflict_do_update(
            index_elements=["account_id"], set_=row, where=second_factors.c.confirmed_at.is_(None)
        )
    )


async def confirm(db: AsyncConnection, account_id: int, sign_in: int, now: datetime) -> None:
    """From now on it is asked for. This device stays in; where it was not asked for yet, every other one is out."""
    new = and_(second_factors.c.account_id == account_id, second_factors.c.confirmed_at.is_(None))
    made = update(second_factors).where(new).values(confirmed_at=now).returning(second_factors.c.account_id)
    if await db.scalar(made) is not None:
        await db.execute(delete(sign_ins).where(sign_ins.c.account_id == account_id, sign_ins.c.id != sign_in))
        await db.execute(update(sign_ins).where(sign_ins.c.id == sign_in).values(proved_at=now))


async def papers(db: AsyncConnection, key: bytes, account_id: int, random: Random) -> Sequence[str]:
    """New codes for paper; those of before are no good any more."""
    codes = [rules.paper_code(random(rules.CODE_BYTES)) for _ in range(rules.CODES)]
    await db.execute(delete(recovery_codes).where(recovery_codes.c.account_id == account_id))
    rows = [{"digest": rules.digest(key, account_id, code), "account_id": account_id} for code in codes]
    await db.execute(recovery_codes.insert(), rows)
    return codes


async def drop(db: AsyncConnection, account_id: int) -> None:
    """It is not asked for any more."""
    await db.execute(delete(second_factors).where(second_factors.c.account_id == account_id))
    await db.execute(delete(recovery_codes).where(recovery_codes.c.account_id == account_id))


async def of(db: AsyncConnection, key: bytes, account_id: int) -> Factor | None:
    row = (await db.execute(select(second_factors).where(second_factors.c.account_id == account_id))).one_or_none()
    if row is None:
        return None
    left = await db.scalar(select(func.count()).where(recovery_codes.c.account_id == account_id))
    return Factor(_opened(key, account_id, row.secret), row.confirmed_at, int(left or 0))


async def have(db: AsyncConnection) -> Collection[int]:
    """The accounts that are asked for a code."""
    return set((await db.scalars(select(second_factors.c.account_id).where(_asked()))).all())


# -- coming in ------------------------------------------------------------------------------------------------
def enough() -> ColumnElement[bool]:
    """Of `sign_ins`: its account owes no code, or gave it on this device."""
    owes = select(second_factors.c.account_id).where(second_factors.c.account_id == sign_ins.c.account_id, _asked())
    return or_(sign_ins.c.proved_at.is_not(None), ~owes.correlate(sign_ins).exists())


async def pending(db: AsyncConnection, cookie: str, now: datetime) -> Pending | None:
    """Whose cookie this is, if a link let them in just now and the code is all that is missing."""
    query = (
        select(sign_ins.c.id, sign_ins.c.account_id)
        .join(accounts, accounts.c.id == sign_ins.c.account_id)
        .where(
            sign_ins.c.digest == cookie_digest(cookie),
            sign_ins.c.created_at > now - PENDING,
            accounts.c.disabled_at.is_(None),
            ~enough(),
        )
    )
    row = (await db.execute(query)).one_or_none()
    return None if row is None else Pending(row.account_id, row.id)


async def prove(db: AsyncConnection, key: bytes, who: Pending, typed: str, now: datetime) -> Tried:
    """With the right code this device is in."""
    tried = await attempt(db, key, who.account_id, typed, now)
    if tried == "right":
        mine = and_(sign_ins.c.id == who.sign_in, sign_ins.c.account_id == who.account_id)
        await db.execute(update(sign_ins).where(mine).values(proved_at=now))
    return tried


async def attempt(db: AsyncConnection, key: bytes, account_id: int, typed: str, now: datetime) -> Tried:
    """A code of the application, or, once it is confirmed, one on paper, which is used up."""
    mine = second_factors.c.account_id == account_id
    row = (await db.execute(select(second_factors).where(mine).with_for_update())).one_or_none()
    if row is None:
        return "wrong"
    if rules.held_back(row.failures, row.failed_at, now):
        return "wait"
    step = rules.step_of(_opened(key, account_id, row.secret), typed, now, row.last_step)
    if step is None and not (row.confirmed_at is not None and await _paper(db, key, account_id, typed)):
        count = rules.failures_now(row.failures, row.failed_at, now)
        await db.execute(update(second_factors).where(mine).values(failures=count, failed_at=now))
        return "wait" if count >= rules.MOST_WRONG else "wrong"
    taken = row.last_step if step is None else step
    await db.execute(update(second_factors).where(mine).values(failures=0, failed_at=None, last_step=taken))
    return "right"


async def _paper(db: AsyncConnection, key: bytes, account_id: int, typed: str) -> bool:
    this = and_(
        recovery_codes.c.digest == rules.digest(key, account_id, typed), recovery_codes.c.account_id == account_id
    )
    return await db.scalar(delete(recovery_codes).where(this).returning(recovery_codes.c.account_id)) is not None


def _asked() -> ColumnElement[bool]:
    return second_factors.c.confirmed_at.is_not(None)


def _opened(key: bytes, account_id: int, sealed: bytes) -> str:
    return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], _said(account_id)).decode()


def _said(account_id: int) -> bytes:
    return b"second %d" % account_id
