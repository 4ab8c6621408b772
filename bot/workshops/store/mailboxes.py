"""Where somebody wants e-mails about their workshops: kept for this alone, gone by one tap or with the person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.engine import insert
from bot.storage.sealed import Sealer
from bot.storage.tables.people import addresses, people
from bot.storage.tables.workshops import mailboxes, seats, workshops

KEPT = timedelta(days=30)
"""After the last workshop of who gave the address: it served that, and is not kept for a later one."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """`key`: unguessable; whoever has it can end these e-mails, and nothing else."""

    address: str
    key: str


async def keep(db: AsyncConnection, sealer: Sealer, now: datetime, person_id: int, address: str, key: str) -> None:
    """In place of an older one, whose key ends nothing any more."""
    sealed = sealer.seal(person_id, address.encode())
    values = {"address": sealed, "key": key, "since": now}
    statement = insert(db, mailboxes).values(values | {"person_id": person_id})
    await db.execute(statement.on_conflict_do_update(index_elements=["person_id"], set_=values))


async def of_person(db: AsyncConnection, sealer: Sealer, person_id: int) -> Mailbox | None:
    found = (await db.execute(select(mailboxes).where(mailboxes.c.person_id == person_id))).one_or_none()
    return None if found is None else Mailbox(sealer.open(person_id, found.address).decode(), found.key)


async def chat(db: AsyncConnection, person_id: int) -> str:
    """The channel on which they are reached now; "" where none is, or it says that they left."""
    query = (
        select(addresses.c.channel)
        .join(people, people.c.address_id == addresses.c.id)
        .where(people.c.id == person_id, addresses.c.unreachable_at.is_(None))
    )
    return await db.scalar(query) or ""


async def drop(db: AsyncConnection, key: str) -> bool:
    """False: it is gone already."""
    return (await db.execute(delete(mailboxes).where(mailboxes.c.key == key))).rowcount > 0


async def erase(db: AsyncConnection, person_id: int) -> None:
    await db.execute(delete(mailboxes).where(mailboxes.c.person_id == person_id))


async def retain(db: AsyncConnection, now: datetime) -> int:
    """Forgets the addresses that serve nothing any more; returns how many."""
    served = (
        exists()
        .where(seats.c.person_id == mailboxes.c.person_id, seats.c.workshop_id == workshops.c.id)
        .where(workshops.c.ends_at > now - KEPT)
    )
    gone = await db.execute(delete(mailboxes).where(mailboxes.c.since < now - KEPT, ~served))
    return gone.rowcount
