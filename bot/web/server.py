"""The web application: built from its parts, run on one address."""

from __future__ import annotations

import errno
import logging
from collections.abc import Awaitable, Callable, Sequence
from weakref import WeakSet

from aiohttp import web

from bot.channels.model import Address
from bot.channels.web import FILES
from bot.clock import Clock
from bot.errors import Misconfigured
from bot.ports import Conversation, Files, Handovers, Transcripts, Translations
from bot.web import about, api, health, keep, leave, openapi, pages, render, stream
from bot.web.limits import Limits
from bot.web.logs import AccessLog, Discreet, access, log
from bot.web.metrics import Metrics, handler
from bot.web.middleware import errors, headers
from bot.web.site import PARTS, SITE, Parts, Site
from bot.web.typing import Typing
from bot.web.uploads import FILE_BYTES

FORM_BYTES = FILE_BYTES + 256 * 1024
"""Largest form of the page: one file and its fields."""
GRACE = 5.0
"""Seconds open requests have to end at shutdown."""


def build(
    site: Site,
    *,
    conversation: Conversation,
    transcripts: Transcripts,
    files: Files,
    handovers: Handovers,
    clock: Clock,
    translations: Translations,
    sos: Callable[[str], Sequence[str]],
    own_call: Callable[[Address, str], Awaitable[bool]],
    healthy: Callable[[], Awaitable[bool]],
    metrics: Metrics,
    more: Sequence[Callable[[web.Application], None]] = (),
) -> web.Application:
    """The whole site. `more`: routes of the domains. `conversation` is used as given: wrap it in `Metered` before."""
    app = web.Application(middlewares=[errors], client_max_size=FORM_BYTES)
    app[SITE] = site
    app[PARTS] = Parts(
        conversation=conversation,
        transcripts=transcripts,
        files=files,
        handovers=handovers,
        clock=clock,
        translations=translations,
        sos=sos,
        own_call=own_call,
        healthy=healthy,
        metrics=metrics,
        limits=Limits(clock.now),
        typing=Typing(),
    )
    app[stream.STREAMS] = WeakSet()
    render.setup(app)
    _routes(app, metrics)
    for add in more:
        add(app)
    app.on_response_prepare.append(headers)
    app.on_shutdown.append(stream.close_all)
    return app


def _routes(app: web.Application, metrics: Metrics) -> None:
    app.add_routes(
        [
            web.post("/api/chat", api.post_chat),
            web.get("/api/chat/stream", stream.get_stream, allow_head=False),
            web.get("/api/chat/messages", api.get_messages),
            web.post("/api/chat/file", api.post_file),
            web.get("/api/openapi.json", openapi.get_openapi),
            web.get(FILES + "{id:.+}", api.get_file),
            web.get("/", pages.home),
            web.post("/chat", pages.post_form),
            web.get("/keep", keep.get_keep),
            web.post("/keep", keep.post_keep),
            web.get("/take", keep.get_take),
            web.post("/take", keep.post_take),
            web.get("/privacy", about.privacy),
            web.get("/sos", about.sos),
            web.post("/sos/back", leave.post_back),
            web.post("/leave", leave.post_leave),
            web.get("/widget.js", about.widget),
            web.get("/favicon.ico", about.favicon),
            web.get("/manifest.webmanifest", about.manifest),
            web.get("/static/{mark}/{name}", render.get_static),
            web.get("/healthz", health.healthz),
            web.get("/metrics", handler(metrics)),
        ]
    )


async def serve(app: web.Application, host: str, port: int) -> web.AppRunner:
    """Listens until the runner's `cleanup()`. Raises `Misconfigured` where nobody can listen.

    **Why** not `web.run_app`: its access log writes queries, with keys.
    """
    server_log = logging.getLogger(f"{log.name}.server")
    if not any(isinstance(kept, Discreet) for kept in server_log.filters):
        server_log.addFilter(Discreet())
    runner = web.AppRunner(
        app, access_log_class=AccessLog, access_log=access, logger=server_log, shutdown_timeout=GRACE
    )
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        await runner.cleanup()
        raise Misconfigured([_why_not(host, port, error)]) from None
    return runner


def _why_not(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"PASSERELLE_PORT: {port} is already taken on {host}, perhaps by another Passerelle; choose another one"
    return f"PASSERELLE_HOST, PASSERELLE_PORT: can't listen on {host}, port {port}: {error.strerror}"
