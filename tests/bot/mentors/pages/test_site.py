"""All pages of the room hang in one menu, the console first."""

from __future__ import annotations

import re

from tests.bot.mentors.pages.house import House, mentor, sign_in
from tests.bot.web.rooms import Visitor


async def test_the_console_comes_first_and_only_for_mentors(lina: Visitor, omar: Visitor, house: House) -> None:
    await mentor(lina, house, "Lina")
    await lina.open("/mentor")
    assert re.findall(r'href="(/mentor[^"?]*)\?', lina.html)[:2] == ["/mentor", "/mentor/slots"]
    await sign_in(omar, house, "host", "Omar")
    await omar.open("/staff")
    assert "/mentor" not in omar.html
