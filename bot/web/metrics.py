"""Figures for Prometheus: turns and how long they take, what waits in the outbox, effects. Counts only, no persons."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cache
from time import perf_counter

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.channels.model import Incoming
from bot.errors import Refused, Unavailable
from bot.ports import Answer, Conversation
from bot.storage.backlog import Backlog

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
"""Seconds of a turn; 25 ms is the p99 we promise."""


class Metrics:
    """One registry of one process. **Why** not the global one: an application can be built twice in one process.

    The series that every turn touches are looked up once (`turn`, `took`, `request`): labels are few and fixed.
    """

    def __init__(self, backlog: Callable[[], Awaitable[Backlog]]) -> None:
        self._backlog = backlog
        self.registry = CollectorRegistry()
        self.turns = Counter(
            "passerelle_turns", "Turns by channel and result", ["channel", "result"], registry=self.registry
        )
        self.seconds = Histogram(
            "passerelle_turn_seconds", "From arrival to commit", ["channel"], buckets=BUCKETS, registry=self.registry
        )
        self.requests = Counter(
            "passerelle_http_requests", "Answers of the web server", ["route", "status"], registry=self.registry
        )
        self.turn = cache(self.turns.labels)
        self.took = cache(self.seconds.labels)
        self.request = cache(self.requests.labels)
        self.streams = Gauge("passerelle_web_streams", "Open live feeds", registry=self.registry)
        self._outbox = Gauge("passerelle_outbox_backlog", "Messages due and not delivered", registry=self.registry)
        self._oldest = Gauge("passerelle_outbox_oldest_seconds", "Age of the oldest of them", registry=self.registry)
        self._effects = Gauge("passerelle_effects", "Effects by state", ["state"], registry=self.registry)
        self._parked = Gauge("passerelle_parked_turns", "Turns set aside for staff", registry=self.registry)
        self._fresh = Gauge("passerelle_database_up", "1 when the figures above are fresh", registry=self.registry)

    async def text(self) -> bytes:
        """The page for Prometheus; with the database down the rest is still told."""
        try:
            waiting = await self._backlog()
        except Unavailable:
            self._fresh.set(0)
            return generate_latest(self.registry)
        self._fresh.set(1)
        self._outbox.set(waiting.outbox)
        self._oldest.set(waiting.oldest_seconds)
        self._parked.set(waiting.parked)
        self._effects.clear()
        for state, count in waiting.effects.items():
            self._effects.labels(state).set(count)
        return generate_latest(self.registry)


@dataclass(frozen=True, slots=True)
class Metered:
    """A conversation whose turns are counted and timed; put around the real one for all channels."""

    conversation: Conversation
    metrics: Metrics

    async def take(self, incoming: Incoming) -> Answer:
        channel = incoming.address.channel
        begun = perf_counter()
        result = "failed"
        try:
            answer = await self.conversation.take(incoming)
            result = "answered"
        except Refused:
            result = "refused"
            raise
        except Unavailable:
            result = "unavailable"
            raise
        finally:
            self.metrics.turn(channel, result).inc()
            self.metrics.took(channel).observe(perf_counter() - begun)
        return answer


def handler(metrics: Metrics) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def figures(request: web.Request) -> web.Response:
        return web.Response(body=await metrics.text(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    return figures
