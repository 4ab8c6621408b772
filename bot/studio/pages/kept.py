"""`/staff/flows/{flow}/tests`: the chats that were kept of a flow, played on its draft; accepted, or thrown away."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from aiohttp import web

from bot.i18n import translator
from bot.ports import Account
from bot.studio.model import READERS, WRITERS, Held
from bot.studio.pages.desk import FLOW, Desk
from bot.studio.pages.tabs import flow_page
from bot.studio.pages.trying_form import number_of
from bot.studio.rules.kept import KeptChat, Result, of_draft
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
        found = sorted(await results(self.desk, held), key=lambda one: (one.passed, one.kept.flow != held.flow))
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
        result = next((one for one in await results(self.desk, held) if one.kept.id == id), None)
        if result is None or result.gone or result.seen != form.get("seen"):
            return _to(request, held, "other")
        async with self.desk.database.write() as db:
            done = await chats.accept(db, result.kept, result.now, by=account.id, now=now)
        return _to(request, held, "accepted" if done else "other")

    async def drop(self, request: web.Request, account: Account) -> web.Response:
        held, form = await self.desk.held(request), await guard.form_of(request)
        async with self.desk.database.write() as db:
            await chats.drop(db, number_of(form, "test"))
        return _to(request, held, "dropped")

    async def open(self, request: web.Request, account: Account) -> web.Response:
        """As one's own try-out, to go on with it."""
        held, form = await self.desk.held(request), await guard.form_of(request)
        async with self.desk.database.write() as db:
            kept = await chats.get(db, number_of(form, "test"))
            if kept is None:
                return _to(request, held, "other")
            await tries.put(db, account.id, kept.flow, kept.chat, self.desk.clock.now())
        where = f"/staff/flows/{kept.flow}/try?lang={language(request).locale}#now"
        return web.Response(status=303, headers={"Location": where})


async def results(desk: Desk, held: Held) -> Sequence[Result]:
    """Kept tests played on this draft: all of its flow, and those of other flows that it changes.

    `bot.studio.rules.kept.stopping` says which of them stop a publish. **Why** in a thread: many long ones take
    seconds, and people chat meanwhile.
    """
    async with desk.database.read() as db:
        kept = await chats.every(db)
    return await asyncio.to_thread(_results, desk, held, kept)


def _results(desk: Desk, held: Held, kept: Sequence[KeptChat]) -> Sequence[Result]:
    """Where nothing of the draft can be walked, every test of it says that its beginning is gone."""
    served = desk.shelf().library
    library = library_with(served, held.written)
    if library is None:
        without = {name: flow for name, flow in served.flows.items() if name != held.flow}
        library = replace(served, flows=without, options={}, spots={}, controls={})
        kept = [one for one in kept if one.flow == held.flow]
    return of_draft(held.flow, served, library, kept, desk.resolving)


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
