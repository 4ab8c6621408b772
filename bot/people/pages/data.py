"""`/staff/data`: what is held, why, for how long and how much. Numbers only; nobody is named or can be looked up."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.clock import Clock
from bot.i18n import Translator, translator
from bot.people import holdings
from bot.people.holdings import Holding
from bot.people.pages.labels import OPEN, finished, how_long, name_of
from bot.ports import Account
from bot.storage.engine import Database
from bot.storage.keeping import Keeping
from bot.web import guard
from bot.web.staff import Section, add_section, staff_page
from bot.web.words import Language, language

PATH = "/staff/data"
ROLES = ("admin", "coordinator")
MEGABYTE = 1_000_000
"""Bytes, as people count them."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of the page. `how_many` as people write numbers, files with their size."""

    name: str
    how_long: str
    how_many: str
    oldest: str
    sealed: bool


@dataclass(frozen=True, slots=True)
class DataPages:
    database: Database
    clock: Clock
    zone: ZoneInfo
    keeping: Keeping

    def routes(self, app: web.Application) -> None:
        app.add_routes([web.get(PATH, guard.needs(*ROLES)(self.all))])
        add_section(
            app,
            Section(
                PATH,
                ROLES,
                lambda words: words.pgettext("staff/data", "Données"),
                lambda words: words.pgettext("staff/data/about", "Ce qui est gardé, combien, et jusqu'à quand."),
            ),
        )

    async def all(self, request: web.Request, account: Account) -> web.Response:
        async with self.database.read() as db:
            found = await holdings.held(db)
        spoken = language(request)
        numbers = translator(spoken.locale)
        values = {
            "rows": [self._shown(one, spoken, numbers) for one in found],
            "now": numbers.moment(self.clock.now(), self.zone),
            "finished": finished(spoken),
        }
        return staff_page(request, account, "staff/data.html", values)

    def _shown(self, one: Holding, spoken: Language, numbers: Translator) -> Shown:
        return Shown(
            name_of(one.kind, spoken),
            how_long(one.kind, self.keeping, spoken),
            _how_many(one, spoken, numbers),
            numbers.date(one.oldest.astimezone(self.zone).date(), "medium") if one.oldest else "",
            one.kind not in OPEN,
        )


def _how_many(one: Holding, spoken: Language, numbers: Translator) -> str:
    count = numbers.number(one.count)
    if not one.bytes:
        return count
    size = numbers.number(round(one.bytes / MEGABYTE, 1))
    return spoken.pgettext("staff/data/size", "{count} ({size} Mo)").replace("{count}", count).replace("{size}", size)
