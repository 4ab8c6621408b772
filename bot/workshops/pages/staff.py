"""`/staff/workshops`: all workshops for staff; approving hosts, copying an edition, what is looked for in vain."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from aiohttp import web

from bot.ports import Account
from bot.web.guard import Handler, form_of, needs
from bot.web.inputs import clean
from bot.web.staff import Section, add_section, staff_page
from bot.web.words import language
from bot.workshops.importer.model import MOST_BYTES
from bot.workshops.importer.report import Report
from bot.workshops.pages import words as said
from bot.workshops.pages.desk import Desk, Place, Step, back
from bot.workshops.pages.editions import Editions
from bot.workshops.pages.papers import Papers
from bot.workshops.pages.public import KEY, PAGES, page_of
from bot.workshops.pages.view import shown, words_of
from bot.workshops.store import lists, wishes
from bot.workshops.store.hosts import approve, host_of, open_up

BASE = "/staff/workshops"
LINES = 500
"""Lines of a report that a page shows."""
PAGE = 50
"""Workshops on one page."""
LOOK_BACK = timedelta(days=365)
"""How far back staff see what was looked for in vain."""

Bring = Callable[[bytes, str], Awaitable[Report]]
"""Content and name of a file → what was made of it."""


@dataclass(frozen=True, slots=True)
class Missing:
    """People who looked in vain: where, in which month (2026-11), how many."""

    town: str
    month: str
    people: int


@dataclass(frozen=True, slots=True)
class StaffPages:
    desk: Desk
    papers: Papers
    bring: Bring

    def routes(self, app: web.Application) -> None:
        desk, editions = self.desk, Editions(self.desk)
        self.papers.routes(app, BASE, _for_staff)
        app.add_routes(
            [
                web.get(BASE, _for_staff(self.all)),
                web.get(f"{BASE}/new", _for_staff(desk.blank)),
                web.post(f"{BASE}/new", _for_staff(desk.save)),
                web.get(f"{BASE}/import", _for_staff(self.upload)),
                web.post(f"{BASE}/import", _for_staff(self.take_in)),
                web.get(f"{BASE}/{KEY}", _for_staff(desk.one)),
                web.get(f"{BASE}/{KEY}/edit", _for_staff(desk.edited)),
                web.post(f"{BASE}/{KEY}/edit", _for_staff(desk.save)),
                web.post(f"{BASE}/{KEY}/cancel", _for_staff(desk.cancel)),
                web.post(f"{BASE}/{KEY}/attendance", _for_staff(desk.attendance)),
                web.post(f"{BASE}/{KEY}/approve", _for_staff(self.approve)),
                web.post(f"{BASE}/{KEY}/clone", _for_staff(editions.clone)),
            ]
        )
        section = Section(
            BASE,
            ("admin",),
            lambda words: words.pgettext("staff/w/all", "Ateliers"),
            lambda words: words.pgettext("staff/w/all/about", "Relire, changer, voir les places et ce qui manque."),
        )
        add_section(app, section)

    async def upload(self, request: web.Request, at: Place) -> web.Response:
        return self._upload(request, at)

    def _upload(self, request: web.Request, at: Place, report: Report | None = None, status: int = 200) -> web.Response:
        spoken = language(request)
        lines = list(islice(report.words(spoken), LINES + 1)) if report else []
        values = {
            "at": at, "lines": lines[:LINES], "more": len(lines) > LINES, "nothing": status != 200 and not report,
            "columns": report.columns(spoken) if report else [],
        }  # fmt: skip
        return staff_page(request, at.account, "workshops/import.html", values, status=status)

    async def take_in(self, request: web.Request, at: Place) -> web.Response:
        """Each row is taken or refused with its reason, all of which is said."""
        file = (await form_of(request)).get("file")
        if not isinstance(file, web.FileField) or not file.filename:
            return self._upload(request, at, status=400)
        data = await asyncio.to_thread(file.file.read, MOST_BYTES + 1)
        report = await self.bring(data, clean(file.filename))
        return self._upload(request, at, report, 400 if report.failed else 200)

    async def all(self, request: web.Request, at: Place) -> web.Response:
        number, now = page_of(request), self.desk.clock.now()
        async with self.desk.database.read() as db:
            found = await lists.for_staff(db, now, PAGE + 1, number * PAGE)
            waiting = await lists.waiting(db, [one.id for one in found[:PAGE]])
        spoken, words = language(request), words_of(request)
        values = {
            "at": at,
            "rows": [
                (shown(one, words), said.state(spoken, one.state), waiting.get(one.id, 0)) for one in found[:PAGE]
            ],
            "missing": await self._missing() if not number else [],
            "next": number + 1 if len(found) > PAGE and number < PAGES else 0,
            "back": number - 1 if number else None,
        }
        return staff_page(request, at.account, "workshops/staff.html", values)

    async def _missing(self) -> list[Missing]:
        """From five people on; the law is the store's."""
        since = wishes.month_of(self.desk.clock.now() - LOOK_BACK)
        async with self.desk.database.read() as db:
            found = await wishes.demanded(db, since)
        towns = await asyncio.to_thread(lambda: [self.desk.public.towns(one.insee) for one in found])
        return [
            Missing(town.name if town else one.insee, f"{one.month // 100}-{one.month % 100:02}", one.people)
            for one, town in zip(found, towns, strict=True)
        ]

    async def approve(self, request: web.Request, at: Place) -> web.Response:
        """This workshop is public now; its host is known from now on, with all else of theirs that waits."""
        now = self.desk.clock.now()
        async with self.desk.database.write() as db:
            found = await self.desk.find(db, request, at)
            host_id = await host_of(db, found.id)
            if host_id is not None:
                await approve(db, host_id, now)
            await open_up(db, found.id, now)
        return back(at, found, "approved")


def _for_staff(step: Step) -> Handler:
    async def known(request: web.Request, account: Account) -> web.StreamResponse:
        return await step(request, Place(BASE, account, None))

    return needs("admin")(known)
