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
        wanted = typed(form, "code"), typed(form, "place")

        def edit(written: Written) -> Written | None:
            for problem in self.checks.of(written).mine:
                if problem.fix is not None and (problem.code, place_of(problem)) == wanted:
                    source = fixed(written.source, problem.fix)
                    return replace(written, source=source) if source is not None else written
            return written

        flow = request.match_info["flow"]
        await self.desk.change(request, account, flow, edit, seen_version(form))
        where = f"{PATH}/{flow}?lang={language(request).locale}"
        return web.Response(status=HTTPStatus.SEE_OTHER, headers={"Location": where})
