"""Who may open a page and change something: roles, and a token in every form that belongs to the sign-in.

Law: a change needs our own page (`same_origin`) AND the token of the cookie it is sent with. Without a cookie there is
no token, and an empty one is refused too: that is how somebody who is not signed in yet is protected as well.
"""

from __future__ import annotations

import hmac
import math
from collections.abc import Awaitable, Callable
from hashlib import sha256
from http import HTTPStatus
from urllib.parse import urlencode, urlsplit

from aiohttp import web

from bot.errors import Refused
from bot.ports import Account, Accounts
from bot.web.cookies import same_origin
from bot.web.inputs import Form, read_page_form
from bot.web.site import PARTS, SITE, client_of, scheme_of
from bot.web.words import language

ACCOUNTS: web.AppKey[Accounts] = web.AppKey("accounts", Accounts)
SIGN_IN = "/sign-in"
COOKIE = "passerelle_account"
"""The sign-in of this device."""
DOOR = "passerelle_door"
"""Somebody who is not signed in: what the token of the sign-in form belongs to."""
DOOR_SECONDS = 3600
"""How long a sign-in page may stay open before its button is pressed."""
TOKEN = "token"  # noqa: S105  a field's name, not a secret
"""The hidden field of every form."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Guarded = Callable[[web.Request, Account], Awaitable[web.StreamResponse]]


def needs(*roles: str, recurs: bool = False) -> Callable[[Guarded], Handler]:
    """A page for accounts that have one of `roles` (none named: for all). Others get the sign-in page, or a clear no.

    A POST is checked whole before the handler runs; its form is read by `form_of(request)`. What is asked for is in the
    audit before the handler runs: nothing is shown or changed that is not. `recurs`: a feed, which browsers ask for
    again after every cut; the audit has it once in a while.
    """

    def around(handler: Guarded) -> Handler:
        async def guarded(request: web.Request) -> web.StreamResponse:
            account = await request.app[ACCOUNTS].who(request)
            if account is None:
                return _to_sign_in(request)
            if not account.may(*roles):
                await request.app[ACCOUNTS].asked(request, account, refused=True)
                raise Refused("not_yours", _words(request, "no"), HTTPStatus.FORBIDDEN)
            if request.method == "POST":
                _wait(request.app[PARTS].limits.write(client_of(request), f"account/{account.id}"))
                await _check(request)
            await request.app[ACCOUNTS].asked(request, account, recurs=recurs)
            return await handler(request, account)

        return guarded

    return around


def _to_sign_in(request: web.Request) -> web.Response:
    """Afterwards they come back to the page they wanted; what a form held would be lost, so that is said instead."""
    if request.method != "GET":
        raise Refused("signed_out", _words(request, "out"), HTTPStatus.FORBIDDEN)
    return web.Response(status=303, headers={"Location": f"{SIGN_IN}?{urlencode({'next': request.path_qs})}"})


# -- tokens ---------------------------------------------------------------------------------------------------
def token_of(request: web.Request) -> str:
    """The token of this browser's forms; "" without a cookie. Who can read the cookie could send the form anyway."""
    return token(request.cookies.get(COOKIE) or request.cookies.get(DOOR, ""))


def token(cookie: str) -> str:
    return sha256(f"form/{cookie}".encode("utf-8", "replace")).hexdigest() if cookie else ""


async def form_of(request: web.Request) -> Form:
    """The form of a POST; read once, then remembered by the request."""
    return await read_page_form(request)


async def checked_form(request: web.Request) -> Form:
    """The form of a POST that needs no account, from our own page with its token. Raises 403."""
    await _check(request)
    return await form_of(request)


async def _check(request: web.Request) -> None:
    if not same_origin(request):
        raise web.HTTPForbidden
    expected = token_of(request)
    sent = (await form_of(request)).get(TOKEN, "")
    if not (expected and isinstance(sent, str) and hmac.compare_digest(sent.encode(), expected.encode())):
        raise Refused("stale_form", _words(request, "stale"), HTTPStatus.FORBIDDEN)


# -- cookies --------------------------------------------------------------------------------------------------
def keep_door(request: web.Request, response: web.StreamResponse, value: str) -> None:
    _set(request, response, DOOR, value, DOOR_SECONDS)


def keep_sign_in(request: web.Request, response: web.StreamResponse, value: str, seconds: int) -> None:
    _set(request, response, COOKIE, value, seconds)
    response.del_cookie(DOOR, path="/")


def drop_sign_in(response: web.StreamResponse) -> None:
    response.del_cookie(COOKIE, path="/")


def _set(request: web.Request, response: web.StreamResponse, name: str, value: str, seconds: int) -> None:
    secure = request.app[SITE].https or scheme_of(request) == "https"
    response.set_cookie(name, value, max_age=seconds, path="/", httponly=True, samesite="Lax", secure=secure)


# -- small things ---------------------------------------------------------------------------------------------
def hold_back_entry(request: web.Request) -> None:
    """Raises 429 for an address that tries codes too fast."""
    _wait(request.app[PARTS].limits.enter(client_of(request)))


def _wait(seconds: float) -> None:
    if seconds:
        raise web.HTTPTooManyRequests(headers={"Retry-After": str(math.ceil(seconds))})


def ours(path: str) -> str:
    """An address of this site to go on to; "" for any other, whatever browsers make of it."""
    parts = urlsplit(path)
    plain = path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
    return path if plain and not parts.netloc and not parts.scheme else ""


def _words(request: web.Request, what: str) -> str:
    spoken = language(request)
    match what:
        case "no":
            return spoken.pgettext("staff/refused/role", "Cette page n'est pas ouverte à votre compte.")
        case "out":
            return spoken.pgettext(
                "staff/refused/out",
                "La connexion s'est fermée. Ouvrez votre lien, puis recommencez : rien n'a changé.",
            )
    return spoken.pgettext(
        "staff/refused/stale", "Cette page est trop ancienne. Revenez en arrière, rechargez-la et recommencez."
    )
