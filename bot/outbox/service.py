"""Delivers due lines: each person by one process at a time, in order, never twice but after a crash."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.pace import Pace, Pacing
from bot.channels.sending import Parked, RetryAfter, Sender, Sent, Unreachable
from bot.clock import Clock
from bot.conversation.model import SOS, Parcel, Person
from bot.errors import Unavailable
from bot.logs import tell
from bot.outbox import store
from bot.outbox.boxes import Box, Mark
from bot.storage.engine import Database
from bot.storage.sealed import Identity, Sealer

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
"""How long a process that died keeps its people from others; longer than the slowest upload takes."""
RENEW_S = 20.0
"""Leases are renewed three times in their life."""
POLL_S = 1.0
"""How often lines that nobody handed over are looked for (after a crash, a pause, from another process)."""
MARK_WAIT_S = 0.02
"""A last mark waits so long for the next batch to join, which saves a commit."""
RETRY_MARKS_S = 1.0
"""Wait before marks are written again when the database was away."""
MOST_BOXES = 2000
"""People delivered to at the same time; others wait in the database."""
MOST_TRIES = 5
"""A line whose sending breaks our own code so often is parked, so that the lines behind it go on."""
LONGEST_BACKOFF_S = 60.0
NO_SENDER_S = 60.0
"""Lines of a channel that this process does not send to wait for one that does."""
CLOSE_S = 10.0
"""How long `close` waits for sends under way."""


class Outbox:
    """Implements `conversation.Delivery`; `senders` by channel. Nothing is sent before the commit that stored it."""

    def __init__(
        self,
        database: Database,
        senders: Mapping[str, Sender],
        *,
        pace: Pacing | None = None,
        clock: Clock | None = None,
        sealer: Sealer | None = None,
        sleep: Callable[[float], Coroutine[None, None, None]] = asyncio.sleep,
    ) -> None:
        self._database = database
        self._senders = senders
        self._pace = pace or Pace(0)
        self._clock = clock or Clock()
        self._sealer = sealer or Identity()
        self._sleep = sleep
        self.owner = self._clock.new_id()
        self._boxes: dict[int, Box] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._marks: list[Mark] = []
        self._kick: Callable[[], None] = lambda: None
        self._timer: asyncio.TimerHandle | None = None
        self._wanted = asyncio.Event()
        self._closing = False

    # -- what the conversation asks (Delivery) ----------------------------------------------------------------
    def attach(self, kick: Callable[[], None]) -> None:
        self._kick = kick

    def holds(self, person_id: int, out_seq: int) -> bool:
        box = self._boxes.get(person_id)
        return box is not None and box.complete and box.top == out_seq and not self._closing

    def accepts(self, channel: str) -> bool:
        return channel in self._senders and not self._closing

    def lease_until(self, now: datetime) -> datetime:
        return now + LEASE

    def hand_over(self, parcels: Sequence[Parcel]) -> None:
        by_person: dict[int, list[Parcel]] = {}
        for parcel in parcels:
            by_person.setdefault(parcel.person_id, []).append(parcel)
        for person_id, some in by_person.items():
            self._fill(person_id, some)

    def look(self) -> None:
        self._wanted.set()

    def take_marks(self) -> Sequence[Mark]:
        marks, self._marks = self._marks, []
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        return marks

    async def write_marks(
        self, db: AsyncConnection, marks: Sequence[Mark], now: datetime, persons: Mapping[int, Person]
    ) -> None:
        """Decided here, inside the transaction that writes it: whose box is empty is released."""
        released: dict[int, int | None] = {}
        for mark in marks:
            box = self._boxes[mark.person_id]
            if mark.state == "unreachable":
                box.drop(mark.address)
            elif mark.hold_s is not None:
                box.give_back()
                box.complete = False
            if not box.parcels:
                released[mark.person_id] = box.top if box.complete else None
        for person_id in released.keys() & persons.keys():
            if persons[person_id].lease_owner == self.owner:
                persons[person_id].release(released.pop(person_id))
        await store.write_marks(db, self._sealer, self.owner, marks, released, now)

    def plain(self, mark: Mark) -> bool:
        return mark.state == "sent"

    def marks_written(self, marks: Sequence[Mark]) -> None:
        for mark in marks:
            box = self._boxes.get(mark.person_id)
            if box is not None and box.marked is not None and not box.marked.done():
                box.marked.set_result(None)

    def marks_failed(self, marks: Sequence[Mark]) -> None:
        self._marks = [*marks, *self._marks]
        self._kick_in(RETRY_MARKS_S)

    # -- delivering -------------------------------------------------------------------------------------------
    def _fill(self, person_id: int, parcels: list[Parcel]) -> None:
        box = self._boxes.get(person_id)
        if box is not None:
            box.add(parcels)
            return
        box = self._boxes[person_id] = Box(person_id, 0)
        box.add(parcels)
        task = asyncio.get_running_loop().create_task(self._deliver(box))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, box: Box) -> None:
        """Until the box stays empty after its last mark is stored; then the lease is released, too."""
        loop = asyncio.get_running_loop()
        while box.parcels:
            await self._wait(box)
            if not box.parcels:
                break
            parcel = box.parcels.pop(0)
            mark = await self._send(parcel)
            box.marked = loop.create_future()
            self._marks.append(mark)
            if box.parcels:
                self._kick()
            else:
                self._kick_in(MARK_WAIT_S)
            await box.marked
        del self._boxes[box.person_id]

    async def _wait(self, box: Box) -> None:
        """For this chat's turn; SOS that comes meanwhile does not wait."""
        parcel = box.parcels[0]
        seconds = await self._pace.wait(parcel.address, parcel.priority == SOS)
        if seconds > 0:
            box.pause = asyncio.ensure_future(self._sleep(seconds))
            await asyncio.wait({box.pause})
            box.pause = None

    async def _send(self, parcel: Parcel) -> Mark:
        message, address = parcel.message, parcel.address
        if message.until is not None and self._clock.now() >= message.until:
            return Mark(parcel.person_id, message.seq, "dropped", address, None, parcel.tries)
        sender = self._senders.get(address.channel)
        if sender is None:
            return _mark(parcel, RetryAfter(NO_SENDER_S))
        try:
            previous = None
            if message.replaces is not None:
                async with self._database.read() as db:
                    previous = await store.ref_of(db, parcel.person_id, message.replaces, address)
            elif message.clears:
                async with self._database.read() as db:
                    previous = await store.refs_of(db, parcel.person_id, message.seq, address, self._clock.now())
            outcome = await sender.send(address, message, previous)
        except Exception as error:
            tell(log, f"sending a line of channel {address.channel} failed", error)
            outcome = self._broken(parcel, error)
        return _mark(parcel, outcome)

    def _broken(self, parcel: Parcel, error: Exception) -> RetryAfter | Parked:
        if parcel.tries + 1 >= MOST_TRIES and not isinstance(error, Unavailable):
            return Parked(type(error).__name__)
        return RetryAfter(min(LONGEST_BACKOFF_S, 2.0**parcel.tries))

    def _kick_in(self, seconds: float) -> None:
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(seconds, self._kicked)

    def _kicked(self) -> None:
        self._timer = None
        self._kick()

    # -- what nobody handed over ------------------------------------------------------------------------------
    async def start(self) -> None:
        """Once, before anything is taken."""
        if self._database.dialect == "sqlite":
            async with self._database.write() as db:
                await store.free_all(db)

    async def sweep(self) -> int:
        """Claims people whose lines wait; returns how many."""
        claimed = 0
        while len(self._boxes) < MOST_BOXES and not self._closing:
            some = await self._claim()
            if not some:
                break
            claimed += some
        return claimed

    async def _claim(self) -> int:
        now = self._clock.now()
        async with self._database.read() as db:
            if not await store.anybody(db, now):
                return 0
        async with self._database.write() as db:
            found = await store.claim(db, self._sealer, self.owner, now, now + LEASE, self._boxes.keys())
        for person_id, parcels in found.items():
            self._fill(person_id, parcels)
        return len(found)

    async def renew(self) -> None:
        """Keeps the leases of people whose lines wait for their pace; drops who was taken over."""
        held = list(self._boxes)
        if not held:
            return
        async with self._database.write() as db:
            ours = await store.renew(db, self.owner, held, self._clock.now() + LEASE)
        for person_id in set(held) - ours:
            if person_id in self._boxes:
                self._boxes[person_id].give_back()

    async def run(self) -> None:
        """Until cancelled."""
        loop = asyncio.get_running_loop()
        renewed = loop.time()
        while True:
            self._wanted.clear()
            try:
                await self.sweep()
                if loop.time() - renewed > RENEW_S:
                    await self.renew()
                    renewed = loop.time()
            except Unavailable:
                log.warning("lines wait: the database can't be reached")
            try:
                async with asyncio.timeout(POLL_S):
                    await self._wanted.wait()
            except TimeoutError:
                continue

    @property
    def busy(self) -> bool:
        """True while this process delivers to anybody."""
        return bool(self._boxes)

    async def idle(self) -> None:
        """Returns when every box is delivered and its marks are stored."""
        while self._tasks:
            self._kick()
            await asyncio.wait(self._tasks)

    async def close(self) -> None:
        """Ends what is being sent; the rest stays in the database."""
        self._closing = True
        for box in self._boxes.values():
            box.give_back()
        self._kick()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=CLOSE_S)


def _mark(parcel: Parcel, outcome: Sent | RetryAfter | Unreachable | Parked) -> Mark:
    person_id, seq, address, tries = parcel.person_id, parcel.message.seq, parcel.address, parcel.tries + 1
    match outcome:
        case Sent(ref):
            return Mark(person_id, seq, "sent", address, ref, tries)
        case RetryAfter(seconds):
            return Mark(person_id, seq, "due", address, None, tries, hold_s=seconds)
        case Unreachable():
            return Mark(person_id, seq, "unreachable", address, None, tries)
        case Parked(reason):
            return Mark(person_id, seq, "parked", address, None, tries, reason=reason)
