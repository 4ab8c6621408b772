"""`GET /api/chat/stream`: the transcript as server-sent events, from any line on, for as long as somebody listens."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, MutableSet

import orjson
from aiohttp import web
from aiohttp_sse import EventSourceResponse, sse_response

from bot.channels.web import wire_message, wire_state
from bot.errors import Refused, Unavailable
from bot.ports import State
from bot.web.api import Known, read_after, whose
from bot.web.inputs import whole_number
from bot.web.site import PARTS

log = logging.getLogger(__name__)

HEARTBEAT = 15.0
"""Seconds between signs of life: proxies cut silent connections after 30 to 60."""
LOOK = 20.0
"""Seconds after which the transcript is looked at even without a wake-up."""
MOST = 12
"""Streams of one person at once: several tabs and devices, not a leak."""

STREAMS: web.AppKey[MutableSet[EventSourceResponse]] = web.AppKey("streams")


async def get_stream(request: web.Request) -> web.StreamResponse:
    known = await whose(request, request.query.get("key", ""))
    after = _begin_after(request)
    parts = request.app[PARTS]
    if parts.typing.listening(known.state.person_id) >= MOST:
        raise web.HTTPTooManyRequests(headers={"Retry-After": str(int(LOOK))})
    if request.transport is None:  # gone before it was answered
        raise web.HTTPRequestTimeout
    async with sse_response(request, ping_interval=HEARTBEAT) as response:
        request.app[STREAMS].add(response)
        with parts.metrics.streams.track_inprogress():
            try:
                await _Feed(request, response, known, after).run()
            except (ConnectionResetError, TimeoutError, Unavailable):
                log.debug("a stream ended early; its reader comes back with Last-Event-ID")
    return response


def _begin_after(request: web.Request) -> int:
    last = request.headers.get("Last-Event-ID", "").strip()
    if not last:
        return whole_number(request, "after")
    if not (last.isascii() and last.isdigit() and len(last) <= 15):
        raise Refused("bad_input", "Last-Event-ID: should be a whole number")
    return int(last)


class _Feed:
    """One open stream."""

    def __init__(self, request: web.Request, response: EventSourceResponse, known: Known, after: int) -> None:
        self._request = request
        self._response = response
        self._known = known
        self._after = after
        self._told: State | None = None
        self._parts = request.app[PARTS]

    async def run(self) -> None:
        """Subscribe first, read then: no line can fall between."""
        person = self._known.state.person_id
        changes = self._parts.transcripts.changes(person)
        with self._parts.typing.listen(person) as signs:
            change = asyncio.ensure_future(_next(changes))
            sign = asyncio.ensure_future(signs.get())
            closed = asyncio.ensure_future(self._response.wait())
            try:
                await asyncio.sleep(0)
                while await self._catch_up():
                    await asyncio.wait({change, sign, closed}, timeout=LOOK, return_when=asyncio.FIRST_COMPLETED)
                    if closed.done() or not self._response.is_connected():
                        return
                    if sign.done():
                        await self._send("typing", {"from": sign.result()})
                        sign = asyncio.ensure_future(signs.get())
                    if change.done():
                        if change.result() is None:
                            return
                        change = asyncio.ensure_future(_next(changes))
            finally:
                for task in (change, sign, closed):
                    task.cancel()
                await asyncio.gather(change, sign, closed, return_exceptions=True)

    async def _catch_up(self) -> bool:
        """Sends what is new; False when the conversation is no more."""
        state = await self._parts.transcripts.state(self._known.address)
        if state is None or state.person_id != self._known.state.person_id:
            return False
        lines = await read_after(self._request, state.person_id, self._after)
        if self._told is None or (state.mode, state.locale) != (self._told.mode, self._told.locale):
            await self._send("state", wire_state(state.locale, state.mode, state.seq))
            self._told = state
        for message in lines:
            await self._send("message", wire_message(message), message.seq)
            self._after = message.seq
        return True

    async def _send(self, event: str, data: object, seq: int | None = None) -> None:
        await self._response.send(orjson.dumps(data).decode(), id=None if seq is None else str(seq), event=event)


async def _next(changes: AsyncIterator[int]) -> int | None:
    return await anext(changes, None)


async def close_all(app: web.Application) -> None:
    """On shutdown: streams never end by themselves."""
    streams = app[STREAMS]
    for response in list(streams):
        response.stop_streaming()
