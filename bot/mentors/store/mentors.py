"""What a mentor says of themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.mentors.rules.profile import Draft, alias_key, company_key
from bot.mentors.store.companies import is_stopped
from bot.storage.engine import insert
from bot.storage.tables.accounts import accounts
from bot.storage.tables.mentors import boards, mentor_languages, mentor_topics, mentors
from bot.storage.team import ensure

ALIASES = "aliases"
"""Row of `boards` that is held while an alias is chosen, so that two can't choose the same at once."""


@dataclass(frozen=True, slots=True)
class Profile:
    name: str
    alias: str
    zone: str
    capacity: int
    company: str
    languages: frozenset[str]
    topics: frozenset[str]
    trained_at: datetime | None
    paused: bool


async def profile(db: AsyncConnection, account_id: int, zone: str) -> Profile:
    """Empty for who has filled in nothing yet; `zone`: theirs until they choose."""
    row = (
        await db.execute(
            select(mentors, accounts.c.name)
            .select_from(accounts)
            .outerjoin(mentors, mentors.c.account_id == accounts.c.id)
            .where(accounts.c.id == account_id)
        )
    ).one()
    spoken = select(mentor_languages.c.language).where(mentor_languages.c.account_id == account_id)
    topics = select(mentor_topics.c.topic).where(mentor_topics.c.account_id == account_id)
    return Profile(
        name=row.name,
        alias=row.alias or "",
        zone=row.zone or zone,
        capacity=row.capacity or 2,
        company=row.company or "",
        languages=frozenset((await db.scalars(spoken)).all()),
        topics=frozenset((await db.scalars(topics)).all()),
        trained_at=row.trained_at,
        paused=row.paused_at is not None,
    )


async def save(db: AsyncConnection, now: datetime, account_id: int, draft: Draft) -> bool:
    """False: the alias is somebody else's, and nothing was done."""
    held = insert(db, boards).values(name=ALIASES, number=1)
    await db.execute(held.on_conflict_do_update(index_elements=["name"], set_={"number": boards.c.number + 1}))
    others = await db.scalars(select(mentors.c.alias).where(mentors.c.account_id != account_id))
    if alias_key(draft.alias) in {alias_key(alias) for alias in others if alias}:
        return False
    await ensure(db, account_id, draft.zone, now)
    values: dict[str, object] = {"alias": draft.alias, "zone": draft.zone, "capacity": draft.capacity}
    # Who is stopped does not get on under another name.
    if not await is_stopped(db, account_id):
        values |= {"company": draft.company, "company_key": company_key(draft.company)}
    await db.execute(update(mentors).where(mentors.c.account_id == account_id).values(values))
    for table, column, kept in (
        (mentor_languages, mentor_languages.c.language, draft.languages),
        (mentor_topics, mentor_topics.c.topic, draft.topics),
    ):
        await db.execute(delete(table).where(table.c.account_id == account_id, column.not_in(kept)))
        rows = [{"account_id": account_id, column.name: one} for one in kept]
        await db.execute(insert(db, table).on_conflict_do_nothing(), rows)
    return True


async def pause(db: AsyncConnection, now: datetime, account_id: int, on: bool) -> None:
    """No new conversations until they say so; those they have go on."""
    mine = mentors.c.account_id == account_id
    since = func.coalesce(mentors.c.paused_at, literal(now, mentors.c.paused_at.type)) if on else None
    await db.execute(update(mentors).where(mine).values(paused_at=since))
