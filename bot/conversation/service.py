"""The one way in: what arrives waits a moment for company, then goes through one transaction together."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from bot.channels.model import Incoming
from bot.clock import Clock
from bot.conversation import events as later
from bot.conversation.asides import handlers
from bot.conversation.batch import Batch, Result, Work
from bot.conversation.clean import clean
from bot.conversation.flush import Flush
from bot.conversation.human import relay_of, secret_of, watch_of
from bot.conversation.model import ALONE, Delivery, Flows, Offset
from bot.conversation.sessions import Sessions
from bot.conversation.turns import Turns
from bot.conversation.waiting import Company, Waiting
from bot.conversation.words import Say, calm, safe
from bot.errors import Unavailable
from bot.logs import tell
from bot.ports import Answer, Domain
from bot.storage.engine import Database, is_retried
from bot.storage.feeds import Feeds
from bot.storage.sealed import Identity, Sealer

log = logging.getLogger(__name__)

PULL = frozenset({"web", "terminal"})
"""Channels that fetch their lines; nothing is sent to them."""
MOST_TURNS = 200
"""Turns in one transaction: hundreds cost little more than ten, thousands would make the first ones wait."""
MOST_RETRIES = 5
"""How often a deadlocked transaction is tried again."""
POLL_S = 1.0
"""How often another process's events are looked for."""


