"""All pages of this room, put together."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.clock import Clock
from bot.storage.engine import Database
from bot.storage.sealed import Sealer
from bot.workshops.pages.desk import Desk
from bot.workshops.pages.host import HostPages
from bot.workshops.pages.mail import MailPages
from bot.workshops.pages.papers import Papers, Print
from bot.workshops.pages.public import PublicPages, Towns
from bot.workshops.pages.staff import Bring, StaffPages
from flows.answers import Resolver


@dataclass(frozen=True, slots=True)
class Pages:
    """`places`: what people type → a town; `towns`: INSEE code → town; `zone`: of new workshops;
    `bring`: takes a file in; `print`: makes a document of a page.
    """

    database: Database
    clock: Clock
    sealer: Sealer
    places: Resolver
    towns: Towns
    zone: ZoneInfo
    bring: Bring
    print: Print

    def routes(self, app: web.Application) -> None:
        public = PublicPages(self.database, self.clock, self.places, self.towns)
        desk = Desk(self.database, self.clock, self.sealer, public, self.zone)
        papers = Papers(desk, self.print)
        for pages in (public, MailPages(self.database), HostPages(desk, papers), StaffPages(desk, papers, self.bring)):
            pages.routes(app)
