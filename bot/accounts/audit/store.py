"""The audit in rows: adding, sealing, letting go of what is too old, looking whether all is whole.

Law: nothing else writes to `audit` and `audit_seals`; no row is ever changed.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Row, delete, func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.accounts.audit import chain
from bot.accounts.audit.model import Entry, Kept, Seal, Sealed, Verdict
from bot.storage.tables.audit import audit, audit_seals

log = logging.getLogger(__name__)

MOST_TOLD = 20
"""Problems that are told one by one: who reads more has understood."""


async def add(db: AsyncConnection, entries: Sequence[Entry]) -> None:
    rows = [
        {"at": e.at, "account_id": e.account_id, "sign_in": e.sign_in, "what": e.what, "about": e.about}
        | {"outcome": e.outcome}
        for e in entries
    ]
    await db.execute(audit.insert(), rows)


async def seal(db: AsyncConnection, key: bytes, now: datetime) -> Sealed | None:
    """Seals what came since the last one; None where nothing did.

    **Why** the lock: on PostgreSQL a number may be taken before, and seen after, a higher one. While nobody adds, no
    number is under way; and of two processes the second finds nothing left to seal.
    """
    if db.dialect.name == "postgresql":
        await db.execute(text(f"LOCK TABLE {audit.name} IN SHARE ROW EXCLUSIVE MODE"))
    last = await newest(db)
    entries = await _between(db, last.seal.upto if last else 0)
    if not entries:
        return None
    made = chain.sealed_over(entries, last.digest if last else "", now)
    row = {"upto": made.upto, "entries": made.entries, "at": made.at, "before": made.before, "content": made.content}
    made_digest = chain.digest(key, made)
    id = await db.scalar(audit_seals.insert().values(row | {"digest": made_digest}).returning(audit_seals.c.id))
    if last is None or last.seal.at.date() != now.date():
        log.info(
            "audit: sealed up to %d, %s", made.upto, made_digest
        )  # a copy that who writes the database can't reach
    return Sealed(int(id or 0), made, made_digest)


async def purge(db: AsyncConnection, kept_since: datetime) -> int:
    """Deletes the entries of seals from before, and those seals but the last, from which the chain goes on."""
    old = select(func.max(audit_seals.c.id)).where(audit_seals.c.at <= kept_since)
    anchor = (
        await db.execute(select(audit_seals.c.id, audit_seals.c.upto).where(audit_seals.c.id == old.scalar_subquery()))
    ).one_or_none()
    if anchor is None:
        return 0
    gone = await db.execute(delete(audit).where(audit.c.id <= anchor.upto))
    await db.execute(delete(audit_seals).where(audit_seals.c.id < anchor.id))
    return gone.rowcount


async def newest(db: AsyncConnection) -> Sealed | None:
    row = (await db.execute(select(audit_seals).order_by(audit_seals.c.id.desc()).limit(1))).one_or_none()
    return _sealed(row) if row is not None else None


async def verify(db: AsyncConnection, key: bytes, kept_since: datetime, known: str = "") -> Verdict:
    """Goes through the whole chain. `known`: a digest noted elsewhere, which must still be in it."""
    seals = [_sealed(row) for row in await db.execute(select(audit_seals).order_by(audit_seals.c.id))]
    problems: list[str] = []
    before: str | None = None
    upto = counted = 0
    for one in seals:
        entries = await _between(db, upto, one.seal.upto)
        wrong = chain.broken(key, one, before, entries, kept_since)
        problems += [wrong] if wrong else []
        before, upto, counted = one.digest, one.seal.upto, counted + len(entries)
    if known and known not in {one.digest for one in seals}:
        problems.append("the seal you noted is not in the chain: it was cut off, or is older than what is kept")
    unsealed = await db.scalar(select(func.count()).where(audit.c.id > upto))
    return Verdict(counted, len(seals), int(unsealed or 0), seals[-1] if seals else None, tuple(problems[:MOST_TOLD]))


async def _between(db: AsyncConnection, after: int, upto: int | None = None) -> list[Kept]:
    query = select(audit).where(audit.c.id > after).order_by(audit.c.id)
    rows = await db.execute(query if upto is None else query.where(audit.c.id <= upto))
    return [Kept(row.id, Entry(row.at, row.account_id, row.sign_in, row.what, row.about, row.outcome)) for row in rows]


def _sealed(row: Row[tuple[object, ...]]) -> Sealed:
    return Sealed(row.id, Seal(row.upto, row.entries, row.at, row.before, row.content), row.digest)
