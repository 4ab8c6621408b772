"""All pages of this room, as one."""

from __future__ import annotations

from collections.abc import Callable

from aiohttp import web

from bot.studio.pages.checks import Checks
from bot.studio.pages.deeds import DeedPages
from bot.studio.pages.desk import Desk
from bot.studio.pages.exchanging import ExchangePages
from bot.studio.pages.fixing import FixPages
from bot.studio.pages.guide import GuidePages
from bot.studio.pages.header import HeaderPages
from bot.studio.pages.history import HistoryPages
from bot.studio.pages.kept import KeptPages
from bot.studio.pages.listing import ListPages
from bot.studio.pages.picture import PicturePages
from bot.studio.pages.publish import PublishPages
from bot.studio.pages.reading import ReadingPages
from bot.studio.pages.spoken import SpokenPages
from bot.studio.pages.step import StepPages
from bot.studio.pages.stops import StopPages
from bot.studio.pages.texts import TextPages
from bot.studio.pages.translating import TranslatingPages
from bot.studio.pages.trying import TryPages
from bot.studio.pages.typing import TypingPages


def pages(desk: Desk) -> Callable[[web.Application], None]:
    """Each page adds its own tab."""
    checks, texts = Checks(desk), TextPages(desk)
    rooms = (
        ListPages(desk),
        HeaderPages(desk),
        StepPages(desk, checks),
        TypingPages(desk, checks),
        DeedPages(desk),
        FixPages(desk, checks),
        ReadingPages(desk, checks),
        texts,
        ExchangePages(desk, texts),
        SpokenPages(desk),
        TranslatingPages(desk),
        PicturePages(desk),
        TryPages(desk),
        KeptPages(desk),
        StopPages(desk),
        PublishPages(desk, checks),
        HistoryPages(desk, checks),
        GuidePages(),
    )

    def routes(app: web.Application) -> None:
        for room in rooms:
            room.routes(app)

    return routes
