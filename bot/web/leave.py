"""« Quitter vite »: the screen is cleared at once and something harmless stands there; the talk is found again by who
knows where.

Law: afterwards nothing of the talk is on this device's pages: not by the address, not by « back ». What was said stays
with us, exactly where it was: the page of numbers gives it back.
"""

from __future__ import annotations

from aiohttp import web

from bot.web import cookies
from bot.web.inputs import read_page_form
from bot.web.render import page
from bot.web.site import SITE

CLEAR = {"Clear-Site-Data": '"cache"'}
"""What was shown is not kept by the browser. Where they come from is told to no other site anyway."""


async def post_leave(request: web.Request) -> web.Response:
    """`POST /leave`: to the harmless page. `key`: of a page without our cookie, such as in the widget.

    **Why** a page of ours in between: a form may not lead to another site (its policy), a page may.
    """
    if not cookies.same_origin(request):
        raise web.HTTPForbidden
    form = await read_page_form(request)
    key = cookies.key_of(request) or str(form.get("key", ""))
    response = page(request, "leave.html", {"to": request.app[SITE].quick_exit})
    response.headers.update(CLEAR)
    cookies.drop(response)
    if key:
        cookies.put_away(request, response, key)
    return response


async def post_back(request: web.Request) -> web.Response:
    """`POST /sos/back`: the talk is here again."""
    if not cookies.same_origin(request):
        raise web.HTTPForbidden
    response = web.Response(status=303, headers={"Location": "/#now"})
    if key := cookies.away_of(request):
        cookies.keep(request, response, key)
        cookies.drop_away(response)
    return response
