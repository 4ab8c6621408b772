"""What a mentor says of themselves, and where they are told that somebody waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import ColumnElement, and_, delete, func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.mentors.rules.profile import Draft, alias_key
from bot.storage.engine import insert
from bot.storage.tables.accounts import accounts
from bot.storage.tables.mentors import boards, mentor_addresses, mentor_codes, mentor_languages, mentor_topics, mentors

EMAIL = "email"
CODE_LIVES = timedelta(minutes=30)
"""How long the code of an e-mail is good."""
ALIASES = "aliases"
"""Row of `boards` that is held while an alias is chosen, so that two can't choose the same at once."""


@dataclass(frozen=True, slots=True)
class Profile:
    """`email`: where they want to be told, "" nowhere; `failing`: it took no e-mail any more."""

    name: str
    alias: str
    zone: str
    capacity: int
    company: str
    languages: frozenset[str]
    topics: frozenset[str]
    trained_at: datetime | None
    paused: bool
    email: str
    failing: bool


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
    address = (await db.execute(select(mentor_addresses).where(_email(account_id)))).one_or_none()
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
        email=address.address if address else "",
        failing=address is not None and address.failed_at is not None,
    )


async def ensure(db: AsyncConnection, account_id: int, zone: str, now: datetime) -> None:
    """Their row, without which nothing can be kept of them. It lets them do nothing."""
    row = {"account_id": account_id, "zone": zone, "created_at": now}
    await db.execute(insert(db, mentors).values(row).on_conflict_do_nothing())


async def save(db: AsyncConnection, now: datetime, account_id: int, draft: Draft) -> bool:
    """False: the alias is somebody else's, and nothing was done."""
    held = insert(db, boards).values(name=ALIASES, number=1)
    await db.execute(held.on_conflict_do_update(index_elements=["name"], set_={"number": boards.c.number + 1}))
    others = await db.scalars(select(mentors.c.alias).where(mentors.c.account_id != account_id))
    if alias_key(draft.alias) in {alias_key(alias) for alias in others if alias}:
        return False
    await ensure(db, account_id, draft.zone, now)
    values = {"alias": draft.alias, "zone": draft.zone, "capacity": draft.capacity, "company": draft.company}
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


# -- e-mail ---------------------------------------------------------------------------------------------------
def _email(account_id: int) -> ColumnElement[bool]:
    return and_(mentor_addresses.c.account_id == account_id, mentor_addresses.c.channel == EMAIL)


def digits(id: str) -> str:
    """Eight figures out of an unguessable id: what can be typed."""
    return f"{int(sha256(id.encode()).hexdigest(), 16) % 10**8:08}"


def _digest(account_id: int, address: str, code: str) -> str:
    """**Why** the address belongs to it: the code that went there proves no other one."""
    return sha256(f"{EMAIL}/{account_id}/{address.casefold()}/{code}".encode("utf-8", "replace")).hexdigest()


async def offer(db: AsyncConnection, now: datetime, account_id: int, address: str, code: str, zone: str) -> None:
    """Keeps that this code went to this address; an older one is good no more."""
    await ensure(db, account_id, zone, now)
    older = and_(mentor_codes.c.account_id == account_id, mentor_codes.c.used_at.is_(None))
    await db.execute(delete(mentor_codes).where(older))
    row = {"digest": _digest(account_id, address, code), "account_id": account_id, "expires_at": now + CODE_LIVES}
    await db.execute(insert(db, mentor_codes).values(row).on_conflict_do_nothing())


async def confirm(db: AsyncConnection, now: datetime, account_id: int, address: str, code: str) -> bool:
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
    values = {"address": address, "since": now, "failed_at": None, "told_at": None}
    row = {"account_id": account_id, "channel": EMAIL, **values}
    statement = insert(db, mentor_addresses).values(row)
    await db.execute(statement.on_conflict_do_update(index_elements=["account_id", "channel"], set_=values))
    return True


async def drop(db: AsyncConnection, account_id: int) -> None:
    await db.execute(delete(mentor_addresses).where(_email(account_id)))
