"""Where people are reached: the address last used, and what a channel says of it (blocked, unblocked)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.model import Address
from bot.clock import Clock
from bot.storage.engine import Database
from bot.storage.tables.conversation import messages
from bot.storage.tables.people import addresses, people


async def last_used(database: Database, person_id: int) -> Address | None:
    """The reachable address they last wrote from."""
    query = (
        select(addresses.c.channel, addresses.c.account, addresses.c.chat)
        .join(people, people.c.address_id == addresses.c.id)
        .where(people.c.id == person_id, addresses.c.unreachable_at.is_(None))
    )
    async with database.read() as db:
        row = (await db.execute(query)).first()
    return None if row is None else Address(*row)


class StoredReach:
    """Told when a person blocked (False) or unblocked (True) us: what is for them waits until they are back."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, address: Address, reachable: bool) -> None:
        whose = select(addresses.c.person_id).where(at(address))
        async with self._database.write() as db:
            found = await db.execute(select(people.c.id).where(people.c.id.in_(whose)).with_for_update())
            person_id = found.scalar()
            if person_id is not None:
                await (_back if reachable else gone)(db, person_id, address, self._clock.now())


async def gone(db: AsyncConnection, person_id: int, address: Address, now: datetime) -> None:
    """All that waits for that address waits until they write."""
    await db.execute(
        update(addresses).where(at(address), addresses.c.unreachable_at.is_(None)).values(unreachable_at=now)
    )
    await _restate(db, person_id, address, "due", "unreachable")


async def _back(db: AsyncConnection, person_id: int, address: Address, now: datetime) -> None:
    """**Why** not while lines are delivered to them: whoever delivers would pass over those that come back.

    Then the address stays as it is, and their next word brings the lines back, as ever.
    """
    idle = or_(people.c.lease_until.is_(None), people.c.lease_until <= now)
    again = await db.execute(
        update(people)
        .where(people.c.id == person_id, idle)
        .values(done_seq=0, out_seq=people.c.last_seq)
        .returning(people.c.id)
    )
    if again.first() is not None:
        await db.execute(update(addresses).where(at(address)).values(unreachable_at=None))
        await _restate(db, person_id, address, "unreachable", "due")


async def _restate(db: AsyncConnection, person_id: int, address: Address, old: str, new: str) -> None:
    await db.execute(
        update(messages)
        .where(
            messages.c.person_id == person_id,
            messages.c.state == old,
            messages.c.address_id.in_(select(addresses.c.id).where(at(address))),
        )
        .values(state=new)
    )


def at(address: Address) -> ColumnElement[bool]:
    return and_(
        addresses.c.channel == address.channel,
        addresses.c.account == address.account,
        addresses.c.chat == address.chat,
    )


async def missed(db: AsyncConnection, person_id: int, seq: int) -> bool:
    """Whether a line that was to be sent did not reach them: too late by then, still on its way, or they are away."""
    query = select(messages.c.state).where(messages.c.person_id == person_id, messages.c.seq == seq)
    return await db.scalar(query) in ("dropped", "due", "unreachable")
