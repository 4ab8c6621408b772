"""What all pages about texts share: which languages there are, what is known of each text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aiohttp import web

from bot import offering
from bot.catalogs import SOURCE, can_begin
from bot.i18n import language_name
from bot.offering import FLOWS, Shipped
from bot.releases.reworded import worded
from bot.storage import reviews
from bot.storage.reviews import Review
from bot.studio.model import Held
from bot.studio.pages.desk import Desk
from bot.studio.rules.reading import reading
from bot.studio.rules.translating import Known, Line, Source, lines
from bot.studio.store import tongues as store
from flows.loader import flow_sources
from flows.model import Flow
from flows.text import fold, is_rtl

LOCALE = "{locale:[a-z]{2,3}(?:_[A-Z]{2})?}"


@dataclass(frozen=True, slots=True)
class Tongue:
    """`name`: what its speakers call it. `rtl`: written from right to left."""

    locale: str
    name: str
    rtl: bool

    @property
    def lang(self) -> str:
        return self.locale.replace("_", "-")


@dataclass(frozen=True, slots=True)
class Tongues:
    """`known`: what is said in each language beside flows, also in those that the team began: what the service brings,
    and what the team says better."""

    desk: Desk
    known: Mapping[str, Shipped]

    def all(self) -> Sequence[Tongue]:
        return [_tongue(locale) for locale in self.known]

    def new(self) -> Sequence[Tongue]:
        """Those that can be begun, by what their speakers call them."""
        free = [_tongue(locale) for locale in can_begin() if locale not in self.known and locale != SOURCE]
        return sorted(free, key=lambda one: fold(one.name))

    def of(self, request: web.Request) -> Tongue:
        """The one of the address. Raises 404."""
        locale = request.match_info["locale"]
        if locale == SOURCE or locale not in self.known:
            raise web.HTTPNotFound
        return _tongue(locale)

    async def reviews(self, locale: str, beginnings: Sequence[str] = ("",)) -> Mapping[tuple[str, str], Review]:
        async with self.desk.database.read() as db:
            return await reviews.of_locale(db, locale, beginnings)

    async def lines(self, held: Held, locale: str) -> list[Line]:
        """Nothing while the draft can't be read as a flow."""
        return self.lines_of(held, locale, await self.reviews(locale, (f"{held.flow}/",)))

    def lines_of(self, held: Held, locale: str, done: Mapping[tuple[str, str], Review]) -> list[Line]:
        before: dict[str, tuple[str, str]] = {}
        if held.draft is not None and held.published is not None:
            old = held.published.texts.get(locale, {})
            was = self.desk.shelf().library.flows.get(held.flow)
            before = {one.key: (one.text, old[one.key]) for one in sources(was) if one.key in old}
        known = Known(self.known[locale], {at: one for at, one in done.items() if at[0] == FLOWS}, before)
        return lines(self.sources(held), held.written.texts.get(locale, {}), known)

    def sources(self, held: Held) -> list[Source]:
        """**Why** not the text again where nothing is drafted: what is served is parsed already."""
        if held.draft is None and held.flow in self.desk.shelf().library.flows:
            return sources(self.desk.shelf().library.flows[held.flow])
        return sources(reading(held.flow, held.written.source).flow)


async def tongues(desk: Desk) -> Tongues:
    """Those there are now."""
    ours = desk.shelf().catalogs or offering.shipped()
    async with desk.database.read() as db:
        begun = await store.begun(db)
    known = {**ours, **{one: offering.begun(one, ours) for one in begun if one not in ours}}
    return Tongues(desk, {one: worded(its, desk.shelf().said) for one, its in known.items()})


def _tongue(locale: str) -> Tongue:
    return Tongue(locale, language_name(locale), is_rtl(locale))


def sources(flow: Flow | None) -> list[Source]:
    return [Source(key, text) for key, text in flow_sources(flow)] if flow is not None else []
