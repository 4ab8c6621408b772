"""The frame, without rooms: it stands by itself."""

from __future__ import annotations

from aiohttp import web

from bot.clock import Clock
from bot.web import staff
from tests.bot.web.rooms import rooms, visitor


async def door(request: web.Request) -> web.Response:
    return staff.staff_page(request, None, "staff/home.html", {"account": {"name": "<i>"}}, status=418)


def routes(app: web.Application) -> None:
    app.router.add_get("/frame", door)


async def test_the_frame_needs_no_section_and_escapes_names() -> None:
    async with rooms(Clock(), routes) as base, visitor(base) as she:
        assert await she.open("/frame") == 418
        assert "&lt;i&gt;" in she.html
        assert "noindex" in she.html
        assert 'class="rooms"' not in she.html
