"""`/workshops`: what is to come, and what is near a place; one page and one calendar file each. No script needed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from aiohttp import web

from bot.clock import Clock
from bot.storage.engine import Database
from bot.web.inputs import clean
from bot.web.render import page
from bot.web.site import telegram_start
from bot.workshops.actions.doors import source_of
from bot.workshops.exporter.ical import feed
from bot.workshops.exporter.json_ld import script
from bot.workshops.model import Workshop
from bot.workshops.pages.view import PUBLIC, Shown, addresses, shown, words_of
from bot.workshops.rules.languages import LANGUAGES
from bot.workshops.rules.suggest import WIDE_KM
from bot.workshops.store import lists
from bot.workshops.store.export import upcoming
from bot.workshops.store.search import Wanted, nearest
from bot.workshops.store.workshops import by_key, load
from flows.answers import Choose, Found, Resolver
from flows.events import JsonValue

PAGE = 30
"""Workshops on one page."""
NEAREST = 20
"""Workshops around a place."""
PAGES = 100
"""Pages one may turn."""
FEED = 1000
"""Workshops in the calendar of all."""
TYPED = 80
"""Characters of a place that are read."""
KEY = "{key:[A-Za-z0-9_-]+}"


@dataclass(frozen=True, slots=True)
class Town:
    """`insee`; `name` as people tell it from its namesakes; where it is (WGS84 degrees)."""

    insee: str
    name: str
    lat: float
    lon: float


Towns = Callable[[str], Town | None]
"""INSEE code → the commune."""


@dataclass(frozen=True, slots=True)
class Search:
    """What was typed, and what it was understood as: one town, up to three to choose from, or nothing."""

    typed: str = ""
    town: Town | None = None
    options: tuple[tuple[str, str], ...] = ()

    @property
    def lost(self) -> bool:
        return bool(self.typed) and self.town is None and not self.options


@dataclass(frozen=True, slots=True)
class PublicPages:
    """Offline: a place that somebody types never leaves the machine."""

    database: Database
    clock: Clock
    places: Resolver
    towns: Towns

    def routes(self, app: web.Application) -> None:
        app.add_routes(
            [
                web.get(PUBLIC, self.all),
                web.get(f"{PUBLIC}.ics", self.calendar),
                web.get(f"{PUBLIC}/{KEY}", self.one),
                web.get(f"{PUBLIC}/{KEY}.ics", self.entry),
            ]
        )

    async def understood(self, typed: str, insee: str) -> Search:
        """The place resolver of the chat. **Why** a thread: a typing slip costs some milliseconds of others' time."""
        typed = clean(typed).strip()[:TYPED]
        if insee:
            return Search(typed or insee[:TYPED], await asyncio.to_thread(self.towns, insee))
        if not typed:
            return Search()
        match await asyncio.to_thread(self.places.resolve, typed, "fr"):
            case Found(value):
                return Search(typed, await asyncio.to_thread(self.towns, code(value)))
            case Choose(options):
                return Search(typed, options=tuple((code(value), label) for value, label in options))
        return Search(typed)

    async def all(self, request: web.Request) -> web.Response:
        search = await self.understood(request.query.get("near", ""), request.query.get("insee", ""))
        number, words, now = page_of(request), words_of(request), self.clock.now()
        online: list[Shown] = []
        async with self.database.read() as db:
            if search.town:
                town = search.town
                near = await nearest(db, Wanted(town.lat, town.lon, LANGUAGES, now, with_full=True), NEAREST)
                known = await load(db, [one.workshop_id for one in near])
                found = [shown(known[one.workshop_id], words, one.km) for one in near if one.km <= WIDE_KM]
                online = [shown(one, words) for one in await lists.online_ahead(db, now, NEAREST)]
            elif search.typed:
                found = []
            else:
                found = [shown(one, words) for one in await lists.ahead(db, now, PAGE + 1, number * PAGE)]
        values = {
            "search": search,
            "found": found[:PAGE],
            "online": online,
            "next": number + 1 if not search.typed and len(found) > PAGE and number < PAGES else 0,
            "back": number - 1 if number else None,
            "carry": {"insee": search.town.insee} if search.town else {"near": search.typed} if search.typed else {},
        }
        return page(request, "workshops/list.html", values)

    async def _find(self, request: web.Request) -> Workshop:
        """Raises 404 for one that is not public. Who has the address of a cancelled one must be told so."""
        async with self.database.read() as db:
            found = await by_key(db, request.match_info["key"])
        if found is None or not found.was_public:
            raise web.HTTPNotFound
        return found

    async def one(self, request: web.Request) -> web.Response:
        found = await self._find(request)
        over = found.draft.ends_at <= self.clock.now()
        values = {
            "one": shown(found, words_of(request)),
            "draft": found.draft,
            "over": over,
            "state": found.state,
            "json_ld": script([found], addresses(request)),
            "client_id": self.clock.new_id(),
            "source": source_of(found),
            "telegram": telegram_start(request, source_of(found)),
        }
        return page(request, "workshops/one.html", values)

    async def entry(self, request: web.Request) -> web.Response:
        return self._calendar(request, [await self._find(request)], "atelier.ics")

    async def calendar(self, request: web.Request) -> web.Response:
        """All that is to come, to subscribe to; with what was cancelled, so that calendars take it out."""
        async with self.database.read() as db:
            found = (await upcoming(db, self.clock.now()))[:FEED]
        return self._calendar(request, found, "ateliers.ics")

    def _calendar(self, request: web.Request, found: Sequence[Workshop], name: str) -> web.Response:
        title = words_of(request).pgettext("workshops/page/title", "Les ateliers")
        headers = {
            "Content-Type": "text/calendar; charset=utf-8",
            "Content-Disposition": f'attachment; filename="{name}"',
        }
        return web.Response(body=feed(found, title, self.clock.now(), addresses(request)), headers=headers)


def code(value: JsonValue) -> str:
    """The INSEE code of what the resolver gives."""
    found = value.get("insee") if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""


def page_of(request: web.Request) -> int:
    raw = request.query.get("page", "0")
    return min(int(raw), PAGES) if raw.isascii() and raw.isdigit() and len(raw) <= 3 else 0
