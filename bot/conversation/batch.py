"""One transaction: marks of the outbox, what arrived, what is due; then everything is written at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.model import Incoming
from bot.conversation import events as later
from bot.conversation import handover, leaving
from bot.conversation.flush import Flush
from bot.conversation.load import People, lock, repeats
from bot.conversation.model import DueEvent, Offset, Parcel, Person, Taken
from bot.conversation.turns import Turns
from bot.ports import Answer
from bot.storage.transcripts import read_lines


@dataclass(frozen=True, slots=True)
class Work:
    """What one transaction has to do. `failed`: the only turn (or event) raised this before; park it instead."""

    incomings: Sequence[Incoming] = ()
    marks: Sequence[Any] = ()
    offsets: Sequence[Offset] = ()
    due: bool = False
    only: DueEvent | None = None
    failed: Exception | None = None


@dataclass(slots=True)
class Result:
    """What is true after the commit."""

    answers: list[Answer] = field(default_factory=list)
    parcels: list[Parcel] = field(default_factory=list)
    left_behind: bool = False
    changed: dict[int, int] = field(default_factory=dict)
    events_done: int = 0
    next_due: datetime | None = None
    effects: bool = False


class Batch:
    """Runs `Work` inside the open transaction of `turns`. Raises what a turn raises: then nothing of it holds."""

    def __init__(self, turns: Turns, flush: Flush, work: Work) -> None:
        self.turns = turns
        self.flush = flush
        self.work = work
        self.db: AsyncConnection = turns.db
        self.now = turns.now
        self.people = People(turns.sealer)
        self.taken: dict[tuple[int, str], Taken] = {}
        self.result = Result()

    async def run(self) -> Result:
        work = self.work
        due = await self._due_people()
        others = {*due, *self._marked(), *await handover.wanted(self.db, work.incomings)}
        locked = await lock(self.db, {i.address for i in work.incomings}, others)
        delivery = self.flush.delivery
        plain = delivery is not None and all(delivery.plain(mark) for mark in work.marks)
        if work.marks and delivery is not None and not plain:
            await delivery.write_marks(self.db, work.marks, self.now, {})
        if work.incomings:
            await self.people.load_incoming(self.db, work.incomings, self.now, locked)
        if work.marks and delivery is not None and plain:
            await delivery.write_marks(self.db, work.marks, self.now, self.people.by_id)
        answered = await self._incomings(work.incomings) if work.incomings else []
        if due:
            await self._events(due)
        touched = [person for person in self.people.by_id.values() if self._touched(person)]
        if touched:
            await self.flush.write(touched, list(self.taken.values()))
        await self.flush.stops(self.turns.tally)
        for offset in work.offsets:
            await self.flush.offset(offset)
        return await self._finish(answered, touched)

    def _marked(self) -> Collection[int]:
        return {mark.person_id for mark in self.work.marks}

    async def _due_people(self) -> list[int]:
        if self.work.only is not None:
            return [self.work.only.person_id]
        return await later.due_people(self.db, self.now) if self.work.due else []

    def _touched(self, person: Person) -> bool:
        return bool(
            person.lines or person.session or person.events or person.effects or person.heard or person.released
        )

    # -- what arrived -----------------------------------------------------------------------------------------
    async def _incomings(self, incomings: Sequence[Incoming]) -> list[tuple[Person, int, int, bool]]:
        """Per incoming: its person, the lines that answer it, and whether they are read from the database."""
        keys = [(self.people.places[i.address][1].id, i.external_id) for i in incomings]
        before = await repeats(self.db, keys)
        answered = []
        for incoming, key in zip(incomings, keys, strict=True):
            if key in before:
                answered.append(self._again(self.people.places[incoming.address][0], *before[key]))
                continue
            if key not in self.taken:
                self.taken[key] = await self._turn(incoming)
            one = self.taken[key]
            answered.append((one.person, one.first_seq, one.last_seq, False))
        return answered

    def _again(self, person: Person, of: int, first: int, last: int) -> tuple[Person, int, int, bool]:
        """A repeat. What was said to somebody else, before the place became this person's, is not said to them."""
        return (person, first, last, True) if of == person.id else (person, person.last_seq + 1, person.last_seq, False)

    async def _turn(self, incoming: Incoming) -> Taken:
        arrival: handover.Arrival | None = None
        if incoming.code and self.work.failed is None:
            arrival = await handover.arrive(self.db, self.people, incoming, self.now)
        person, place = self.people.places[incoming.address]
        person.use(place)
        person.heard = True
        incoming = await self.turns.meant(person, incoming, failed=self.work.failed is not None)
        if self.work.failed is not None:
            first = await self._park_turn(person, incoming, self.work.failed)
        else:
            first = await self.turns.take(person, incoming, arrival)
            person.events += leaving.news(person, incoming, self.now)
        return Taken(person, place, incoming.external_id, first, person.last_seq)

    async def _park_turn(self, person: Person, incoming: Incoming, error: Exception) -> int:
        kind = type(incoming.said).__name__
        payload = later.said_json(incoming)
        await later.park(self.db, self.turns.sealer, person.id, "turn", kind, payload, error, self.now)
        return await self.turns.fail(person, incoming)

    # -- what is due ------------------------------------------------------------------------------------------
    async def _events(self, person_ids: Sequence[int]) -> None:
        """The row of an event is read after its person's row is locked: another process may have done it."""
        await self.people.load_ids(self.db, person_ids)
        await self.people.at_last_used(self.db, person_ids)
        found = await later.due_events(self.db, self.turns.sealer, self.now, person_ids)
        if self.work.only is not None:
            found = [event for event in found if event.id == self.work.only.id]
        for event in found:
            person = self.people.by_id[event.person_id]
            error = self.work.failed or event.unreadable
            if error is not None:
                payload = dict(event.payload)
                await later.park(self.db, self.turns.sealer, person.id, "event", event.kind, payload, error, self.now)
            else:
                await self.turns.happen(person, event)
        await later.finish(self.db, found, self.now)
        self.result.events_done = len(found)

    # -- what comes out ---------------------------------------------------------------------------------------
    async def _finish(self, answered: Sequence[tuple[Person, int, int, bool]], touched: Sequence[Person]) -> Result:
        result = self.result
        for person, first, last, stored in answered:
            if stored:
                lines = await read_lines(self.db, self.turns.sealer, person.id, first - 1, last)
            else:
                lines = [line.message for line in person.lines if first <= line.message.seq <= last]
            result.answers.append(
                Answer(person.id, max(person.last_seq, last), person.locale, person.mode, tuple(lines))
            )
        result.parcels = self.flush.parcels
        result.left_behind = self.flush.left_behind
        result.changed = {person.id: person.last_seq for person in touched if person.lines}
        wanted = [event.due_at or self.now for person in touched for event in person.events]
        result.next_due = min(wanted, default=None)
        result.effects = any(person.effects for person in touched)
        return result
