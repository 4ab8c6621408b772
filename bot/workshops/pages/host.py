"""`/host`: a host's own workshops."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from bot.ports import Account
from bot.web.guard import Handler, needs
from bot.web.staff import Section, add_section, staff_page
from bot.web.words import language
from bot.workshops.pages import words as said
from bot.workshops.pages.desk import Desk, Place, Step
from bot.workshops.pages.papers import Papers
from bot.workshops.pages.public import KEY
from bot.workshops.pages.view import shown, words_of
from bot.workshops.store import lists
from bot.workshops.store.hosts import known as known_host
from bot.workshops.store.hosts import of_account

BASE = "/host"
MOST = 100
"""Workshops in a host's list."""


@dataclass(frozen=True, slots=True)
class HostPages:
    desk: Desk
    papers: Papers

    def routes(self, app: web.Application) -> None:
        desk = self.desk
        self.papers.routes(app, BASE, self._with)
        app.add_routes(
            [
                web.get(BASE, self._with(self.all)),
                web.get(f"{BASE}/new", self._with(desk.blank)),
                web.post(f"{BASE}/new", self._with(desk.save)),
                web.get(f"{BASE}/{KEY}", self._with(desk.one)),
                web.get(f"{BASE}/{KEY}/edit", self._with(desk.edited)),
                web.post(f"{BASE}/{KEY}/edit", self._with(desk.save)),
                web.post(f"{BASE}/{KEY}/cancel", self._with(desk.cancel)),
                web.post(f"{BASE}/{KEY}/attendance", self._with(desk.attendance)),
            ]
        )
        mine = Section(
            BASE,
            ("host",),
            lambda words: words.pgettext("staff/w/mine", "Mes ateliers"),
            lambda words: words.pgettext("staff/w/mine/about", "En proposer un, le changer, noter qui est venu."),
        )
        add_section(app, mine)

    def _with(self, step: Step) -> Handler:
        """`step` for the host of whoever is signed in."""

        async def known(request: web.Request, account: Account) -> web.StreamResponse:
            async with self.desk.database.read() as db:
                host = await known_host(db, account.id)
            if host is None:
                async with self.desk.database.write() as db:
                    host = await of_account(db, account.id, account.name, self.desk.clock.now())
            return await step(request, Place(BASE, account, host))

        return needs("host")(known)

    async def all(self, request: web.Request, at: Place) -> web.Response:
        async with self.desk.database.read() as db:
            found = await lists.of_host(db, at.host.id if at.host else 0, self.desk.clock.now(), MOST)
            waiting = await lists.waiting(db, [one.id for one in found])
        spoken, words = language(request), words_of(request)
        rows = [(shown(one, words), said.state(spoken, one.state), waiting.get(one.id, 0)) for one in found]
        return staff_page(request, at.account, "workshops/mine.html", {"at": at, "rows": rows})
