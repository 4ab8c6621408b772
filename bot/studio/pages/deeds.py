"""`/staff/flows/{flow}/step/{step}/more`: move, duplicate, rename, delete; what would break is said before."""

from __future__ import annotations

import re
from dataclasses import replace
from http import HTTPStatus

from aiohttp import web

from bot.ports import Account
from bot.releases import store as releases
from bot.releases.model import Written
from bot.studio.model import WRITERS, Edit, Held
from bot.studio.pages.desk import PATH, Desk, seen_version, typed
from bot.studio.pages.step import STEP
from bot.studio.pages.stepform import mark
from bot.studio.pages.tabs import flow_page
from bot.studio.rules.reading import reading
from bot.studio.rules.references import references, renamed
from bot.web import guard
from bot.web.inputs import Form
from bot.web.words import language
from flows import editing
from flows.schema import ID_LIMIT

_ID = re.compile(r"[a-z0-9][a-z0-9_]*")
DEEDS = ("move", "duplicate", "rename", "delete")


class DeedPages:
    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def routes(self, app: web.Application) -> None:
        ours = guard.needs(*WRITERS)
        app.add_routes([web.get(STEP + "/more", ours(self.more)), web.post(STEP + "/more", ours(self.do))])

    async def more(self, request: web.Request, account: Account) -> web.Response:
        return await self._page(request, account, await self.desk.held(request))

    async def _page(
        self, request: web.Request, account: Account, held: Held, wrong: str = "", status: int = 200
    ) -> web.Response:
        id = request.match_info["step"]
        read = reading(held.flow, held.written.source)
        fields = editing.step(held.written.source, id)
        if fields is None:
            raise web.HTTPNotFound
        others = {name: flow for name, flow in self.desk.shelf().library.flows.items() if name != held.flow}
        async with self.desk.database.read() as db:
            there = await releases.standing(db, held.flow)
        ids = [one for one in read.ids if one != id]
        at = read.ids.index(id)
        values = {
            "step": id,
            "was": mark(fields),
            "needed": references(read.steps, id, others),
            "people": sum(count for (step, _), count in there.items() if step == id),
            "ids": ids,
            "before": read.ids[at - 1] if at else "",
            "only": not ids,
            "wrong": wrong,
        }
        return flow_page(request, account, "studio/more.html", held, values, status=status)

    async def do(self, request: web.Request, account: Account) -> web.Response:
        flow, id, form = request.match_info["flow"], request.match_info["step"], await guard.form_of(request)
        deed, new = typed(form, "deed"), typed(form, "new").strip()
        if deed not in DEEDS:
            raise web.HTTPBadRequest
        held = await self.desk.held(request)
        if editing.step(held.written.source, id) is None:
            raise web.HTTPNotFound
        if deed in ("duplicate", "rename") and not self._free(held, new):
            return await self._page(request, account, held, "name", HTTPStatus.BAD_REQUEST)
        if deed == "delete" and "sure" not in form:
            return await self._page(request, account, held, "sure", HTTPStatus.BAD_REQUEST)
        kept = await self.desk.change(request, account, flow, _edit(form, deed, id, new), seen_version(form))
        if kept.outcome == "both":
            return await self._page(request, account, kept.held, "both", HTTPStatus.CONFLICT)
        shown = new if deed in ("duplicate", "rename") else id if deed == "move" else ""
        where = f"{PATH}/{flow}?lang={language(request).locale}" + (f"#{shown}" if shown else "")
        return web.Response(status=HTTPStatus.SEE_OTHER, headers={"Location": where})

    def _free(self, held: Held, id: str) -> bool:
        ids = reading(held.flow, held.written.source).ids
        return bool(_ID.fullmatch(id)) and len(id) <= ID_LIMIT and id not in ids


def _edit(form: Form, deed: str, id: str, new: str) -> Edit:
    was, after = typed(form, "was"), typed(form, "after")

    def edit(written: Written) -> Written | None:
        fields = editing.step(written.source, id)
        if fields is None or (deed in ("rename", "delete") and mark(fields) != was):
            return None
        match deed:
            case "move":
                source = editing.move_step(written.source, id, after)
            case "duplicate":
                source = editing.duplicate_step(written.source, id, new)
            case "delete":
                source = editing.remove_step(written.source, id)
            case _:
                return _renamed(written, id, new)
        return replace(written, source=source) if source is not None else None

    return edit


def _renamed(written: Written, old: str, new: str) -> Written | None:
    """With the steps that lead to it, and its translations."""
    fields = editing.step(written.source, old)
    source = editing.change_step(written.source, old, {**fields, "id": new}) if fields else None
    for other in editing.steps(source or "") or ():
        id = str(other.get("id", ""))
        if source is not None and (after := renamed(other, old, new)) != other:
            source = editing.change_step(source, id, after)
    if source is None:
        return None
    before, now = f"{written.flow}/{old}/", f"{written.flow}/{new}/"
    texts = {
        locale: {now + key.removeprefix(before) if key.startswith(before) else key: text for key, text in own.items()}
        for locale, own in written.texts.items()
    }
    return Written(written.flow, source, texts)
