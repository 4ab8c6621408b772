"""Codes by which a conversation goes on in another channel, and the move of an address to its new person.

Law: a code is consumed by one conditional UPDATE in the transaction of the turn that brought it: once, or not at all.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, exists, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.handover import LIVES, digest, new_code
from bot.clock import Clock
from bot.storage.engine import Database
from bot.storage.tables.conversation import messages
from bot.storage.tables.handovers import handovers
from bot.storage.tables.people import addresses, people

MOST_CODES = 5
"""Codes of one person: as many tabs or reloads of the page stay valid; the oldest goes first."""


class StoredHandovers:
    """`ports.Handovers` over the database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def offer(self, person_id: int) -> str:
        async with self._database.write() as db:
            return await offer(db, self._clock, person_id)


async def offer(db: AsyncConnection, clock: Clock, person_id: int) -> str:
    """A new code that leads to this person (nowhere, if they were deleted a moment ago)."""
    code, expires_at = new_code(clock), clock.now() + LIVES
    newest = (
        select(handovers.c.digest)
        .where(handovers.c.person_id == person_id)
        .order_by(handovers.c.expires_at.desc(), handovers.c.digest)
        .limit(MOST_CODES - 1)
    )
    row = select(literal(digest(code)), people.c.id, literal(expires_at, handovers.c.expires_at.type))
    await db.execute(delete(handovers).where(handovers.c.person_id == person_id, handovers.c.digest.not_in(newest)))
    await db.execute(
        handovers.insert().from_select(["digest", "person_id", "expires_at"], row.where(people.c.id == person_id))
    )
    return code


async def led_to(db: AsyncConnection, codes: Collection[str]) -> set[int]:
    """The people that these codes lead to or led to."""
    wanted = select(handovers.c.person_id).where(handovers.c.digest.in_(sorted(map(digest, codes))))
    return set((await db.execute(wanted)).scalars())


async def is_valid(db: AsyncConnection, code: str, now: datetime) -> bool:
    found = select(exists().where(handovers.c.digest == digest(code), _valid(now)))
    return bool(await db.scalar(found))


async def consume(db: AsyncConnection, code: str, now: datetime) -> int | None:
    """The person the code leads to, once; None: unknown, expired, used, or its person was erased."""
    row = await db.execute(
        update(handovers)
        .where(handovers.c.digest == digest(code), _valid(now))
        .values(used_at=now)
        .returning(handovers.c.person_id)
    )
    found: int | None = row.scalar()
    return found


def _valid(now: datetime) -> ColumnElement[bool]:
    return and_(handovers.c.used_at.is_(None), handovers.c.expires_at > now)


async def move(db: AsyncConnection, address_id: int, old: int, new: int) -> bool:
    """Gives an address to another person. True if the old one, who has no other, is gone with all that was theirs."""
    await db.execute(update(addresses).where(addresses.c.id == address_id).values(person_id=new))
    await db.execute(
        update(people).where(people.c.id == old, people.c.address_id == address_id).values(address_id=None)
    )
    left = delete(people).where(people.c.id == old, ~exists().where(addresses.c.person_id == old))
    return (await db.execute(left.returning(people.c.id))).first() is not None


async def has_spoken(db: AsyncConnection, person_id: int) -> bool:
    """They have said something themselves, beyond opening the chat."""
    return bool(await db.scalar(select(exists().where(messages.c.person_id == person_id, messages.c.author == "me"))))
