"""Who writes: finds, locks and creates people for a batch, a fixed number of statements whatever its size."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.model import Address, Incoming
from bot.conversation.model import Person, Place
from bot.storage.engine import insert
from bot.storage.many import Lookup, Many
from bot.storage.sealed import Sealer
from bot.storage.tables.conversation import seen, sessions
from bot.storage.tables.people import addresses, people
from bot.storage.types import EPOCH, moment

PERSON = (
    people.c.id,
    people.c.locale,
    people.c.mode,
    people.c.consent_at,
    people.c.banned_at,
    people.c.erase_at,
    people.c.safe_word_at,
    people.c.last_seq,
    people.c.out_seq,
    people.c.done_seq,
    people.c.lease_owner,
    people.c.lease_until,
    people.c.hold_until,
    people.c.last_seen_at,
    people.c.address_id.label("last_used"),
    people.c.source,
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
_FROM_PLACE = addresses.join(people, addresses.c.person_id == people.c.id).join(
    sessions, sessions.c.person_id == people.c.id
)
_HERE = and_(
    addresses.c.channel.in_(bindparam("channels", expanding=True)),
    addresses.c.account.in_(bindparam("accounts", expanding=True)),
    addresses.c.chat.in_(bindparam("chats", expanding=True)),
)
BY_ADDRESS = Lookup(select(*PERSON, *PLACE).select_from(_FROM_PLACE).where(_HERE))
BY_ID = Lookup(
    select(*PERSON, *PLACE)
    .select_from(
        people.outerjoin(sessions, sessions.c.person_id == people.c.id).outerjoin(
            addresses, addresses.c.id == people.c.address_id
        )
    )
    .where(people.c.id.in_(bindparam("ids", expanding=True)))
)
"""**Why** also without a session: whoever never wrote here (brought in by others) can have news all the same."""
IDS_AT = select(addresses.c.person_id).where(_HERE)
LOCK = (
    select(people.c.id)
    .where(people.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(people.c.id)
    .with_for_update(key_share=True)
)
"""**Why** the weaker lock: news for somebody (a row of `events`) can be put down while their turn is under way."""
CREATE = people.insert().returning(people.c.id, people.c.locale, people.c.source)
"""**Why** not in the order of the rows: SQLite then takes one statement a row; new people differ in nothing else."""
CREATE_SESSION = Many(sessions.insert().values(person_id=bindparam("of")), "of")
REPEATS = Lookup(
    select(seen.c.address_id, seen.c.external_id, seen.c.person_id, seen.c.first_seq, seen.c.last_seq).where(
        seen.c.address_id.in_(bindparam("places", expanding=True)),
        seen.c.external_id.in_(bindparam("externals", expanding=True)),
    )
)


def _groups(found: Iterable[Address]) -> list[dict[str, list[str]]]:
    """The lists of `_HERE`, one query a channel and account (nearly always one)."""
    chats: dict[tuple[str, str], list[str]] = {}
    for address in found:
        chats.setdefault((address.channel, address.account), []).append(address.chat)
    return [{"channels": [channel], "accounts": [account], "chats": some} for (channel, account), some in chats.items()]


def _person(row: Sequence[Any]) -> Person:
    (
        id, locale, mode, consent_at, banned_at, erase_at, safe_word_at, last_seq, out_seq, done_seq, lease_owner,
        lease_until, hold_until, last_seen_at, last_used, source, state, shown, address_id, channel, account, chat,
        unreachable_at,
    ) = row  # fmt: skip
    place = None
    if address_id is not None:
        place = Place(address_id, Address(channel, account, chat), unreachable_at is not None)
    return Person(
        id, locale, mode, moment(consent_at), last_seq, out_seq, done_seq, lease_owner, moment(lease_until),
        moment(hold_until), state, shown, place, EPOCH + timedelta(microseconds=last_seen_at), last_used,
        out_before=out_seq, waiting=out_seq > done_seq, banned=banned_at is not None,
        safe_word=safe_word_at is not None, leaving=erase_at is not None, source=source or "",
    )  # fmt: skip


async def lock(db: AsyncConnection, found: Collection[Address], person_ids: Collection[int]) -> set[int]:
    """PostgreSQL: takes the rows of all people of a batch, in one order for everybody. SQLite has one writer."""
    if db.dialect.name != "postgresql":
        return set()
    ids = set(person_ids)
    for group in _groups(found):
        ids.update((await db.execute(IDS_AT, group)).scalars())
    if ids:
        await db.execute(LOCK, {"ids": sorted(ids)})
    return ids


class People:
    """The people of one batch, each once, and the places they write from."""

    def __init__(self, sealer: Sealer) -> None:
        self._sealer = sealer
        self.by_id: dict[int, Person] = {}
        self.places: dict[Address, tuple[Person, Place]] = {}

    def _keep(self, row: Sequence[Any]) -> None:
        found = _person(row)
        person = self.by_id.setdefault(found.id, found)
        if found.place is not None:
            self.places[found.place.address] = (person, found.place)

    async def load_ids(self, db: AsyncConnection, ids: Collection[int]) -> None:
        missing = sorted(set(ids) - self.by_id.keys())
        if missing:
            for row in await BY_ID(db, ids=missing):
                self._keep(row)
            await self._sealer.load(db, self.by_id)

    async def _load_at(self, db: AsyncConnection, found: Iterable[Address]) -> None:
        for group in _groups(found):
            for row in await BY_ADDRESS(db, **group):
                self._keep(row)

    async def load_incoming(
        self, db: AsyncConnection, incomings: Sequence[Incoming], now: datetime, locked: Collection[int]
    ) -> None:
        """First of all that is loaded. `locked`: whose rows `lock` took.

        **Why** again: while we waited for those rows, another process may have given an address to somebody else.
        """
        ours = set(locked)
        while True:
            await self._load_or_create(db, incomings, now, ours)
            others = self.by_id.keys() - ours
            if not others or db.dialect.name != "postgresql":
                return
            await db.execute(LOCK, {"ids": sorted(others)})
            ours |= others
            self.by_id.clear()
            self.places.clear()

    async def _load_or_create(
        self, db: AsyncConnection, incomings: Sequence[Incoming], now: datetime, ours: set[int]
    ) -> None:
        wanted = {incoming.address: incoming for incoming in reversed(incomings)}
        await self._load_at(db, wanted)
        unknown = [incoming for address, incoming in wanted.items() if address not in self.places]
        if unknown:
            ours |= await _create(db, self._sealer, unknown, now)
            await self._load_at(db, [incoming.address for incoming in unknown])
        await self._sealer.load(db, self.by_id)

    async def at_last_used(self, db: AsyncConnection, ids: Collection[int]) -> None:
        """What is said unasked goes to the address last used, whichever one of theirs was loaded."""
        astray = [
            id for id in ids if (person := self.by_id[id]).place is not None and person.place.id != person.address_id
        ]
        if astray:
            for row in await BY_ID(db, ids=sorted(astray)):
                found = _person(row)
                self.by_id[found.id].place = found.place

    def give(self, place: Place, old: Person, new: Person, *, gone: bool) -> None:
        """`place` is another person's from now on. `gone`: the old one has nothing left; nothing of them is written."""
        self.places[place.address] = (new, place)
        if gone:
            del self.by_id[old.id]
        elif old.address_id == place.id:
            old.place = old.address_id = None


