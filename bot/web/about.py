"""Pages that stand still: who runs this and what is kept, the numbers of SOS, the widget's script, the manifest."""

from __future__ import annotations

import re
from collections.abc import Sequence

import orjson
from aiohttp import web
from markupsafe import Markup, escape

from bot.web import cookies
from bot.web.render import STATIC, page, send
from bot.web.site import PARTS, SITE
from bot.web.words import Language, language
from flows.events import JsonValue

HOUR = "public, max-age=3600"
DAY = "public, max-age=86400"
EVEN_SO = "public, max-age=3600, stale-while-revalidate=86400, stale-if-error=604800"
"""Of the widget's script: whoever has been on that site this week has the numbers, also while we can't be reached."""
BY_MESSAGE = frozenset({"114"})
"""Numbers that are written to, not spoken to."""

_MARKS = r"[\u2066-\u2069\u200e\u200f]*"
_FIRST = re.compile(rf"^{_MARKS}(\d[\d \u00a0\u202f]{{,14}}\d){_MARKS}\s*:\s*(.*)$", re.DOTALL)
_NUMBER = re.compile(r"((?<!\d)\d{3,6}(?!\d))")

Part = tuple[str, str]
"""Words, and where a touch on them leads; "" for nowhere."""


async def privacy(request: web.Request) -> web.Response:
    return page(request, "privacy.html", {})


async def sos(request: web.Request) -> web.Response:
    """`/sos`: needs no database, no script and no cookie."""
    return page(request, "sos.html", {"numbers": numbers(request), "away": bool(cookies.away_of(request))})


def numbers(request: web.Request, locale: str | None = None) -> list[tuple[str, Markup]]:
    """The lines of SOS as (number, words); a number inside the words can be touched too."""
    lines = request.app[PARTS].sos(language(request, locale).locale)
    return [(number, Markup("").join(map(_marked, parts))) for number, parts in map(_read, lines)]


def _read(line: str) -> tuple[str, Sequence[Part]]:
    """The number a line begins with, "" without one, and what is said of it."""
    found = _FIRST.match(line)
    number, words = (found[1], found[2]) if found else ("", line)
    return number, [(text, _dial(text) if at % 2 else "") for at, text in enumerate(_NUMBER.split(words)) if text]


def _marked(part: Part) -> Markup:
    text, link = part
    return Markup('<a href="{}" dir="ltr">{}</a>').format(link, text) if link else escape(text)


def _dial(number: str) -> str:
    digits = "".join(filter(str.isdigit, number))
    return f"{'sms' if digits in BY_MESSAGE else 'tel'}:{digits}"


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
    """`/widget.js`: our script after one line of its words in every language we speak, the numbers of SOS included."""
    words = {locale: _widget_words(request, language(request, locale)) for locale in request.app[SITE].locales}
    script = request.app[STATIC]["widget.js"].body.replace(b"{/*words*/}", orjson.dumps(words), 1)
    headers = {"Content-Type": "text/javascript; charset=utf-8", "Cache-Control": EVEN_SO}
    return web.Response(body=script, headers={**headers, "Cross-Origin-Resource-Policy": "cross-origin"})


def _widget_words(request: web.Request, spoken: Language) -> dict[str, JsonValue]:
    """`numbers`: each line of SOS as parts, words and where they lead."""
    numbers: list[JsonValue] = []
    for number, parts in map(_read, request.app[PARTS].sos(spoken.locale)):
        first: list[Part] = [(number, _dial(number))] if number else []
        numbers.append([[text, link] for text, link in [*first, *parts]])
    return {
        "open": spoken.pgettext("page/widget/open", "Discuter avec Passerelle"),
        "close": spoken.pgettext("page/widget/close", "Fermer la discussion"),
        "away": spoken.pgettext("page/error/away", "Je ne peux pas répondre tout de suite. Réessaie dans une minute."),
        "sos": spoken.pgettext("page/sos/title", "Besoin d'aide maintenant"),
        "numbers": numbers,
        "dir": spoken.dir,
    }
