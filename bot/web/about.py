"""Pages that stand still: who runs this and what is kept, the numbers of SOS, the widget's script, the manifest."""

from __future__ import annotations

import re

import orjson
from aiohttp import web
from markupsafe import Markup, escape

from bot.web import cookies
from bot.web.render import STATIC, page, send
from bot.web.site import PARTS, SITE
from bot.web.words import language

HOUR = "public, max-age=3600"
DAY = "public, max-age=86400"
BY_MESSAGE = frozenset({"114"})
"""Numbers that are written to, not spoken to."""

_MARKS = r"[\u2066-\u2069\u200e\u200f]*"
_FIRST = re.compile(rf"^{_MARKS}(\d[\d \u00a0\u202f]{{,14}}\d){_MARKS}\s*:\s*(.*)$", re.DOTALL)
_NUMBER = re.compile(r"(?<!\d)\d{3,6}(?!\d)")


async def privacy(request: web.Request) -> web.Response:
    return page(request, "privacy.html", {})


async def sos(request: web.Request) -> web.Response:
    """`/sos`: needs no database, no script and no cookie."""
    return page(request, "sos.html", {"numbers": numbers(request), "away": bool(cookies.away_of(request))})


def numbers(request: web.Request, locale: str | None = None) -> list[tuple[str, Markup]]:
    """The lines of SOS as (number, words); a number inside the words can be touched too."""
    told: list[tuple[str, Markup]] = []
    for line in request.app[PARTS].sos(language(request, locale).locale):
        found = _FIRST.match(line)
        number, words = (found[1], found[2]) if found else ("", line)
        told.append((number, Markup(_NUMBER.sub(lambda n: _dial(n.group()), str(escape(words))))))  # noqa: S704 (escaped before)
    return told


def _dial(number: str) -> str:
    return f'<a href="{"sms" if number in BY_MESSAGE else "tel"}:{number}" dir="ltr">{number}</a>'


async def favicon(request: web.Request) -> web.Response:
    return send(request, request.app[STATIC]["icon.svg"], DAY)


async def manifest(request: web.Request) -> web.Response:
    spoken = language(request)
    told = {
        "name": "Passerelle",
        "short_name": "Passerelle",
        "description": spoken.pgettext(
            "page/about", "Un robot qui t'aide pour ton CV, et à trouver un atelier ou quelqu'un à qui parler."
        ),
        "lang": spoken.lang,
        "dir": spoken.dir,
        "start_url": "/",
        "display": "standalone",
        "background_color": "#f6f4ee",
        "theme_color": "#f6f4ee",
        "icons": [{"src": "/favicon.ico", "sizes": "any", "type": "image/svg+xml"}],
    }
    return web.Response(
        body=orjson.dumps(told), headers={"Content-Type": "application/manifest+json", "Cache-Control": HOUR}
    )


async def widget(request: web.Request) -> web.Response:
    """`/widget.js`: our script after one line of its words in every language we speak."""
    words = {
        locale: {
            "open": language(request, locale).pgettext("page/widget/open", "Discuter avec Passerelle"),
            "close": language(request, locale).pgettext("page/widget/close", "Fermer la discussion"),
            "dir": language(request, locale).dir,
        }
        for locale in request.app[SITE].locales
    }
    script = request.app[STATIC]["widget.js"].body.replace(b"{/*words*/}", orjson.dumps(words), 1)
    headers = {"Content-Type": "text/javascript; charset=utf-8", "Cache-Control": HOUR}
    return web.Response(body=script, headers={**headers, "Cross-Origin-Resource-Policy": "cross-origin"})
