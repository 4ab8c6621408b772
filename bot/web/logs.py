"""What the web server writes down: method, route, status, time. Never an address with its query, key or file id."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import ClassVar

from aiohttp import web
from aiohttp.abc import AbstractAccessLogger
from aiohttp.http_exceptions import HttpProcessingError

from bot.logs import described
from bot.web.site import route_of

log = logging.getLogger("passerelle.web")
access = logging.getLogger("passerelle.access")


QUIET = frozenset({"/telegram", "/healthz", "/metrics"})
"""What machines ask all the time: where it goes well it is counted (`/metrics`), not written down."""


class AccessLog(AbstractAccessLogger):
    """One line a request: `GET /api/chat/stream 200 0.004`."""

    def log(self, request: web.BaseRequest, response: web.StreamResponse, time: float) -> None:
        if response.status < HTTPStatus.MULTIPLE_CHOICES and request.path in QUIET:
            return
        self.logger.info("%s %s %s %.3f", request.method, route_of(request), response.status, time)


class Discreet(logging.Filter):
    """Keeps request lines out of the server's own log: a broken one stands in its exception, key and all."""

    quiet: ClassVar = (HttpProcessingError, web.HTTPException)

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, self.quiet):
            record.exc_info = None
            record.msg, record.args = f"refused: {type(error).__name__}", ()
        elif error is not None:
            record.exc_info = None
            record.msg, record.args = described(error), ()
        return True
