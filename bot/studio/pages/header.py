"""`/staff/flows/{flow}/header`: title, menu, words; the flow as a file, down and up; a flow that is new."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus

from aiohttp import web

from bot.ports import Account
from bot.releases.model import Written
from bot.studio.model import NEVER, WRITERS, Held
from bot.studio.pages.desk import FLOW, LONGEST, PATH, Desk, seen_version, typed
from bot.studio.pages.labels import label
from bot.studio.pages.stepform import mark
from bot.studio.pages.tabs import flow_page
from bot.studio.rules.checking import uploaded
from bot.studio.rules.differing import Bit, lines
from bot.studio.rules.form import Filled, fields_of, filled_of, id_of, kind_of
from bot.studio.store import drafts
from bot.web import guard
from bot.web.words import language
from flows import editing
from flows.problems import Problem
from flows.schema import KEYWORDS

HEADER = tuple(word for word in KEYWORDS["flow"] if word not in ("flow", "steps"))


@dataclass(frozen=True, slots=True)
class HeaderPages:
    desk: Desk

    def routes(self, app: web.Application) -> None:
        ours = guard.needs(*WRITERS)
        app.add_routes(
            [
                web.post(PATH, ours(self.begin)),
                web.get(FLOW + "/header", ours(self.header)),
                web.post(FLOW + "/header", ours(self.save)),
                web.post(FLOW + "/yaml", ours(self.upload)),
            ]
        )

    # -- the header -------------------------------------------------------------------------------------------
    async def header(self, request: web.Request, account: Account) -> web.Response:
        held = await self.desk.held(request)
        return self._page(request, account, held, filled_of(editing.header(held.written.source) or {}, HEADER))

    def _page(
        self, request: web.Request, account: Account, held: Held, filled: Filled, *, both: bool = False
    ) -> web.Response:
        spoken, fields = language(request), editing.header(held.written.source)
        values = {
            "filled": filled,
            "words": HEADER,
            "label": lambda word: label(spoken, word),
            "kind_of": kind_of,
            "was": mark(fields),
            "fields": fields,
            "both": both,
            "by_fields": fields is not None,
        }
        return flow_page(request, account, "studio/header.html", held, values, status=409 if both else 200)

    async def save(self, request: web.Request, account: Account) -> web.Response:
        form = await guard.form_of(request)
        was, filled = typed(form, "was"), Filled({word: typed(form, word) for word in HEADER})

        def edit(written: Written) -> Written | None:
            old = editing.header(written.source)
            if old is None or mark(old) != was:
                return None
            source = editing.change_header(written.source, fields_of(filled, old, HEADER))
            return replace(written, source=source) if source is not None else None

        kept = await self.desk.change(request, account, request.match_info["flow"], edit, seen_version(form))
        if kept.outcome == "both":
            return self._page(request, account, kept.held, filled, both=True)
        return _to(request, kept.held.flow)

    # -- the file ---------------------------------------------------------------------------------------------
    async def upload(self, request: web.Request, account: Account) -> web.Response:
        """A file takes the place of the draft it was made of; of a newer one only when they saw the difference."""
        form = await guard.form_of(request)
        held, seen = await self.desk.held(request), seen_version(form)
        sent = form.get("file")
        raw = sent.file.read(LONGEST + 1) if isinstance(sent, web.FileField) else typed(form, "source").encode()
        source, problems = _source(held.flow, raw)
        if not problems and seen == held.version:

            def edit(written: Written) -> Written | None:
                return replace(written, source=source)

            kept = await self.desk.change(request, account, held.flow, edit, seen)
            return _to(request, kept.held.flow)
        values = {
            "problems": problems,
            "source": source if not problems else "",
            "changed": [*lines(held.written.source, source)] if not problems else list[tuple[Bit, ...]](),
        }
        return flow_page(request, account, "studio/upload.html", held, values, status=400 if problems else 409)

    # -- a new one --------------------------------------------------------------------------------------------
    async def begin(self, request: web.Request, account: Account) -> web.Response:
        self.desk.writable(request)
        form = await guard.form_of(request)
        title = " ".join(typed(form, "title").split())[:80]
        async with self.desk.database.read() as db:
            written = await drafts.every(db)
        flow = id_of(title, {*self.desk.shelf().library.flows, *written}, "parcours")
        first = language(request).pgettext("staff/flows/first", "À écrire : ce que dit le robot en premier.")
        source = editing.new_flow({"flow": flow, "title": title or flow}, {"id": "debut", "say": first}) or ""
        async with self.desk.database.write() as db:
            _, version = await drafts.get(db, flow)
            new = Written(flow, source, {})
            now = self.desk.clock.now()
            await drafts.save(db, new, on_version=version or NEVER, based_on=None, by=account.id, now=now)
        return _to(request, flow)


def _source(flow: str, raw: bytes) -> tuple[str, Sequence[Problem]]:
    """The text of an uploaded file, or what is wrong with it."""
    if len(raw) > LONGEST:
        return "", (Problem(flow, 1, 1, "long", "Ce fichier est trop gros pour être un parcours."),)
    try:
        source = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return "", (Problem(flow, line, 1, "encoding", "Ce fichier n’est pas en UTF-8."),)
    if found := re.search("[\0\ud800-\udfff]", source):
        line = source[: found.start()].count("\n") + 1
        return "", (Problem(flow, line, 1, "encoding", "Ce fichier contient un signe qui n'est pas du texte."),)
    return source, uploaded(flow, source)


def _to(request: web.Request, flow: str) -> web.Response:
    where = f"{PATH}/{flow}?lang={language(request).locale}"
    return web.Response(status=HTTPStatus.SEE_OTHER, headers={"Location": where})
