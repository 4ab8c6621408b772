"""« Garde ton lien »: the conversation goes on elsewhere. The link opens a page whose one button takes it."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

from aiohttp import web

from bot.channels.handover import LIVES, telegram_link
from bot.web import cookies
from bot.web.api import Known, find, hold_back
from bot.web.guard import hold_back_entry
from bot.web.inputs import read_page_form
from bot.web.render import page, qr
from bot.web.site import PARTS, SITE, origin_of

MINUTE = timedelta(minutes=1)


async def get_keep(request: web.Request) -> web.Response:
    """`/keep`: the link, its QR code, and Telegram when there is a bot."""
    return await _keep(request, cookies.key_of(request))


async def post_keep(request: web.Request) -> web.Response:
    """The same for the widget, whose frame has no cookie: its script hands the key over in the body."""
    if not cookies.same_origin(request):
        raise web.HTTPForbidden
    hold_back_entry(request)
    return await _keep(request, str((await read_page_form(request)).get("key", "")))


async def _keep(request: web.Request, key: str) -> web.Response:
    known = await find(request, key) if key else None
    if known is None:
        return page(request, "keep.html", {"link": None, "known": None})
    link = f"{origin_of(request)}/take?{urlencode({'key': known.key})}"
    values = {"link": link, "telegram": await _telegram(request, known), "minutes": LIVES // MINUTE, "qr": qr}
    return page(request, "keep.html", {**values, "known": known}, locale=known.state.locale)


async def _telegram(request: web.Request, known: Known) -> str | None:
    """A link that takes this conversation to Telegram, once; None without a bot."""
    bot = request.app[SITE].telegram_bot()
    if not bot:
        return None
    await hold_back(request, known.address)
    return telegram_link(bot, await request.app[PARTS].handovers.offer(known.state.person_id))


async def get_take(request: web.Request) -> web.Response:
    """`/take?key=`: one button. **Why** not at once: messengers fetch links to show a preview."""
    known = await find(request, request.query.get("key", ""))
    here = cookies.key_of(request)
    other = bool(here) and known is not None and here != known.key and await find(request, here) is not None
    status = 200 if known else 404
    locale = known.state.locale if known else None
    return page(request, "take.html", {"known": known, "other": other}, status=status, locale=locale)


async def post_take(request: web.Request) -> web.Response:
    """The button: this browser has the conversation from now on."""
    if not cookies.same_origin(request):
        raise web.HTTPForbidden
    hold_back_entry(request)
    known = await find(request, str((await read_page_form(request)).get("key", "")))
    if known is None:
        return page(request, "take.html", {"known": None, "other": False}, status=404)
    response = web.Response(status=303, headers={"Location": "/#now"})
    cookies.keep(request, response, known.key)
    return response
