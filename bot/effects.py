"""Work outside the database: leased, a few at once, its result comes back as an event. A crash runs it again."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.conversation import Conversation
from bot.conversation.events import park
from bot.errors import Unavailable
from bot.logs import tell
from bot.ports import Domain
from bot.storage.engine import Database, insert
from bot.storage.sealed import Identity, Sealer, open_json, seal_json
from bot.storage.tables.later import effects, events
from flows.events import JsonValue

log = logging.getLogger(__name__)

AT_ONCE = 4
"""Effects running at the same time in one process; rendering has its own single thread anyway."""
PATIENT_ONES = 2
"""Of those that wait for somebody else's machine, beside the others: a dead mail server takes nobody's place."""
URGENT_ONES = 4
"""Of those that tell of danger, beside all others: nobody's e-mail is waited for."""
PROMISED_ONES = 2
"""Of those promised within a minute, beside all others: a file that comes slowly holds up nobody's data."""
LEASE = timedelta(minutes=5)
"""Longer than any effect may take; one that is still running then is given up and tried again."""
TIMEOUT_S = 240.0
"""An effect that takes longer is broken off, well inside its lease."""
MOST_TRIES = 5
FIRST_PAUSE = timedelta(seconds=5)
"""Doubled at each try: 5, 10, 20, 40 s."""
POLL_S = 1.0
"""How often effects of other processes and those to be tried again are looked for."""

Started = Callable[[int, bool], None]
"""(person, whether it ends in words and not in a document)"""


@dataclass(frozen=True, slots=True)
class Leased:
    id: int
    person_id: int
    kind: str
    key: str
    sealed: bytes
    tries: int


@dataclass(slots=True)
class Lane:
    """Effects that share their places; those of another lane never wait for them."""

    kinds: Sequence[str]
    places: int
    shown: bool
    """Who waits sees that work has begun."""
    under_way: set[asyncio.Task[None]] = field(default_factory=set)


