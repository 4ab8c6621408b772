"""The one cookie: the conversation key, for this site only, out of reach of scripts."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from aiohttp import web

from bot.web.site import SITE, scheme_of

NAME = "passerelle"
KEY = re.compile(r"[A-Za-z0-9_-]{16,128}")
"""What can be a key."""
AWAY, AWAY_AT = "passerelle_away", "/sos"
"""Where the key waits after « Quitter vite », and the only page that is told of it."""
MONTH = 30 * 24 * 3600
"""Seconds it waits there."""
YEAR = 365 * 24 * 3600
"""Seconds a browser keeps the key; each visit begins them anew."""


def keep(request: web.Request, response: web.StreamResponse, key: str) -> None:
    """Puts the key into the browser, when it is our own page that asks."""
    if same_origin(request):
        _set(request, response, NAME, key, YEAR, "/")


def _set(request: web.Request, response: web.StreamResponse, name: str, value: str, seconds: int, path: str) -> None:
    secure = request.app[SITE].https or scheme_of(request) == "https"
    response.set_cookie(name, value, max_age=seconds, path=path, httponly=True, samesite="Lax", secure=secure)


def put_away(request: web.Request, response: web.StreamResponse, key: str) -> None:
    """Out of the way of every page but one."""
    if KEY.fullmatch(key):
        _set(request, response, AWAY, key, MONTH, AWAY_AT)


def away_of(request: web.Request) -> str:
    return request.cookies.get(AWAY, "")


def drop_away(response: web.StreamResponse) -> None:
    response.del_cookie(AWAY, path=AWAY_AT)


def drop(response: web.StreamResponse) -> None:
    response.del_cookie(NAME, path="/")


def key_of(request: web.Request) -> str:
    return request.cookies.get(NAME, "")


def same_origin(request: web.Request) -> bool:
    """Does a page of ours send this? By what browsers say of themselves: Sec-Fetch-Site, else Origin."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    if origin is None:
        return False
    public = request.app[SITE].public_url
    return urlsplit(origin).netloc == request.host or (public is not None and origin == public)
