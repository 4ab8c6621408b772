"""`/healthz`: 200 only when the database answers, soon."""

from __future__ import annotations

import asyncio

from aiohttp import web

from bot.errors import Unavailable
from bot.web.site import PARTS

PATIENCE = 3.0
"""Seconds the database may take to answer; a load balancer asks again anyway."""


async def healthz(request: web.Request) -> web.Response:
    try:
        async with asyncio.timeout(PATIENCE):
            well = await request.app[PARTS].healthy()
    except (TimeoutError, Unavailable):
        well = False
    return web.json_response({"status": "ok" if well else "database"}, status=200 if well else 503)