class Effects:
    """Runs the `effects` handlers of the domains; hears of new work from the conversation, tells it of results."""

    def __init__(
        self,
        database: Database,
        domains: Sequence[Domain],
        *,
        conversation: Conversation,
        clock: Clock | None = None,
        sealer: Sealer | None = None,
    ) -> None:
        self._database = database
        self._handlers = {kind: handler for domain in domains for kind, handler in domain.effects.items()}
        patient = {kind for domain in domains for kind in domain.patient}
        urgent = {kind for domain in domains for kind in domain.urgent}
        promised = {kind for domain in domains for kind in domain.promised}
        self._lanes = (
            Lane(sorted(self._handlers.keys() & urgent), URGENT_ONES, shown=False),
            Lane(sorted(self._handlers.keys() & promised), PROMISED_ONES, shown=True),
            Lane(sorted(self._handlers.keys() - patient - urgent - promised), AT_ONCE, shown=True),
            Lane(sorted(self._handlers.keys() & patient - urgent), PATIENT_ONES, shown=False),
        )
        self._clock = clock or Clock()
        self._sealer = sealer or Identity()
        self._done = conversation.look
        self._worded = frozenset().union(*(domain.worded for domain in domains))
        self._started: Started = lambda person_id, worded: None
        conversation.on_effects(self.look)
        self._owner = self._clock.new_id()
        self._wanted = asyncio.Event()

    @property
    def _under_way(self) -> set[asyncio.Task[None]]:
        return {task for lane in self._lanes for task in lane.under_way}

    def on_start(self, started: Started) -> None:
        """Called when work for a person begins, so that they see it."""
        self._started = started

    def look(self) -> None:
        """Effects were stored."""
        self._wanted.set()

    async def work(self) -> int:
        """Runs everything that is due now; returns how many effects that were."""
        total = await self._fill()
        while self._under_way:
            await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)
            total += await self._fill()
        return total

    async def idle(self) -> None:
        """Returns when nothing is due or under way, whoever runs it."""
        while await self.work():
            pass

    async def run(self) -> None:
        """Until cancelled; then what is under way is broken off, to be run again by whoever comes next."""
        try:
            while True:
                self._wanted.clear()
                try:
                    await self._fill()
                except Unavailable:
                    log.warning("effects wait: the database can't be reached")
                try:
                    async with asyncio.timeout(POLL_S):
                        await self._wanted.wait()
                except TimeoutError:
                    continue
        finally:
            under_way = self._under_way
            for task in under_way:
                task.cancel()
            await asyncio.gather(*under_way, return_exceptions=True)

    async def _fill(self) -> int:
        """Begins as many due effects as there are free places; returns how many."""
        return sum([await self._fill_lane(lane) for lane in self._lanes if lane.kinds])

    async def _fill_lane(self, lane: Lane) -> int:
        begun = 0
        while (free := lane.places - len(lane.under_way)) > 0 and (leased := await self._lease(lane.kinds, free)):
            begun += len(leased)
            for effect in leased:
                task = asyncio.create_task(self._run(effect, shown=lane.shown))
                lane.under_way.add(task)
                task.add_done_callback(partial(self._ended, lane))
        return begun

    def _ended(self, lane: Lane, task: asyncio.Task[None]) -> None:
        lane.under_way.discard(task)
        self._wanted.set()

    async def start(self) -> None:
        """Once: on SQLite one process runs effects, so what is leased now belonged to one that is gone."""
        if self._database.dialect == "sqlite":
            async with self._database.write() as db:
                await db.execute(update(effects).where(effects.c.lease_owner.is_not(None)).values(lease_until=None))

    async def _lease(self, kinds: Sequence[str], most: int) -> list[Leased]:
        now = self._clock.now()
        due = and_(
            effects.c.done_at.is_(None),
            effects.c.due_at <= now,
            or_(effects.c.lease_until.is_(None), effects.c.lease_until <= now),
            effects.c.kind.in_(kinds),
        )
        query = select(effects.c.id).where(due).order_by(effects.c.due_at, effects.c.id).limit(most)
        async with self._database.read() as db:
            if (await db.execute(query)).first() is None:
                return []
        async with self._database.write() as db:
            ids = [row.id for row in await db.execute(query.with_for_update(skip_locked=True))]
            rows = await db.execute(
                update(effects)
                .where(effects.c.id.in_(ids))
                .values(lease_owner=self._owner, lease_until=now + LEASE, tries=effects.c.tries + 1)
                .returning(
                    effects.c.id, effects.c.person_id, effects.c.kind, effects.c.key, effects.c.payload, effects.c.tries
                )
            )
            return [self._leased(row) for row in rows]

    def _leased(self, row: Any) -> Leased:
        return Leased(row.id, row.person_id, row.kind, row.key, row.payload, row.tries)

    async def _run(self, effect: Leased, *, shown: bool) -> None:
        """Ends without a word: what can't even be written down is run again when its lease is over."""
        try:
            if shown:
                self._started(effect.person_id, effect.kind in self._worded)
            await self._try(effect)
        except Unavailable:
            log.warning("what came of effect %s is not stored: the database can't be reached", effect.kind)
        except Exception as error:
            tell(log, f"what came of effect {effect.kind} could not be stored", error)

    async def _try(self, effect: Leased) -> None:
        payload: Mapping[str, JsonValue] = {}
        try:
            payload = open_json(self._sealer, effect.person_id, effect.sealed)
            async with asyncio.timeout(TIMEOUT_S):
                value = await self._handlers[effect.kind](effect.person_id, payload)
        except Exception as error:
            await self._failed(effect, payload, error)
        else:
            await self._succeeded(effect, value)

    async def _succeeded(self, effect: Leased, value: Mapping[str, JsonValue]) -> None:
        now = self._clock.now()
        async with self._database.write() as db:
            if await self._finish(db, effect, now):
                await self._tell(db, effect, "done", value, now)
        self._done()

    async def _tell(
        self, db: AsyncConnection, effect: Leased, how: str, payload: Mapping[str, JsonValue], now: datetime
    ) -> None:
        row = {
            "person_id": effect.person_id,
            "kind": f"{effect.kind}.{how}",
            "key": f"{effect.key}.{how}",
            "payload": seal_json(self._sealer, effect.person_id, dict(payload)),
            "due_at": now,
        }
        await db.execute(insert(db, events).on_conflict_do_nothing(), [row])

    async def _finish(self, db: AsyncConnection, effect: Leased, now: datetime) -> bool:
        """False if the lease ran out and somebody else has it now, or the person is erased."""
        rows = await db.execute(
            update(effects)
            .where(effects.c.id == effect.id, effects.c.lease_owner == self._owner, effects.c.done_at.is_(None))
            .values(done_at=now, payload=None, lease_owner=None, lease_until=None)
            .returning(effects.c.id)
        )
        return rows.first() is not None

    async def _failed(self, effect: Leased, payload: Mapping[str, JsonValue], error: Exception) -> None:
        now = self._clock.now()
        if effect.tries < MOST_TRIES or isinstance(error, Unavailable):
            pause = FIRST_PAUSE * 2 ** min(effect.tries - 1, MOST_TRIES)
            log.warning("effect %s failed (%s), again in %s", effect.kind, type(error).__name__, pause)
            async with self._database.write() as db:
                await db.execute(
                    update(effects)
                    .where(effects.c.id == effect.id, effects.c.lease_owner == self._owner)
                    .values(due_at=now + pause, lease_owner=None, lease_until=None)
                )
            return
        log.error("effect %s parked (%s)", effect.kind, type(error).__name__)
        async with self._database.write() as db:
            if await self._finish(db, effect, now):
                await park(db, self._sealer, effect.person_id, "effect", effect.kind, dict(payload), error, now)
                await self._tell(db, effect, "failed", payload, now)
        self._done()
