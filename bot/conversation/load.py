"""Who writes: finds, locks and creates people for a batch, a fixed number of statements whatever its size."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, delete, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.model import Address, Incoming
from bot.conversation.model import Person, Place
from bot.storage.engine import insert
from bot.storage.tables.conversation import seen, sessions
from bot.storage.tables.people import addresses, people

PERSON = (
    people.c.id,
    people.c.locale,
    people.c.mode,
    people.c.consent_at,
    people.c.last_seq,
    people.c.out_seq,
    people.c.done_seq,
    people.c.lease_owner,
    people.c.lease_until,
    people.c.hold_until,
    people.c.last_seen_at,
    sessions.c.state,
    sessions.c.shown,
)
PLACE = (
    addresses.c.id.label("address_id"),
    addresses.c.channel,
    addresses.c.account,
    addresses.c.chat,
    addresses.c.unreachable_at,
)
BY_ADDRESS = select(*PERSON, *PLACE).select_from(
    addresses.join(people, addresses.c.person_id == people.c.id).join(sessions, sessions.c.person_id == people.c.id)
)
BY_ID = select(*PERSON, *PLACE).select_from(
    people.join(sessions, sessions.c.person_id == people.c.id).outerjoin(
        addresses, addresses.c.id == people.c.address_id
    )
)


def _at(found: Collection[Address]) -> Any:
    """SQL for "one of these addresses" (each channel and account: one IN list)."""
    chats: dict[tuple[str, str], list[str]] = {}
    for address in found:
        chats.setdefault((address.channel, address.account), []).append(address.chat)
    return or_(
        *(
            and_(addresses.c.channel == channel, addresses.c.account == account, addresses.c.chat.in_(sorted(some)))
            for (channel, account), some in sorted(chats.items())
        )
    )


def _person(row: Row[Any]) -> Person:
    place = None
    if row.address_id is not None:
        address = Address(row.channel, row.account, row.chat)
        place = Place(row.address_id, address, row.unreachable_at is not None)
    return Person(
        id=row.id,
        locale=row.locale,
        mode=row.mode,
        consent_at=row.consent_at,
        last_seq=row.last_seq,
        out_seq=row.out_seq,
        done_seq=row.done_seq,
        lease_owner=row.lease_owner,
        lease_until=row.lease_until,
        hold_until=row.hold_until,
        state=row.state,
        shown=row.shown,
        place=place,
        last_seen_at=row.last_seen_at,
        out_before=row.out_seq,
        waiting=row.out_seq > row.done_seq,
    )


async def lock(db: AsyncConnection, found: Collection[Address], person_ids: Collection[int]) -> None:
    """PostgreSQL: takes the rows of all people of a batch, in one order for everybody. SQLite has one writer."""
    if db.dialect.name != "postgresql":
        return
    wanted = [people.c.id.in_(sorted(person_ids))]
    if found:
        wanted.append(people.c.id.in_(select(addresses.c.person_id).where(_at(found))))
    await db.execute(select(people.c.id).where(or_(*wanted)).order_by(people.c.id).with_for_update())


class People:
    """The people of one batch, each once, and the places they write from."""

    def __init__(self) -> None:
        self.by_id: dict[int, Person] = {}
        self.places: dict[Address, tuple[Person, Place]] = {}

    def _keep(self, row: Row[Any]) -> None:
        found = _person(row)
        person = self.by_id.setdefault(found.id, found)
        if found.place is not None:
            self.places[found.place.address] = (person, found.place)

    async def load(self, db: AsyncConnection, query: Select[Any]) -> None:
        for row in (await db.execute(query)).all():
            self._keep(row)

    async def load_ids(self, db: AsyncConnection, ids: Collection[int]) -> None:
        missing = sorted(set(ids) - self.by_id.keys())
        if missing:
            await self.load(db, BY_ID.where(people.c.id.in_(missing)))

    async def load_incoming(self, db: AsyncConnection, incomings: Sequence[Incoming], now: datetime) -> None:
        wanted = {incoming.address: incoming for incoming in reversed(incomings)}
        await self.load(db, BY_ADDRESS.where(_at(wanted.keys())))
        unknown = [incoming for address, incoming in wanted.items() if address not in self.places]
        if unknown:
            await _create(db, unknown, now)
            await self.load(db, BY_ADDRESS.where(_at([incoming.address for incoming in unknown])))


async def _create(db: AsyncConnection, incomings: Sequence[Incoming], now: datetime) -> None:
    """New people. Another process may have been faster with an address: then its person stays, ours goes."""
    ordered = sorted(incomings, key=lambda i: (i.address.channel, i.address.account, i.address.chat))
    rows = [
        {"locale": (i.locales or ("fr",))[0], "source": i.source, "created_at": now, "last_seen_at": now}
        for i in ordered
    ]
    result = await db.execute(people.insert().returning(people.c.id, sort_by_parameter_order=True), rows)
    ids = [row.id for row in result]
    await db.execute(sessions.insert(), [{"person_id": id} for id in ids])
    places = [
        {"person_id": id, "channel": a.channel, "account": a.account, "chat": a.chat, "created_at": now}
        for id, a in zip(ids, (i.address for i in ordered), strict=True)
    ]
    statement = insert(db, addresses).on_conflict_do_nothing().returning(addresses.c.person_id)
    kept = {row.person_id for row in (await db.execute(statement, places)).all()}
    lost = [id for id in ids if id not in kept]
    if lost:
        await db.execute(delete(people).where(people.c.id.in_(lost)))
        await lock(db, [i.address for i in ordered], [])


async def repeats(db: AsyncConnection, keys: Collection[tuple[int, str]]) -> dict[tuple[int, str], tuple[int, int]]:
    """Which of (address id, external id) were taken before, and the lines that answered them."""
    rows = await db.execute(
        select(seen.c.address_id, seen.c.external_id, seen.c.first_seq, seen.c.last_seq).where(
            seen.c.address_id.in_(sorted({key[0] for key in keys})),
            seen.c.external_id.in_(sorted({key[1] for key in keys})),
        )
    )
    return {(row.address_id, row.external_id): (row.first_seq, row.last_seq) for row in rows}
