"""The kits to choose from, and what is printed: guide and handout of a kit, the sheet of one's own workshop."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from urllib.parse import quote

from aiohttp import web

from bot.web.guard import Handler
from bot.web.staff import staff_page
from bot.workshops.kits.reader import kit_of, kits
from bot.workshops.pages.desk import Desk, Place, Step
from bot.workshops.pages.public import KEY
from bot.workshops.papers.attendance import attendance, attendance_name
from bot.workshops.papers.guide import guide, guide_name, handout, handout_name
from cv_builder.documents import Documents
from cv_builder.layout import Page

FORMAT = "{format:pdf|docx}"


class Print(Protocol):
    """`Renderer.print`."""

    def __call__(self, page: Page, name: str, formats: Sequence[str]) -> Awaitable[Documents]: ...


@dataclass(frozen=True, slots=True)
class Papers:
    """For hosts and staff alike; a sheet only of a workshop that is theirs."""

    desk: Desk
    print: Print

    def routes(self, app: web.Application, base: str, only: Callable[[Step], Handler]) -> None:
        """Before those of a workshop: `kits` is no key."""
        app.add_routes(
            [
                web.get(f"{base}/kits", only(self.kits)),
                web.get(f"{base}/kits/{{slug:[a-z_]+}}/{{paper:guide|handout}}.{FORMAT}", only(self.of_kit)),
                web.get(f"{base}/{KEY}/attendance.{FORMAT}", only(self.sheet)),
            ]
        )

    async def kits(self, request: web.Request, at: Place) -> web.Response:
        values = {"at": at, "kits": kits()}
        return staff_page(request, at.account, "workshops/kits.html", values)

    async def of_kit(self, request: web.Request, at: Place) -> web.Response:
        kit = kit_of(request.match_info["slug"])
        if kit is None:
            raise web.HTTPNotFound
        if request.match_info["paper"] == "guide":
            return await self._printed(request, guide(kit, self._today()), guide_name(kit))
        return await self._printed(request, handout(kit, self._today()), handout_name(kit))

    async def sheet(self, request: web.Request, at: Place) -> web.Response:
        async with self.desk.database.read() as db:
            draft = (await self.desk.find(db, request, at)).draft
        return await self._printed(request, attendance(draft, self._today()), attendance_name(draft))

    def _today(self) -> date:
        return self.desk.clock.now().astimezone(self.desk.zone).date()

    async def _printed(self, request: web.Request, page: Page, name: str) -> web.Response:
        (document,) = (await self.print(page, name, [request.match_info["format"]])).files
        headers = {
            "Content-Type": document.type,
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(document.name, safe='')}",
        }
        return web.Response(body=document.data, headers=headers)
