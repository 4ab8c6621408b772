"""All pages of this room, as one."""

from __future__ import annotations

from collections.abc import Callable

from aiohttp import web

from bot.studio.pages.desk import Desk
from bot.studio.pages.kept import KeptPages
from bot.studio.pages.listing import ListPages
from bot.studio.pages.picture import PicturePages
from bot.studio.pages.reading import ReadingPages
from bot.studio.pages.stops import StopPages
from bot.studio.pages.trying import TryPages


def pages(desk: Desk) -> Callable[[web.Application], None]:
    """Each page adds its own tab."""
    rooms = (
        ListPages(desk),
        ReadingPages(desk),
        PicturePages(desk),
        TryPages(desk),
        KeptPages(desk),
        StopPages(desk),
    )

    def routes(app: web.Application) -> None:
        for room in rooms:
            room.routes(app)

    return routes
