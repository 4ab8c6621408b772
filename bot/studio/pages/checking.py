"""`/staff/flows/{flow}/check`: what is wrong with a draft, where, and what one tap can do about it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from aiohttp import web

from bot.ports import Account
from bot.releases.model import Written
from bot.studio.model import READERS, WRITERS, Held
from bot.studio.pages.desk import FLOW, PATH, Desk, files, seen_version
from bot.studio.pages.tabs import Tab, add_tab, flow_page
from bot.studio.rules.checking import Finding, Whole, findings
from bot.studio.store import flows
from bot.web import guard
from bot.web.words import Language, language
from flows.fixing import fixed
from flows.reading import Reader

CHECK = FLOW + "/check"
MOST_SHOWN = 100
"""Findings of one page: whoever has more mends those first."""


@dataclass(frozen=True, slots=True)
class Checker:
    """Runs every check on a draft in the library it will stand in. `reader`: what was read before is not read again.

    `is_picture`: what flows may show.
    """

    desk: Desk
    is_picture: Callable[[str], bool] | None = None
    reader: Reader = field(default_factory=Reader)

    async def findings(self, held: Held) -> Sequence[Finding]:
        """In a thread: a library of 200 flows takes a few tenths of a second."""
        whole = await self._whole()
        return await asyncio.to_thread(findings, whole, held.written, self.reader)

    async def _whole(self) -> Whole:
        shelf = self.desk.shelf()
        if self.desk.folder is not None:
            return Whole(files(self.desk.folder), shelf.texts, shelf.actions, self.is_picture)
        async with self.desk.database.read() as db:
            _, revisions = await flows.served(db)
        served = {flow: revision.written for flow, revision in revisions.items()}
        return Whole(served, shelf.texts, shelf.actions, self.is_picture)


@dataclass(frozen=True, slots=True)
class CheckPages:
    desk: Desk
    checker: Checker

    def routes(self, app: web.Application) -> None:
        app.router.add_get(CHECK, guard.needs(*READERS)(self.show))
        app.router.add_post(CHECK, guard.needs(*WRITERS)(self.fix))
        add_tab(app, Tab("/check", 17, READERS, lambda words: words.pgettext("staff/flows/tab/check", "À corriger")))

    async def show(self, request: web.Request, account: Account) -> web.Response:
        held = await self.desk.held(request)
        found = await self.checker.findings(held)
        values = {
            "findings": found[:MOST_SHOWN],
            "more": max(0, len(found) - MOST_SHOWN),
            "errors": sum(one.problem.severity == "error" for one in found),
            "warnings": sum(one.problem.severity == "warning" for one in found),
            "may_write": account.may(*WRITERS) and self.desk.folder is None,
            "note": _note(request.query.get("note", ""), language(request)),
        }
        return flow_page(request, account, "studio/check.html", held, values, tab="/check")

    async def fix(self, request: web.Request, account: Account) -> web.Response:
        """The fix of one problem, if it is still there. **Why** looked for again: nothing of it comes from the form."""
        held, form = await self.desk.held(request), await guard.form_of(request)
        place = form.get("place")
        one = next((one for one in await self.checker.findings(held) if one.fix and one.place == place), None)
        if one is None or one.fix is None:
            return _to(request, held, "gone")
        fix, source = one.fix, held.written.source

        def edit(written: Written) -> Written | None:
            text = fixed(written.source, fix) if written.source == source else None
            return Written(written.flow, text, written.texts) if text is not None else None

        kept = await self.desk.change(request, account, held.flow, edit, seen_version(form))
        return _to(request, held, "gone" if kept.outcome == "both" else "fixed")


def _to(request: web.Request, held: Held, note: str) -> web.Response:
    where = f"{PATH}/{held.flow}/check?lang={language(request).locale}&note={note}"
    return web.Response(status=303, headers={"Location": where})


def _note(note: str, spoken: Language) -> str:
    match note:
        case "fixed":
            return spoken.pgettext("staff/check/fixed", "C'est corrigé dans le brouillon.")
        case "gone":
            return spoken.pgettext("staff/check/gone", "Le brouillon a changé entre-temps. Regardez encore une fois.")
        case _:
            return ""
