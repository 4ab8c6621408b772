"""The one cookie: the conversation key, for this site only, out of reach of scripts."""

from __future__ import annotations

from urllib.parse import urlsplit

from aiohttp import web

from bot.web.site import SITE, scheme_of

NAME = "passerelle"
YEAR = 365 * 24 * 3600
"""Seconds a browser keeps the key; each visit begins them anew."""


def keep(request: web.Request, response: web.StreamResponse, key: str) -> None:
    """Puts the key into the browser, when it is our own page that asks."""
    if same_origin(request):
        secure = request.app[SITE].https or scheme_of(request) == "https"
        response.set_cookie(NAME, key, max_age=YEAR, path="/", httponly=True, samesite="Lax", secure=secure)


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
