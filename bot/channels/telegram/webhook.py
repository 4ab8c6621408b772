"""The webhook: an update is answered with 2xx after its commit, never before; Telegram keeps order and tries again."""

from __future__ import annotations

import hmac
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import orjson
from aiohttp import web

from bot.channels.model import Incoming
from bot.channels.telegram.aside import Aside
from bot.channels.telegram.receive import read, update_id
from bot.clock import Clock
from bot.errors import Unavailable

log = logging.getLogger(__name__)

PATH = "/telegram"
BODY_BYTES = 1024 * 1024
"""Largest update; Telegram's own are a few kilobytes."""
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  a header's name, no secret
AGAIN_S = "2"
"""Seconds we ask Telegram to wait while the database is down."""

Take = Callable[[Incoming], Awaitable[object]]


class Webhook:
    """`app.router.add_post(PATH, webhook.handle)`. `account` is the bot's id."""

    def __init__(self, account: str, secret: str, take: Take, aside: Aside, clock: Clock) -> None:
        self._account = account
        self._secret = secret.encode()
        self._take = take
        self._aside = aside
        self._clock = clock

    async def handle(self, request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self._secret):
            return web.Response(status=403)
        body = await _body(request)
        if body is None:
            return web.Response(status=413)
        update = _parsed(body)
        if update_id(update) is None:
            return web.Response(status=400, text="not an update")
        arrival = read(update, self._account, self._clock.now())
        if arrival.incoming:
            try:
                await self._take(arrival.incoming)
            except Unavailable:
                return web.Response(status=503, headers={"Retry-After": AGAIN_S})
        self._aside.after(arrival, press_answered=arrival.press is not None)
        if arrival.press is None:
            return web.Response()
        # The reply may carry one call: it saves a request a tap.
        call = {"method": "answerCallbackQuery", "callback_query_id": arrival.press.query}
        return web.Response(body=orjson.dumps(call), content_type="application/json")


async def _body(request: web.Request) -> bytes | None:
    """The whole body, or None when it is too big, whatever the application allows elsewhere."""
    if (request.content_length or 0) > BODY_BYTES:
        return None
    if request.content.is_eof():
        # Nearly always: a small body came with its head, and nobody has to wait for it.
        return request.content.read_nowait() if request.content.total_bytes <= BODY_BYTES else None
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.content.iter_any():
        size += len(chunk)
        if size > BODY_BYTES:
            return None
        chunks.append(chunk)
    return b"".join(chunks)


def _parsed(body: bytes) -> Any:
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        pass
    try:
        # Takes lone surrogates, which orjson refuses and `clean` removes.
        return json.loads(body)
    except (ValueError, RecursionError):
        return None
