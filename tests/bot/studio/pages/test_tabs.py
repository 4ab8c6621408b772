"""A page adds its own tab, and whoever may not open it does not see it."""

from __future__ import annotations

import re

from aiohttp import web

from bot.storage.engine import Database
from bot.studio.pages.site import pages
from bot.studio.pages.tabs import TABS, Tab, add_tab
from tests.bot.studio.house import house


def test_tabs_stand_in_their_order_whoever_came_first() -> None:
    app = web.Application()
    for path, place in (("/c", 30), ("/a", 10), ("/b", 20)):
        add_tab(app, Tab(path, place, ("reader",), lambda words: words.pgettext("staff/flows", "Parcours")))
    assert [tab.path for tab in app[TABS]] == ["/a", "/b", "/c"]
    assert callable(pages)


async def test_a_reader_sees_what_a_reader_may_open(database: Database) -> None:
    async with house(database) as studio:
        for who in ("reader", "admin"):
            async with studio.someone(who) as they:
                await they.open("/staff/flows/cv")
                row = re.search(r'<nav class="rooms tabs".*?</nav>', they.html, re.DOTALL)
                assert row
                links = re.findall(r'href="([^"?]+)', row[0])
                assert links[0] == "/staff/flows/cv"
                for link in links:
                    assert await they.open(link) == 200, link
