"""`/staff/flows/{flow}/tests`: the chats that were kept of a flow, played on its draft; accepted, or thrown away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from aiohttp import web

from bot.i18n import translator
from bot.ports import Account
from bot.studio.model import READERS, WRITERS, Held
from bot.studio.pages.desk import FLOW, Desk
from bot.studio.pages.tabs import flow_page
from bot.studio.pages.trying_form import number_of
from bot.studio.rules.kept import Result, run
from bot.studio.rules.tried import library_with
from bot.studio.store import chats, tries
from bot.web import guard
from bot.web.words import Language, language

TESTS = FLOW + "/tests"


@dataclass(frozen=True, slots=True)
class KeptPages:
    desk: Desk

    def routes(self, app: web.Application) -> None:
        ours, writers = guard.needs(*READERS), guard.needs(*WRITERS)
        app.add_routes(
            [
                web.get(TESTS, ours(self.show)),
                web.post(TESTS + "/accept", writers(self.accept)),
                web.post(TESTS + "/drop", writers(self.drop)),
                web.post(TESTS + "/open", ours(self.open)),
            ]
        )

    async def show(self, request: web.Request, account: Account) -> web.Response:
        held = await self.desk.held(request)
        spoken, now = language(request), self.desk.clock.now()
        words = translator(spoken.locale)
        found = sorted(await self._results(held), key=lambda one: one.passed)
        values = {
            "tests": [
                {"result": one, "kept": one.kept, "at": words.soon(one.kept.made_at, now, self.desk.zone)}
                for one in found
            ],
            "may_write": account.may(*WRITERS),
            "note": _note(request, spoken),
        }
        return flow_page(request, account, "studio/tests.html", held, values, tab="/try")

    async def accept(self, request: web.Request, account: Account) -> web.Response:
        """What it says now is right, if that is what they saw."""
        held, form = await self.desk.held(request), await guard.form_of(request)
        id, now = number_of(form, "test"), self.desk.clock.now()
        result = next((one for one in await self._results(held) if one.kept.id == id), None)
        if result is None or result.gone or result.seen != form.get("seen"):
            return _to(request, held, "other")
        async with self.desk.database.write() as db:
            done = await chats.accept(db, result.kept, result.now, by=account.id, now=now)
        return _to(request, held, "accepted" if done else "other")

    async def drop(self, request: web.Request, account: Account) -> web.Response:
        held, form = await self.desk.held(request), await guard.form_of(request)
        async with self.desk.database.write() as db:
            await chats.drop(db, held.flow, number_of(form, "test"))
        return _to(request, held, "dropped")

    async def open(self, request: web.Request, account: Account) -> web.Response:
        """As one's own try-out, to go on with it."""
        held, form = await self.desk.held(request), await guard.form_of(request)
        async with self.desk.database.write() as db:
            kept = await chats.get(db, held.flow, number_of(form, "test"))
            if kept is None:
                return _to(request, held, "other")
            await tries.put(db, account.id, held.flow, kept.chat, self.desk.clock.now())
        where = f"/staff/flows/{held.flow}/try?lang={language(request).locale}#now"
        return web.Response(status=303, headers={"Location": where})

    async def _results(self, held: Held) -> Sequence[Result]:
        """On the draft; where nothing of it can be walked, every test says that its beginning is gone."""
        async with self.desk.database.read() as db:
            kept = await chats.of_flow(db, held.flow)
        served = self.desk.shelf().library
        library = library_with(served, held.written)
        if library is None:
            without = {name: flow for name, flow in served.flows.items() if name != held.flow}
            library = replace(served, flows=without, options={}, spots={}, controls={})
        return run(library, kept, self.desk.resolving)


def _to(request: web.Request, held: Held, note: str) -> web.Response:
    where = f"/staff/flows/{held.flow}/tests?lang={language(request).locale}&note={note}"
    return web.Response(status=303, headers={"Location": where})


def _note(request: web.Request, spoken: Language) -> str:
    match request.query.get("note", ""):
        case "accepted":
            return spoken.pgettext("staff/tests/accepted", "C'est noté : ce test attend maintenant ces réponses.")
        case "dropped":
            return spoken.pgettext("staff/tests/dropped", "Le test est jeté.")
        case "other":
            return spoken.pgettext("staff/tests/other", "Cela a changé entre-temps. Regardez encore une fois.")
        case _:
            return ""
