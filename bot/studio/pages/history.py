"""`/staff/flows/{flow}/history`: every time it changed, by whom and why; one click goes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import NamedTuple

from aiohttp import web

from bot.i18n import translator
from bot.ports import Account
from bot.releases import store as releases
from bot.releases.model import Revision
from bot.releases.shipping import NOTE
from bot.studio.model import PUBLISHERS, READERS, WRITERS, Held
from bot.studio.pages.checks import Checks
from bot.studio.pages.desk import FLOW, MOST_DIGITS, PATH, Desk, typed
from bot.studio.pages.labels import named
from bot.studio.pages.publish import moves_of
from bot.studio.pages.tabs import Tab, add_tab, flow_page
from bot.studio.rules.differing import Change, changes
from bot.studio.rules.fates import fates
from bot.studio.rules.reading import reading
from bot.studio.store import drafts, flows, publishing
from bot.studio.store.publishing import Past
from bot.web import guard
from bot.web.words import Language, language
from flows.model import Flow

SHOWN = 30
"""Times shown."""


class Leaving(NamedTuple):
    """What going back to a revision takes away. `people`: at each step that it does not have."""

    revision: int
    before: Flow | None
    after: Flow | None
    people: Mapping[str, int]

    @property
    def ids(self) -> list[str]:
        return [step.id for step in self.after.steps] if self.after else []


@dataclass(frozen=True, slots=True)
class HistoryPages:
    desk: Desk
    checks: Checks

    def routes(self, app: web.Application) -> None:
        app.add_routes(
            [
                web.get(FLOW + "/history", guard.needs(*READERS)(self.look)),
                web.post(FLOW + "/history", guard.needs(*PUBLISHERS)(self.back)),
                web.post(FLOW + "/ours", guard.needs(*WRITERS)(self.take)),
            ]
        )
        add_tab(app, Tab("/history", 95, READERS, lambda words: words.pgettext("staff/flows/tab/history", "Versions")))

    async def look(self, request: web.Request, account: Account) -> web.Response:
        return await self._page(request, account, await self.desk.held(request))

    async def _page(
        self,
        request: web.Request,
        account: Account,
        held: Held,
        why: str = "",
        problems: Sequence[object] = (),
        leaving: Leaving | None = None,
    ) -> web.Response:
        spoken = language(request)
        told, zone = translator(spoken.locale), self.desk.zone
        async with self.desk.database.read() as db:
            past = [] if self.desk.folder else [*await publishing.history(db, held.flow)]
            _, served = await flows.served(db)
            ours = await publishing.newer_of_ours(db, held.flow, served.get(held.flow))
        values = {
            "past": [(one, named(spoken, _changed(past, at))) for at, one in enumerate(past[:SHOWN])],
            "number": held.number,
            "when": lambda at: told.moment(at, zone),
            "note": lambda note: _note(spoken, note),
            "ours": named(spoken, changes(held.published, ours.written)) if ours else [],
            "why": why,
            "problems": problems,
            "leaving": leaving,
            "may_publish": account.may(*PUBLISHERS) and self.desk.folder is None,
            "may_write": account.may(*WRITERS) and self.desk.folder is None,
        }
        return flow_page(
            request, account, "studio/history.html", held, values, tab="/history", status=409 if why else 200
        )

    async def back(self, request: web.Request, account: Account) -> web.Response:
        """To the revision of that button; refused where it would break what is served beside it today."""
        self.desk.writable(request)
        form, held = await guard.form_of(request), await self.desk.held(request)
        wanted = _number(typed(form, "revision"))
        async with self.desk.database.read() as db:
            past = await publishing.history(db, held.flow)
        meant = next((one for one in past if one.revision.id == wanted), None)
        if meant is None:
            raise web.HTTPNotFound
        checked = await self.checks.of(meant.revision.written)
        if checked.stops:
            return await self._page(request, account, held, "errors", [*checked.mine, *checked.others])
        leaving = await self._leaving(held, meant.revision)
        if leaving.people and "sure" not in form:
            return await self._page(request, account, held, "people", leaving=leaving)
        note = (
            language(request).pgettext("staff/flows/back/note", "Retour à la version {n}").replace("{n}", str(wanted))
        )
        async with self.desk.database.write() as db:
            found = await publishing.serve_again(
                db,
                held.flow,
                wanted,
                instead_of=_number(typed(form, "number")),
                moves=moves_of(form, held.flow, leaving.before, leaving.after),
                note=note,
                by=account.id,
                now=self.desk.clock.now(),
            )
        await self.desk.shelf().refresh(self.desk.database)
        if found.outcome != "done":
            return await self._page(request, account, await self.desk.held(request), "served")
        return _to(request, held.flow, "/history")

    async def _leaving(self, held: Held, wanted: Revision) -> Leaving:
        before = reading(held.flow, held.published.source).flow if held.published else None
        after = reading(held.flow, wanted.written.source).flow
        async with self.desk.database.read() as db:
            there = await releases.standing(db, held.flow)
        lost = {one.step: one.people for one in fates(before, after, there) if one.fate == "finishes"}
        return Leaving(wanted.id, before, after, lost)

    async def take(self, request: web.Request, account: Account) -> web.Response:
        """What we ship becomes the draft, where nobody is writing one."""
        self.desk.writable(request)
        held = await self.desk.held(request)
        async with self.desk.database.write() as db:
            _, served = await flows.served(db)
            ours = await publishing.newer_of_ours(db, held.flow, served.get(held.flow))
            if ours is None or held.draft is not None:
                raise web.HTTPNotFound
            now = self.desk.clock.now()
            await drafts.save(db, ours.written, on_version=held.version, based_on=held.number, by=account.id, now=now)
        return _to(request, held.flow, "/publish")


def _changed(past: Sequence[Past], at: int) -> list[Change]:
    before = past[at + 1].revision.written if at + 1 < len(past) else None
    return changes(before, past[at].revision.written) if before is not None else []


def _note(spoken: Language, note: str) -> str:
    if note == NOTE:
        return spoken.pgettext("staff/flows/shipped", "Livré avec le service")
    return note


def _number(raw: str) -> int:
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) <= MOST_DIGITS else 0


def _to(request: web.Request, flow: str, path: str) -> web.Response:
    where = f"{PATH}/{flow}{path}?lang={language(request).locale}"
    return web.Response(status=HTTPStatus.SEE_OTHER, headers={"Location": where})
