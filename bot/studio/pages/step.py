"""`/staff/flows/{flow}/step/{step}`: one plain form for every keyword of the format; a new step has the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus

from aiohttp import web

from bot.errors import Refused
from bot.ports import Account
from bot.releases.model import Written
from bot.studio.model import WRITERS, Held
from bot.studio.pages.checks import Checks, by_step
from bot.studio.pages.desk import FLOW, PATH, Desk, seen_version, typed
from bot.studio.pages.labels import label
from bot.studio.pages.stepform import EMPTY_ROWS, EMPTY_WAYS, mark, read_form
from bot.studio.pages.tabs import flow_page
from bot.studio.pretend.reader import deeds
from bot.studio.rules.differing import lines
from bot.studio.rules.form import GROUPS, Filled, fields_of, filled_of, id_of, kind_of, words_of
from bot.studio.rules.plain import Plain, Said
from bot.studio.rules.reading import Fields, reading
from bot.web import guard
from bot.web.inputs import Form
from bot.web.policy import policy
from bot.web.words import language
from flows import editing
from flows.model import BUILT_IN, KINDS, Flow, Library
from flows.schema import KEYWORDS
from flows.splicing import fresh

STEP = FLOW + "/step/{step:[a-z0-9][a-z0-9_]{0,47}}"
STAY = "stay"
"""The button that saves without leaving the form."""
SAVED = "saved"
"""In an address: it was just saved so."""


@dataclass(frozen=True, slots=True)
class StepPages:
    desk: Desk
    checks: Checks

    def routes(self, app: web.Application) -> None:
        ours = guard.needs(*WRITERS)
        app.add_routes(
            [
                web.get(STEP, ours(self.form)),
                web.post(STEP, ours(self.save)),
                web.get(FLOW + "/new", ours(self.blank)),
                web.post(FLOW + "/new", ours(self.add)),
            ]
        )

    # -- a step that is there ---------------------------------------------------------------------------------
    async def form(self, request: web.Request, account: Account) -> web.Response:
        held, id = await self.desk.held(request), request.match_info["step"]
        fields = editing.step(held.written.source, id)
        if fields is None:
            raise web.HTTPNotFound
        read = reading(held.flow, held.written.source)
        checked = self.checks.known(held.written)
        wrong = by_step(read, checked.mine if checked else read.problems).get(id, [])
        return self._page(request, account, held, id, filled_of(fields), {"was": mark(fields), "wrong": wrong})

    async def save(self, request: web.Request, account: Account) -> web.Response:
        id, form = request.match_info["step"], await guard.form_of(request)
        was, filled = typed(form, "was"), read_form(form)

        def edit(written: Written) -> Written | None:
            old = editing.step(written.source, id)
            return _changed(request, written, id, fields_of(filled, old)) if old and mark(old) == was else None

        kept = await self.desk.change(request, account, request.match_info["flow"], edit, seen_version(form))
        if kept.outcome == "both":
            return self._both(request, account, kept.held, id, filled)
        return _to(request, kept.held.flow, id, form)

    def _both(self, request: web.Request, account: Account, held: Held, id: str, filled: Filled) -> web.Response:
        """The second sees both: theirs is in the form, and saved on what the other wrote when they say so."""
        theirs = editing.step(held.written.source, id)
        if theirs is None:
            return self._page(request, account, held, id, filled, {"gone": True, "action": "new"}, status=409)
        mine = fields_of(filled, theirs)
        both = [*lines(_text(theirs), _text(mine), around=99)]
        return self._page(request, account, held, id, filled, {"was": mark(theirs), "both": both}, status=409)

    # -- a new one --------------------------------------------------------------------------------------------
    async def blank(self, request: web.Request, account: Account) -> web.Response:
        held = await self.desk.held(request)
        after = request.query.get("after", "")
        extra = {"action": "new", "after": after if after in reading(held.flow, held.written.source).ids else ""}
        return self._page(request, account, held, "", Filled(), extra)

    async def add(self, request: web.Request, account: Account) -> web.Response:
        """Behind the step it names, or first; at the end when that one is gone."""
        form = await guard.form_of(request)
        filled, after = read_form(form), typed(form, "after")
        made: list[str] = []

        def edit(written: Written) -> Written | None:
            id, source = new_step(written, filled, after)
            made[:] = [id]
            if source is None:
                raise _unwritable(request)
            return replace(written, source=source)

        kept = await self.desk.change(request, account, request.match_info["flow"], edit, seen_version(form))
        return _to(request, kept.held.flow, made[0], form)

    # -- the form ---------------------------------------------------------------------------------------------
    def _page(
        self,
        request: web.Request,
        account: Account,
        held: Held,
        id: str,
        filled: Filled,
        extra: Mapping[str, object],
        *,
        status: int = 200,
    ) -> web.Response:
        spoken = language(request)
        shelf = self.desk.shelf()
        read = reading(held.flow, held.written.source)
        values = {
            "step": id,
            "filled": filled,
            "label": lambda word: label(spoken, word),
            "groups": {group: words_of(group) for group in GROUPS},
            "kind_of": kind_of,
            "empty_rows": EMPTY_ROWS,
            "empty_ways": EMPTY_WAYS,
            "targets": [*read.ids, *sorted(shelf.library.flows), *BUILT_IN],
            "listed": {"type": KINDS, "do": sorted(shelf.actions or ()), "run": sorted(shelf.library.flows)},
            "plain": in_words(shelf.library, read.flow, id),
            "was": "",
            "wrong": [],
            "both": [],
            "gone": False,
            "saved": SAVED in request.query,
            "after": "",
            "action": f"step/{id}",
            **extra,
        }
        shown = flow_page(request, account, "studio/step.html", held, values, status=status)
        shown.headers["Content-Security-Policy"] = policy(frames=True)
        return shown


def in_words(library: Library, flow: Flow | None, id: str) -> Mapping[str, str]:
    """What is written under these words of a step, in plain French; "" where it has none."""
    step = flow.step(id) if flow else None
    said = Plain(library, flow, deeds()).of(step) if flow and step else Said()
    return {"when": said.when, "do": said.does, "type": said.kind}


def new_step(written: Written, filled: Filled, after: str) -> tuple[str, str | None]:
    """The name it gets, and the flow with it; None where this file can't be changed step by step."""
    ids = reading(written.flow, written.source).ids
    wished = filled.of("id") or filled.of("label") or filled.of("ask") or filled.of("say")
    id = id_of(wished[:24], ids, "etape")
    fields = fields_of(filled, {"id": id})
    behind = after if after in ids or not after or not ids else ids[-1]
    return id, editing.add_step(written.source, fields if len(fields) > 1 else {"id": id, "say": "…"}, behind)


def _changed(request: web.Request, written: Written, id: str, fields: Fields) -> Written | None:
    source = editing.change_step(written.source, id, fields)
    if source is None:
        raise _unwritable(request)
    return replace(written, source=source)


def _unwritable(request: web.Request) -> Refused:
    sentence = language(request).pgettext(
        "staff/flows/unwritable",
        "Ce fichier est écrit d'une façon que ce formulaire ne sait pas changer. Changez le fichier.",
    )
    return Refused("unwritable", sentence, HTTPStatus.CONFLICT)


def _text(fields: Fields) -> str:
    return fresh(fields, KEYWORDS["step"], 0) or ""


def _to(request: web.Request, flow: str, id: str, form: Form) -> web.Response:
    """To the cards; back to this form, whose try-out begins anew, when they want to stay."""
    lang = f"lang={language(request).locale}"
    where = f"{PATH}/{flow}/step/{id}?{lang}&{SAVED}=1#{SAVED}" if STAY in form else f"{PATH}/{flow}?{lang}#{id}"
    return web.Response(status=HTTPStatus.SEE_OTHER, headers={"Location": where})
