"""What this room knows of a person: their age band, their alias, whether mentors may read them, their mode."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, union_all, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.mentors.model import OPEN, Mode, level_for
from bot.mentors.rules.aliases import alias
from bot.storage.engine import insert
from bot.storage.tables.mentors import aliases, handoffs, mentors
from bot.storage.tables.people import addresses, people
from bot.storage.tables.safety import signs

ATTEMPTS = 40
"""Names drawn before we give up: the last ones have four digits, so that a million people would find one."""


@dataclass(frozen=True, slots=True)
class Known:
    """`agreed`: mentors may read what they say in a conversation."""

    band: str | None
    alias: str
    agreed: bool
    mode: str


async def known(db: AsyncConnection, person_id: int) -> Known:
    query = (
        select(people.c.age_band, people.c.mode, aliases.c.alias, aliases.c.agreed_at)
        .outerjoin(aliases, aliases.c.person_id == people.c.id)
        .where(people.c.id == person_id)
    )
    row = (await db.execute(query)).one()
    return Known(row.age_band, row.alias or "", row.agreed_at is not None, row.mode)


async def in_distress(db: AsyncConnection, person_id: int, now: datetime) -> bool:
    """In the last day they asked for somebody at once, or words of distress were noticed and not taken back."""
    lately = now - timedelta(days=1)
    called = select(people.c.id).where(people.c.id == person_id, people.c.called_at > lately)
    noticed = select(signs.c.person_id).where(
        signs.c.person_id == person_id, signs.c.at > lately, signs.c.fine_at.is_(None)
    )
    return await db.scalar(union_all(called, noticed).limit(1)) is not None


async def set_band(db: AsyncConnection, person_id: int, band: str | None) -> None:
    """A request that waits asks for the clearance of the new band from now on."""
    await db.execute(update(people).where(people.c.id == person_id).values(age_band=band))
    mine = (handoffs.c.person_id == person_id) & handoffs.c.state.in_(OPEN)
    await db.execute(update(handoffs).where(mine).values(needs=level_for(band)))


async def set_mode(db: AsyncConnection, person_id: int, mode: Mode) -> None:
    """Only inside the person's own turn, which looked everything up."""
    await db.execute(update(people).where(people.c.id == person_id).values(mode=mode))


async def agree(db: AsyncConnection, person_id: int, token: str, now: datetime) -> str:
    """Mentors may read what is said in a conversation. Gives the alias, made the first time from `token`."""
    for attempt in range(ATTEMPTS):
        row = {"person_id": person_id, "alias": alias(token, attempt), "agreed_at": now}
        await db.execute(insert(db, aliases).values(row).on_conflict_do_nothing())
        mine = update(aliases).where(aliases.c.person_id == person_id).values(agreed_at=now).returning(aliases.c.alias)
        if found := await db.scalar(mine):
            return str(found)
    raise LookupError("no alias is free")


async def take_back(db: AsyncConnection, person_id: int) -> bool:
    """Mentors may no longer. False: they could not before."""
    mine = (aliases.c.person_id == person_id) & aliases.c.agreed_at.is_not(None)
    done = update(aliases).where(mine).values(agreed_at=None).returning(aliases.c.person_id)
    return await db.scalar(done) is not None


async def mentor_alias(db: AsyncConnection, account_id: int | None) -> str:
    """The name a mentor chose; "" when they have none."""
    return str(await db.scalar(select(mentors.c.alias).where(mentors.c.account_id == account_id)) or "")


async def alias_of(db: AsyncConnection, person_id: int) -> str:
    """The name mentors see; "" when they have none."""
    return str(await db.scalar(select(aliases.c.alias).where(aliases.c.person_id == person_id)) or "")


async def unreachable(db: AsyncConnection, person_id: int) -> datetime | None:
    """Since when what is said to them waits: they blocked the bot where they wrote last. None: it arrives."""
    last = select(addresses.c.unreachable_at).join(people, people.c.address_id == addresses.c.id)
    found: datetime | None = await db.scalar(last.where(people.c.id == person_id))
    return found
