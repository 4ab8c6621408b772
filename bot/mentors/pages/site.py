"""All pages of this room, as one."""

from __future__ import annotations

from collections.abc import Callable

from aiohttp import web

from bot.mentors.pages.beside import BesidePages
from bot.mentors.pages.console import ConsolePages
from bot.mentors.pages.conversation import ConversationPages
from bot.mentors.pages.deeds import DeedPages
from bot.mentors.pages.desk import Desk
from bot.mentors.pages.feed import Feed
from bot.mentors.pages.files import FilePages
from bot.mentors.pages.ideas import IdeaPages
from bot.mentors.pages.slots import SlotPages


def pages(desk: Desk, slots: SlotPages) -> Callable[[web.Application], None]:
    """The console comes first in the menu."""
    talk = (ConversationPages(desk), BesidePages(desk), IdeaPages(desk), DeedPages(desk), FilePages(desk))
    rooms = (ConsolePages(desk), *talk, Feed(desk), slots)

    def routes(app: web.Application) -> None:
        for room in rooms:
            room.routes(app)

    return routes
