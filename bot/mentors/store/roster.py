"""The mentors as coordinators see them: who is on duty, who lacks what, whose vetting ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.mentors.rules.vetting import RENEW
from bot.mentors.store import access
from bot.storage.tables.accounts import account_roles, accounts
from bot.storage.tables.mentors import handoffs, mentor_languages, mentors, vettings


@dataclass(frozen=True, slots=True)
class Entry:
    """`name`: as the team knows them; `level`, `expires_at`: of the vetting that holds now and lasts longest."""

    account_id: int
    name: str
    alias: str
    company: str
    languages: tuple[str, ...]
    trained: bool
    capacity: int
    held: int
    paused: bool
    on_duty_until: datetime | None
    seen_at: datetime | None
    vetting_id: int | None
    level: str
    expires_at: datetime | None

    def on_duty(self, now: datetime) -> bool:
        return self.on_duty_until is not None and self.on_duty_until > now and not self.paused

    def to_renew(self, now: datetime) -> bool:
        return self.expires_at is not None and self.expires_at <= now + RENEW


async def everybody(db: AsyncConnection, now: datetime) -> Sequence[Entry]:
    """Open accounts of mentors, by name."""
    query = (
        select(accounts.c.id, accounts.c.name, mentors)
        .join(account_roles, account_roles.c.account_id == accounts.c.id)
        .outerjoin(mentors, mentors.c.account_id == accounts.c.id)
        .where(account_roles.c.role == access.ROLE, accounts.c.disabled_at.is_(None))
        .order_by(accounts.c.name_key, accounts.c.id)
    )
    rows = (await db.execute(query)).all()
    ids = [row.id for row in rows]
    spoken: dict[int, list[str]] = {}
    for one in await db.execute(select(mentor_languages).where(mentor_languages.c.account_id.in_(ids))):
        spoken.setdefault(one.account_id, []).append(one.language)
    held = await _held(db, ids)
    vetted = await _vetted(db, ids, now)
    return [_entry(row, sorted(spoken.get(row.id, [])), held.get(row.id, 0), vetted.get(row.id)) for row in rows]


async def _held(db: AsyncConnection, ids: Sequence[int]) -> dict[int, int]:
    query = (
        select(handoffs.c.mentor_id, func.count().label("n"))
        .where(handoffs.c.state == "held", handoffs.c.mentor_id.in_(ids))
        .group_by(handoffs.c.mentor_id)
    )
    return {row.mentor_id: row.n for row in await db.execute(query)}


async def _vetted(db: AsyncConnection, ids: Sequence[int], now: datetime) -> dict[int, Any]:
    """Of each the one that lasts longest; one for minors before one for adults that ends the same day."""
    holds = (
        vettings.c.account_id.in_(ids),
        vettings.c.withdrawn_at.is_(None),
        vettings.c.expires_at > now,
    )
    query = select(vettings).where(*holds).order_by(vettings.c.expires_at, vettings.c.level, vettings.c.id)
    return {row.account_id: row for row in await db.execute(query)}


def _entry(row: Any, languages: Sequence[str], held: int, vetting: Any) -> Entry:
    return Entry(
        account_id=row.id,
        name=row.name,
        alias=row.alias or "",
        company=row.company or "",
        languages=tuple(languages),
        trained=row.trained_at is not None,
        capacity=row.capacity or 0,
        held=held,
        paused=row.paused_at is not None,
        on_duty_until=row.on_duty_until,
        seen_at=row.seen_at,
        vetting_id=vetting.id if vetting else None,
        level=vetting.level if vetting else "",
        expires_at=vetting.expires_at if vetting else None,
    )
