"""All pages of this room, as one."""

from __future__ import annotations

from collections.abc import Callable

from aiohttp import web

from bot.studio.pages.desk import Desk
from bot.studio.pages.listing import ListPages
from bot.studio.pages.reading import ReadingPages


def pages(desk: Desk) -> Callable[[web.Application], None]:
    """Each page adds its own tab."""
    rooms = (
        ListPages(desk),
        ReadingPages(desk),
    )

    def routes(app: web.Application) -> None:
        for room in rooms:
            room.routes(app)

    return routes
