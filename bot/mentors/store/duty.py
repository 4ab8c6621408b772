"""When a mentor is there, and what keeps them from taking anybody yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.mentors.store import access
from bot.mentors.store.companies import is_stopped
from bot.mentors.store.handoffs import NOW
from bot.storage.tables.accounts import account_roles, accounts, sign_ins
from bot.storage.tables.mentors import mentor_languages, mentors, vettings


@dataclass(frozen=True, slots=True)
class Standing:
    """`vetted_until`: the end of the vetting that lasts longest; None: none holds now. `stopped`: their company."""

    alias: str
    zone: ZoneInfo
    languages: tuple[str, ...]
    trained: bool
    vetted_until: datetime | None
    on_duty_until: datetime | None
    paused: bool
    capacity: int
    held: int
    stopped: bool = False

    def may_take(self) -> bool:
        return self.trained and self.vetted_until is not None and not self.paused and not self.stopped


async def standing(db: AsyncConnection, account_id: int, now: datetime) -> Standing | None:
    """None: nobody has made a mentor of that account yet."""
    row = (await db.execute(select(mentors).where(mentors.c.account_id == account_id))).one_or_none()
    if row is None:
        return None
    held = vettings.c.account_id == account_id, vettings.c.withdrawn_at.is_(None), vettings.c.expires_at > now
    ends = select(vettings.c.expires_at).where(*held).order_by(vettings.c.expires_at.desc()).limit(1)
    spoken = select(mentor_languages.c.language).where(mentor_languages.c.account_id == account_id)
    there = row.on_duty_until if row.on_duty_until and row.on_duty_until > now else None
    return Standing(
        alias=row.alias or "",
        zone=ZoneInfo(row.zone),
        languages=tuple((await db.scalars(spoken.order_by(mentor_languages.c.language))).all()),
        trained=row.trained_at is not None,
        vetted_until=await db.scalar(ends),
        on_duty_until=there,
        paused=row.paused_at is not None,
        capacity=row.capacity,
        held=await access.held_count(db, account_id),
        stopped=await is_stopped(db, account_id),
    )


async def be_there(db: AsyncConnection, account_id: int, until: datetime | None) -> None:
    """None: no longer."""
    await db.execute(update(mentors).where(mentors.c.account_id == account_id).values(on_duty_until=until))


@dataclass(frozen=True, slots=True, order=True)
class Sign:
    """Their console is open at that moment."""

    account_id: int
    at: datetime


_ALIVE = update(mentors).where(mentors.c.account_id == bindparam("mentor")).values(seen_at=bindparam("at"))


async def alive(db: AsyncConnection, signs: Sequence[Sign]) -> None:
    """**Why** in order: of two processes that note the same mentors, neither waits for the other in a circle."""
    await db.execute(_ALIVE, [{"mentor": one.account_id, "at": one.at} for one in sorted(signs)])


_MAY_LISTEN = (
    select(sign_ins.c.id)
    .join(accounts, accounts.c.id == sign_ins.c.account_id)
    .join(account_roles, account_roles.c.account_id == accounts.c.id)
    .join(vettings, vettings.c.account_id == accounts.c.id)
    .where(
        sign_ins.c.id == bindparam("sign_in"),
        sign_ins.c.account_id == bindparam("mentor"),
        sign_ins.c.expires_at > NOW,
        accounts.c.disabled_at.is_(None),
        account_roles.c.role == access.ROLE,
        vettings.c.withdrawn_at.is_(None),
        vettings.c.expires_at > NOW,
    )
    .limit(1)
)


async def may_listen(db: AsyncConnection, account_id: int, sign_in: int, now: datetime) -> bool:
    """Still signed in on that device, not disabled, a mentor, and some vetting holds."""
    found = await db.scalar(_MAY_LISTEN, {"sign_in": sign_in, "mentor": account_id, "now": now})
    return found is not None
