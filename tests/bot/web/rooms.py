"""Pages of rooms over HTTP as a browser without script sends their forms; and somebody who is signed in."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from html import unescape
from typing import Any

from aiohttp import ClientSession, CookieJar

from bot.clock import Clock
from bot.web.server import serve
from bot.web.site import Site
from tests.bot.web.conftest import SITE, Routes, application
from tests.bot.web.double import House

TOKEN = re.compile(r'name="token" value="([^"]*)"')


@dataclass
class Visitor:
    """One browser. What it sends carries the token of the page it saw last."""

    session: ClientSession
    base: str
    html: str = ""
    status: int = 0
    location: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def token(self) -> str:
        found = TOKEN.search(self.html)
        return found[1] if found else ""

    @property
    def text(self) -> str:
        """What is read, without the tags."""
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", self.html)).split())

    async def open(self, path: str, lang: str = "fr", *, follow: bool = True, **headers: str) -> int:
        """The page; also to the end of its redirections."""
        sent = {"Accept-Language": lang, **headers}
        async with self.session.get(path, headers=sent, allow_redirects=follow) as response:
            self.html, self.status = await response.text(), response.status
            self.headers, self.location = response.headers, response.headers.get("Location", "")
        return self.status

    async def send(
        self, path: str, fields: Mapping[str, Any] | Sequence[tuple[str, str]] = (), *, token: str | None = None,
        origin: str | None = None, follow: bool = True, lang: str = "fr",
    ) -> int:  # fmt: skip
        pairs = list(fields.items()) if isinstance(fields, Mapping) else list(fields)
        data = [("token", self.token if token is None else token), *((name, str(value)) for name, value in pairs)]
        headers = {"Accept-Language": lang, "Origin": origin or self.base}
        async with self.session.post(path, data=data, headers=headers, allow_redirects=follow) as response:
            self.html, self.status = await response.text(), response.status
            self.headers, self.location = response.headers, response.headers.get("Location", "")
        return self.status

    def cookies(self) -> dict[str, str]:
        return {cookie.key: cookie.value for cookie in self.session.cookie_jar}


@asynccontextmanager
async def rooms(clock: Clock, *routes: Routes, site: Site = SITE) -> AsyncIterator[str]:
    """The site with the pages of these rooms; gives its address."""
    runner = await serve(application(House(clock), clock, replace(site), routes), "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def visitor(base: str) -> AsyncIterator[Visitor]:
    async with ClientSession(base, cookie_jar=CookieJar(unsafe=True)) as session:
        yield Visitor(session, base)
