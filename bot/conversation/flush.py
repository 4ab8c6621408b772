"""The end of a batch: everything is written set-wise, one statement a table whatever the number of turns."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Table, bindparam, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.model import Delivery, Flows, Offset, Parcel, Person, Taken
from bot.ports import Later
from bot.storage.bodies import seal_message
from bot.storage.engine import insert
from bot.storage.sealed import Sealer, seal_json
from bot.storage.tables.channels import channel_state
from bot.storage.tables.conversation import messages, seen, sessions
from bot.storage.tables.later import effects, events
from bot.storage.tables.people import addresses, people

BEFORE_CONSENT = timedelta(hours=24)
"""How long lines are kept for delivery only, until the person agrees."""

UPDATE_PERSON = (
    update(people)
    .where(people.c.id == bindparam("of"))
    .values(
        {
            name: bindparam("new_" + name)
            for name in (
                "locale", "last_seen_at", "last_seq", "out_seq", "done_seq", "address_id", "lease_owner", "lease_until",
            )
        }
    )
)  # fmt: skip
UPDATE_SESSION = (
    update(sessions)
    .where(sessions.c.person_id == bindparam("of"))
    .values(state=bindparam("new_state"), shown=bindparam("new_shown"))
)


class Flush:
    """Writes what a batch made of its people. `parcels` are the lines this process delivers right after the commit."""

    def __init__(
        self, db: AsyncConnection, now: datetime, flows: Flows, sealer: Sealer, delivery: Delivery | None
    ) -> None:
        self.db = db
        self.now = now
        self.flows = flows
        self.sealer = sealer
        self.delivery = delivery
        self.parcels: list[Parcel] = []
        self.left_behind = False

    async def write(self, persons: Collection[Person], taken: Sequence[Taken]) -> None:
        await self._reachable(taken)
        for person in persons:
            self._lease(person)
        await self._many(UPDATE_PERSON, [_person_row(person) for person in persons])
        await self._many(UPDATE_SESSION, [self._session_row(p) for p in persons if p.session])
        await self._many(messages.insert(), [row for person in persons for row in self._message_rows(person)])
        await self._many(seen.insert(), [_seen_row(one, self.now) for one in taken])
        await self._later(events, [(p.id, later) for p in persons for later in p.events])
        await self._later(effects, [(p.id, later) for p in persons for later in p.effects])

    async def _many(self, statement: Any, rows: Sequence[dict[str, Any]]) -> None:
        if rows:
            await self.db.execute(statement, rows)

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
            one.person.done_seq, one.person.waiting = 0, True
            one.person.out_seq = one.person.last_seq

    def _lease(self, person: Person) -> None:
        """Lines to deliver go straight to this process's outbox, unless older ones wait or another one delivers."""
        due = [line for line in person.lines if line.state == "due"]
        if not due:
            return
        lapsed = person.lease_until is None or person.lease_until <= self.now
        held_back = person.hold_until is not None and person.hold_until > self.now
        delivery = self.delivery
        ours = False
        if delivery is not None and person.place is not None and delivery.accepts(person.place.address.channel):
            if person.lease_owner == delivery.owner and not lapsed:
                ours = delivery.holds(person.id, person.out_before)
            else:
                ours = lapsed and not held_back and not person.waiting
        if not ours or delivery is None or person.place is None:
            self.left_behind = True
            return
        person.lease_owner, person.lease_until = delivery.owner, delivery.lease_until(self.now)
        address = person.place.address
        self.parcels += [Parcel(person.id, address, line.message, line.priority) for line in due]

    def _session_row(self, person: Person) -> dict[str, Any]:
        state = None
        if person.session is not None:
            dumped = self.flows.dump(person.session)
            state = self.sealer.seal(person.id, dumped.encode() if isinstance(dumped, str) else dumped)
        return {"of": person.id, "new_state": state, "new_shown": person.shown}

    def _message_rows(self, person: Person) -> list[dict[str, Any]]:
        purge_at = self.now + BEFORE_CONSENT
        return [
            {
                "person_id": person.id,
                "seq": line.message.seq,
                "direction": "in" if line.message.author == "me" else "out",
                "author": line.message.author,
                "body": seal_message(self.sealer, person.id, line.message),
                "state": line.state,
                "priority": line.priority,
                "address_id": line.address_id,
                "created_at": self.now,
                "purge_at": None if line.kept else purge_at,
            }
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

    async def offset(self, offset: Offset) -> None:
        values = {"channel": offset.channel, "account": offset.account, "offset": offset.next}
        statement = insert(self.db, channel_state).values(values)
        await self.db.execute(
            statement.on_conflict_do_update(
                index_elements=["channel", "account"], set_={"offset": statement.excluded.offset}
            )
        )


def _person_row(person: Person) -> dict[str, Any]:
    return {
        "of": person.id,
        "new_locale": person.locale,
        "new_last_seen_at": person.last_seen_at,
        "new_last_seq": person.last_seq,
        "new_out_seq": person.out_seq,
        "new_done_seq": person.done_seq,
        "new_address_id": person.place.id if person.place else None,
        "new_lease_owner": person.lease_owner,
        "new_lease_until": person.lease_until,
    }


def _seen_row(one: Taken, now: datetime) -> dict[str, Any]:
    return {
        "address_id": one.place.id,
        "external_id": one.external_id,
        "person_id": one.person.id,
        "first_seq": one.first_seq,
        "last_seq": one.last_seq,
        "at": now,
    }