async def _create(db: AsyncConnection, sealer: Sealer, incomings: Sequence[Incoming], now: datetime) -> set[int]:
    """New people. Another process may have been faster with an address: then its person stays, ours goes."""
    ordered = sorted(incomings, key=lambda i: (i.address.channel, i.address.account, i.address.chat))
    kinds = [((i.locales or ("fr",))[0], i.source) for i in ordered]
    rows = [{"locale": locale, "source": source, "created_at": now, "last_seen_at": now} for locale, source in kinds]
    made: dict[tuple[str, str | None], list[int]] = {}
    for id, locale, source in await db.execute(CREATE, rows):
        made.setdefault((locale, source), []).append(id)
    ids = [made[kind].pop(0) for kind in kinds]
    await CREATE_SESSION(db, [(id,) for id in ids])
    await sealer.give(db, ids)
    places = [
        {"person_id": id, "channel": a.channel, "account": a.account, "chat": a.chat, "created_at": now}
        for id, a in zip(ids, (i.address for i in ordered), strict=True)
    ]
    statement = insert(db, addresses).on_conflict_do_nothing().returning(addresses.c.person_id)
    kept = {row.person_id for row in (await db.execute(statement, places)).all()}
    lost = [id for id in ids if id not in kept]
    if lost:
        await db.execute(delete(people).where(people.c.id.in_(lost)))
    return kept


async def repeats(
    db: AsyncConnection, keys: Collection[tuple[int, str]]
) -> dict[tuple[int, str], tuple[int, int, int]]:
    """Which of (address id, external id) were taken before, of whom, and the lines that answered them."""
    places, externals = {key[0] for key in keys}, {key[1] for key in keys}
    rows = await REPEATS(db, places=sorted(places), externals=sorted(externals))
    return {(address_id, external_id): (of, first, last) for address_id, external_id, of, first, last in rows}
