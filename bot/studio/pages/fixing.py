"""`/staff/flows/{flow}/fix`: one tap corrects what a check found, where it knows how."""

from __future__ import annotations

from dataclasses import dataclass, replace
from http import HTTPStatus

from aiohttp import web

from bot.ports import Account
from bot.releases.model import Written
from bot.studio.model import WRITERS
from bot.studio.pages.checks import Checks, place_of
from bot.studio.pages.desk import FLOW, PATH, Desk, seen_version, typed
from bot.studio.rules.fixing import fixed
from bot.web import guard
from bot.web.words import language


@dataclass(frozen=True, slots=True)
class FixPages:
    desk: Desk
    checks: Checks

    def routes(self, app: web.Application) -> None:
        app.add_routes([web.post(FLOW + "/fix", guard.needs(*WRITERS)(self.fix))])

    async def fix(self, request: web.Request, account: Account) -> web.Response:
        """Does nothing when what was wrong is right by now."""
        form = await guard.form_of(request)
        wanted, held = (typed(form, "code"), typed(form, "place")), await self.desk.held(request)
        checked = await self.checks.of(held.written)
        fixes = [one.fix for one in checked.mine if one.fix is not None and (one.code, place_of(one)) == wanted]

        def edit(written: Written) -> Written | None:
            source = fixed(written.source, fixes[0]) if fixes and written == held.written else None
            return replace(written, source=source) if source is not None else written

        flow = held.flow
        await self.desk.change(request, account, flow, edit, seen_version(form))
        where = f"{PATH}/{flow}?lang={language(request).locale}"
        return web.Response(status=HTTPStatus.SEE_OTHER, headers={"Location": where})
