"""Around every request: errors as JSON or as a page, headers that keep the page closed, CORS for the widget's sites."""

from __future__ import annotations

import math
import re
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from multidict import CIMultiDict

from bot.errors import Refused, Unavailable
from bot.logs import described
from bot.web.about import numbers
from bot.web.api import reply
from bot.web.logs import log
from bot.web.policy import NOBODY, policy
from bot.web.render import page
from bot.web.site import PARTS, SITE, client_of, origin_of, route_of
from bot.web.words import Language, language

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

API = "/api/"
AGAIN = 5
"""Seconds after which a client may try again when the database is away."""
CODES = {
    400: "refused",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    429: "too_fast",
    503: "unavailable",
}
CORS_AGE = 600
"""Seconds a browser may remember that a site is allowed."""

READING = frozenset({"GET", "HEAD"})
FREE = re.compile(r"/(sos|numbers|healthz|metrics|favicon\.ico|mentor/feed)$|/static/")
"""What is read however fast somebody is: the numbers of SOS and what their pages are made of; what machines ask; the
feed of a console, which comes back at once whenever its network is lost."""

MACHINES = frozenset({"/telegram"})
"""What another server posts and reads."""

LISTENING = "geolocation=(self), camera=(), microphone=(self)"
"""The chat plays voices, and records them for a human."""
HEADERS = CIMultiDict(
    {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "geolocation=(self), camera=(), microphone=()",
        "Cache-Control": "no-store",
    }
)
"""What an answer has unless it says otherwise."""


@web.middleware
async def errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Whatever goes wrong is answered: theirs 4xx, ours 503 or 500, in the form the client reads."""
    try:
        if request.method == "OPTIONS" and request.path.startswith(API):
            return _preflight(request)
        _hold_back_readers(request)
        response = await handler(request)
    except web.HTTPException as error:
        if error.status < HTTPStatus.BAD_REQUEST:
            raise
        response = _failed(request, error.status, CODES.get(error.status, "refused"), None)
        for name in ("Allow", "Retry-After"):
            if name in error.headers:
                response.headers[name] = error.headers[name]
    except Refused as error:
        response = _failed(request, error.status, error.code, error.sentence)
    except (
        HttpProcessingError,
        web.RequestPayloadError,
    ):  # a body that is not what its own headers say, found out while it is read
        response = _failed(request, HTTPStatus.BAD_REQUEST, CODES[HTTPStatus.BAD_REQUEST], None)
    except Unavailable:
        response = _failed(request, HTTPStatus.SERVICE_UNAVAILABLE, "unavailable", None)
        response.headers["Retry-After"] = str(AGAIN)
    except Exception as error:
        log.error("%s %s: %s", request.method, route_of(request), described(error))
        response = _failed(request, HTTPStatus.INTERNAL_SERVER_ERROR, "internal", None)
    request.app[PARTS].metrics.request(route_of(request), response.status).inc()
    return response


def _hold_back_readers(request: web.Request) -> None:
    if request.method in READING and not FREE.match(request.path):
        wait = request.app[PARTS].limits.read(client_of(request))
        if wait:
            raise web.HTTPTooManyRequests(headers={"Retry-After": str(math.ceil(wait))})


def _failed(request: web.Request, status: int, code: str, sentence: str | None) -> web.Response:
    told = sentence or explain(language(request), status)
    if request.path.startswith(API):
        return reply({"error": code, "message": told}, status)
    broken = status >= HTTPStatus.INTERNAL_SERVER_ERROR
    return page(request, "error.html", {"told": told, "numbers": numbers(request) if broken else ()}, status=status)


def explain(spoken: Language, status: int) -> str:
    """What happened, in plain words, by status."""
    match status:
        case 404:
            return spoken.pgettext("page/error/missing", "Cette page n'existe pas, ou plus.")
        case 413:
            return spoken.pgettext("page/error/large", "C'est trop lourd pour moi : 20 Mo au plus.")
        case 429:
            return spoken.pgettext("page/error/fast", "Ça va trop vite pour moi. Attends quelques secondes.")
        case 503:
            return spoken.pgettext(
                "page/error/away", "Je ne peux pas répondre tout de suite. Réessaie dans une minute."
            )
        case _ if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return spoken.pgettext("page/error/ours", "Quelque chose a cassé chez moi. Réessaie dans une minute.")
    return spoken.pgettext("page/error/other", "Je n'ai pas compris cette demande.")


def _preflight(request: web.Request) -> web.Response:
    if not allowed_origin(request):
        return reply({"error": "origin", "message": "This site is not in WIDGET_ORIGINS."}, HTTPStatus.FORBIDDEN)
    return web.Response(
        status=HTTPStatus.NO_CONTENT,
        headers={
            "Access-Control-Allow-Methods": "GET, POST",
            "Access-Control-Allow-Headers": "Content-Type, Last-Event-ID",
            "Access-Control-Max-Age": str(CORS_AGE),
        },
    )


def allowed_origin(request: web.Request) -> str | None:
    """The site that asks, when it may read our answers."""
    origin = request.headers.get("Origin")
    return origin if origin in request.app[SITE].widget_origins else None


async def headers(request: web.Request, response: web.StreamResponse) -> None:
    """On every answer that a browser may see, streams included (a signal: those are prepared in their handler)."""
    if request.path in MACHINES:
        return
    if response.headers.get("Cache-Control") == "no-cache":  # a stream, as its library makes it
        del response.headers["Cache-Control"]
    response.headers.merge(HEADERS)
    chat = request.path == "/"
    if chat:
        response.headers["Permissions-Policy"] = LISTENING
    embedded = chat and "embed" in request.query
    ancestors = " ".join(request.app[SITE].widget_origins) if embedded else ""
    response.headers.setdefault("Content-Security-Policy", policy(media=chat, within=ancestors or NOBODY))
    if origin_of(request).startswith("https:"):
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if request.path.startswith(API):
        response.headers["Vary"] = "Origin"
        if origin := allowed_origin(request):
            response.headers["Access-Control-Allow-Origin"] = origin
            response.headers["Access-Control-Expose-Headers"] = "Retry-After"