class Conversation:
    """Implements `ports.Conversation`. `delivery` is the outbox; without one, lines wait in the database."""

    def __init__(
        self,
        database: Database,
        flows: Flows,
        domains: Sequence[Domain] = (),
        *,
        feeds: Feeds,
        delivery: Delivery | None = None,
        clock: Clock | None = None,
        sealer: Sealer | None = None,
        sos: Say | None = None,
        human: Say | None = None,
        sorry: Say | None = None,
    ) -> None:
        self._database = database
        self._shared = frozenset(name for domain in domains for name in domain.shared)
        self._feeds, self._delivery = feeds, delivery
        self._effects: Callable[[], None] = lambda: None
        self._clock, self._sealer = clock or Clock(), sealer or Identity()
        self._sessions = Sessions(flows, self._sealer)
        self._turns = partial(
            Turns,
            flows=flows,
            sessions=self._sessions,
            actions={name: action for domain in domains for name, action in domain.actions.items()},
            handlers=handlers(domains),
            clock=self._clock,
            sealer=self._sealer,
            pull=PULL,
            relay=relay_of(domains),
            watch=watch_of(domains),
            secret=secret_of(domains),
            sos=sos or calm,
            human=human or safe("human"),
            sorry=sorry or safe("failed"),
            doors={prefix: door for domain in domains for prefix, door in domain.doors.items()},
        )
        self._waiting: deque[Waiting] = deque()
        self._drain_task: asyncio.Task[None] | None = None
        self._wanted, self._events_done = False, 0
        self._next_due: datetime | None = None
        self._wake = asyncio.Event()
        self._company = Company()
        if delivery is not None:
            delivery.attach(self.kick)

    # -- the way in -------------------------------------------------------------------------------------------
    async def take(self, incoming: Incoming) -> Answer:
        return (await self.take_many([incoming]))[0]

    async def take_many(self, incomings: Sequence[Incoming], offset: Offset | None = None) -> list[Answer]:
        """Several at once, answered in their order; `offset` is stored in the same transaction."""
        if not incomings and offset is None:
            return []
        waiting = Waiting([clean(incoming) for incoming in incomings], offset)
        self._waiting.append(waiting)
        self._company.come(len(self._waiting))
        self.kick()
        return await waiting.future

    def kick(self) -> None:
        """Makes sure that a batch runs soon (something arrived, something is due, marks wait)."""
        self._wanted = True
        if self._drain_task is None or self._drain_task.done():
            self._drain_task = asyncio.get_running_loop().create_task(self._drain())

    async def _drain(self) -> None:
        while self._wanted or self._waiting:
            await self._company.wait(len(self._waiting))
            self._wanted = False
            group = self._next_group()
            self._company.size = len(group)
            await self._batch(group)

    def _next_group(self) -> list[Waiting]:
        group: list[Waiting] = []
        turns = 0
        while self._waiting and turns < MOST_TURNS:
            group.append(self._waiting.popleft())
            turns += len(group[-1].incomings)
        return group

    # -- one batch --------------------------------------------------------------------------------------------
    async def _batch(self, group: Sequence[Waiting]) -> None:
        marks = tuple(self._delivery.take_marks()) if self._delivery else ()
        work = Work(
            incomings=tuple(incoming for one in group for incoming in one.incomings),
            marks=marks,
            offsets=tuple(one.offset for one in group if one.offset is not None),
            due=self._is_due(),
        )
        if work == Work():
            return
        try:
            answers = (await self._run(work)).answers
            self._marked(marks)
        except Unavailable as error:
            self._unavailable(group, marks, error)
        except Exception as error:
            if str(error) != ALONE:
                tell(log, f"a batch of {len(work.incomings)} turns failed, now one by one", error)
            await self._one_by_one(group, work)
        else:
            for one in group:
                one.settle(answers[: len(one.incomings)])
                answers = answers[len(one.incomings) :]

    def _marked(self, marks: Sequence[Any]) -> None:
        if marks and self._delivery is not None:
            self._delivery.marks_written(marks)

    def _unavailable(self, group: Sequence[Waiting], marks: Sequence[Any], error: Unavailable) -> None:
        if marks and self._delivery is not None:
            self._delivery.marks_failed(marks)
        for one in group:
            one.fail(error)

    def _is_due(self) -> bool:
        return self._next_due is not None and self._next_due <= self._clock.now()

    async def _run(self, work: Work) -> Result:
        """One transaction, tried again after a deadlock."""
        for attempt in range(MOST_RETRIES):
            try:
                return await self._transaction(work)
            except Exception as error:
                if not is_retried(error) or attempt == MOST_RETRIES - 1:
                    raise
        raise AssertionError("unreachable")

    async def _transaction(self, work: Work) -> Result:
        now = self._clock.now()
        with self._sealer.giving():
            async with self._database.write() as db:
                alone = db.dialect.name == "sqlite" or len(work.incomings) + 2 * work.due <= 1
                turns = self._turns(db, now, shared=frozenset() if alone else self._shared)
                result = await Batch(turns, Flush(db, now, self._sessions, self._sealer, self._delivery), work).run()
                await self._feeds.announce(db, result.changed)
        self._committed(result, work)
        return result

    def _committed(self, result: Result, work: Work) -> None:
        self._events_done += result.events_done
        if self._delivery is not None:
            if result.parcels:
                self._delivery.hand_over(result.parcels)
            if result.left_behind:
                self._delivery.look()
        self._feeds.added(result.changed)
        if result.effects:
            self._effects()
        if work.due:
            self._next_due = None  # unknown: `run` asks the database
        if result.next_due is not None and (self._next_due is None or result.next_due < self._next_due):
            self._next_due = result.next_due
        if work.due or result.next_due is not None:
            self._wake.set()

    # -- when a batch fails -----------------------------------------------------------------------------------
    async def _one_by_one(self, group: Sequence[Waiting], work: Work) -> None:
        """Marks first, then each turn, then each event in a transaction of its own; who fails alone is parked."""
        marks = work.marks
        try:
            await self._write_marks(marks)
            marks = ()
            for one in group:
                answers = [(await self._alone(Work(incomings=[incoming]))).answers[0] for incoming in one.incomings]
                if one.offset is not None:
                    await self._run(Work(offsets=[one.offset]))
                one.settle(answers)
            if work.due:
                await self._events_one_by_one()
        except Unavailable as error:
            self._unavailable(group, marks, error)
        except Exception as error:
            tell(log, "a turn could not even be parked", error)
            self._unavailable(group, (), Unavailable(type(error).__name__))

    async def _write_marks(self, marks: Sequence[Any]) -> None:
        """A mark that can't be written holds up nobody: its lease lapses, and that line is delivered again."""
        for mark in marks:
            try:
                await self._run(Work(marks=(mark,)))
            except Unavailable:
                raise
            except Exception as error:
                tell(log, "what became of a line could not be written", error)
        self._marked(marks)

    async def _alone(self, work: Work) -> Result:
        try:
            return await self._run(work)
        except Unavailable:
            raise
        except Exception as error:
            tell(log, "parked", error)
            return await self._run(replace(work, failed=error))

    async def _events_one_by_one(self) -> None:
        now = self._clock.now()
        async with self._database.read() as db:
            found = await later.due_events(db, self._sealer, now, await later.due_people(db, now))
        for event in found:
            await self._alone(Work(only=event))

    # -- what is due ------------------------------------------------------------------------------------------
    async def work(self) -> int:
        """Handles everything that is due now; returns how many events that were."""
        done = 0
        while True:
            async with self._database.read() as db:
                self._next_due = await later.earliest(db)
            if not self._is_due():
                return done
            before = self._events_done
            self.kick()
            await self.idle()
            if not (new := self._events_done - before):  # another process has them, or they can't even be parked:
                self._next_due = None  # `run` looks again later
                return done
            done += new

    def on_effects(self, look: Callable[[], None]) -> None:
        """`look` is called when effects were stored."""
        self._effects = look

    def look(self) -> None:
        """Events were added by this process."""
        self._wake.set()

    async def idle(self) -> None:
        """Returns when nothing waits and no batch runs."""
        while self._drain_task is not None and not self._drain_task.done():
            await asyncio.shield(self._drain_task)

    async def run(self) -> None:
        """Due events, until cancelled."""
        while True:
            try:
                await self.work()
            except Unavailable:
                log.warning("due events wait: the database can't be reached")
            self._wake.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(self._pause()):
                    await self._wake.wait()

    def _pause(self) -> float:
        if self._next_due is None:
            return POLL_S
        return min(POLL_S, max(0.0, (self._next_due - self._clock.now()).total_seconds()))
