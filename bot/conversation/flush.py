"""The end of a batch: everything is written set-wise, one statement a table whatever the number of turns."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Table, bindparam, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.model import Delivery, Offset, Parcel, Person, Taken
from bot.conversation.sessions import Sessions
from bot.ports import Later
from bot.storage.bodies import seal_message
from bot.storage.engine import insert
from bot.storage.many import Many
from bot.storage.purge import BEFORE_CONSENT
from bot.storage.sealed import Sealer, seal_json
from bot.storage.stops import Tally, write
from bot.storage.tables.channels import channel_state
from bot.storage.tables.conversation import messages, seen, sessions
from bot.storage.tables.later import effects, events
from bot.storage.tables.people import AGAIN, addresses, people
from bot.storage.types import micros

PERSON = (
    "locale", "last_seen_at", "last_seq", "out_seq", "done_seq", "address_id", "lease_owner", "lease_until",
    "hold_until",
)  # fmt: skip
UPDATE_PERSON = Many(
    update(people).where(people.c.id == bindparam("of")).values({name: bindparam("new_" + name) for name in PERSON}),
    "of",
    *("new_" + name for name in PERSON),
)
SESSION = ("state", "shown", "spot", "release")
UPDATE_SESSION = Many(
    update(sessions)
    .where(sessions.c.person_id == bindparam("of"))
    .values({name: bindparam("new_" + name) for name in SESSION}),
    "of",
    *("new_" + name for name in SESSION),
)
MESSAGE = (
    "person_id", "seq", "direction", "author", "body", "state", "priority", "address_id", "created_at", "purge_at",
)  # fmt: skip
INSERT_MESSAGE = Many(messages.insert().values({name: bindparam(name) for name in MESSAGE}), *MESSAGE)
SEEN = ("address_id", "external_id", "person_id", "first_seq", "last_seq", "at")
INSERT_SEEN = Many(seen.insert().values({name: bindparam(name) for name in SEEN}), *SEEN)


class Flush:
    """Writes what a batch made of its people. `parcels` are the lines this process delivers right after the commit."""

    def __init__(
        self, db: AsyncConnection, now: datetime, sessions: Sessions, sealer: Sealer, delivery: Delivery | None
    ) -> None:
        self.db = db
        self.now = now
        self.sessions = sessions
        self.sealer = sealer
        self.delivery = delivery
        self.parcels: list[Parcel] = []
        self.left_behind = False

    async def write(self, persons: Collection[Person], taken: Sequence[Taken]) -> None:
        await self._reachable(taken)
        for person in persons:
            self._lease(person)
        at = micros(self.now)
        await UPDATE_PERSON(self.db, [_person_row(person) for person in persons])
        await UPDATE_SESSION(self.db, [self._session_row(p) for p in persons if p.session])
        await INSERT_MESSAGE(self.db, [row for person in persons for row in self._message_rows(person, at)])
        await INSERT_SEEN(
            self.db, [(t.place.id, t.external_id, t.person.id, t.first_seq, t.last_seq, at) for t in taken]
        )
        await self._later(events, [(p.id, later) for p in persons for later in p.events])
        await self._later(effects, [(p.id, later) for p in persons for later in p.effects])

    async def _reachable(self, taken: Iterable[Taken]) -> None:
        """Who writes again is reachable again: what waited for them goes out first."""
        back = {one.place.id: one for one in taken if one.place.was_unreachable}
        if not back:
            return
        await self.db.execute(update(addresses).where(addresses.c.id.in_(sorted(back))).values(unreachable_at=None))
        await self.db.execute(
            update(messages)
            .where(messages.c.address_id.in_(sorted(back)), messages.c.state == "unreachable")
            .values(state="due")
        )
        for one in back.values():
            one.person.done_seq, one.person.waiting = AGAIN, True
            one.person.out_seq = one.person.last_seq

    def _lease(self, person: Person) -> None:
        """Lines to deliver go straight to this process's outbox, unless older ones wait or another one delivers."""
        due = [(line, line.place.address) for line in person.lines if line.state == "due" and line.place is not None]
        if not due:
            return
        lapsed = person.lease_until is None or person.lease_until <= self.now
        held_back = person.hold_until is not None and person.hold_until > self.now
        delivery = self.delivery
        ours = False
        if delivery is not None and all(delivery.accepts(address.channel) for _, address in due):
            if person.lease_owner == delivery.owner and not lapsed:
                ours = delivery.holds(person.id, person.out_before) and person.done_seq != AGAIN
            else:
                ours = lapsed and not held_back and not person.waiting
        if not ours or delivery is None:
            self.left_behind = True
            return
        person.lease_owner, person.lease_until = delivery.owner, delivery.lease_until(self.now)
        self.parcels += [Parcel(person.id, address, line.message, line.priority) for line, address in due]

    def _session_row(self, person: Person) -> tuple[Any, ...]:
        return person.id, self.sessions.dump(person), person.shown, *self.sessions.where(person)

    def _message_rows(self, person: Person, at: int | None) -> list[tuple[Any, ...]]:
        purge_at = micros(self.now + BEFORE_CONSENT)
        return [
            (
                person.id,
                line.message.seq,
                "in" if line.message.author == "me" else "out",
                line.message.author,
                seal_message(self.sealer, person.id, line.message),
                line.state,
                line.priority,
                line.place.id if line.place else None,
                at,
                None if line.kept else purge_at,
            )
            for line in person.lines
        ]

    async def _later(self, table: Table, wanted: Sequence[tuple[int, Later]]) -> None:
        rows = [
            {
                "person_id": person_id,
                "kind": later.kind,
                "key": later.key,
                "payload": seal_json(self.sealer, person_id, dict(later.payload)),
                "due_at": later.due_at or self.now,
            }
            for person_id, later in sorted(wanted, key=lambda one: one[1].key)
        ]
        if rows:
            await self.db.execute(insert(self.db, table).on_conflict_do_nothing(), rows)

    async def stops(self, tally: Tally) -> None:
        await write(self.db, tally, self.now)

    async def offset(self, offset: Offset) -> None:
        values = {"channel": offset.channel, "account": offset.account, "offset": offset.next}
        statement = insert(self.db, channel_state).values(values)
        await self.db.execute(
            statement.on_conflict_do_update(
                index_elements=["channel", "account"], set_={"offset": statement.excluded.offset}
            )
        )


def _person_row(person: Person) -> tuple[Any, ...]:
    return (
        person.id,
        person.locale,
        micros(person.last_seen_at),
        person.last_seq,
        person.out_seq,
        person.done_seq,
        person.address_id,
        person.lease_owner,
        micros(person.lease_until),
        micros(person.hold_until),
    )
