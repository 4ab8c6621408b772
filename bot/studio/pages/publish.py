"""`/staff/flows/{flow}/publish`: what changed, what is wrong, who stands where; then it is served."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from aiohttp import web

from bot.ports import Account
from bot.releases import store as releases
from bot.releases.opening import parsed_value
from bot.studio.model import PUBLISHERS, READERS, WRITERS, Draft, Held
from bot.studio.pages.checks import Checks, stepped
from bot.studio.pages.desk import FLOW, PATH, TRIES, Desk, seen_version, typed
from bot.studio.pages.kept import results
from bot.studio.pages.labels import named
from bot.studio.pages.tabs import Tab, add_tab, flow_page
from bot.studio.rules.checking import KEEP, Checked
from bot.studio.rules.differing import changes
from bot.studio.rules.fates import fates, gone, lost_deeds
from bot.studio.rules.kept import stopping
from bot.studio.rules.reading import reading
from bot.studio.store import drafts, publishing
from bot.web import guard
from bot.web.inputs import Form
from bot.web.words import language
from flows.model import Flow

LONGEST_NOTE = 300


@dataclass(frozen=True, slots=True)
class PublishPages:
    desk: Desk
    checks: Checks

    def routes(self, app: web.Application) -> None:
        app.add_routes(
            [
                web.get(FLOW + "/publish", guard.needs(*READERS)(self.look)),
                web.post(FLOW + "/publish", guard.needs(*PUBLISHERS)(self.publish)),
                web.post(FLOW + "/drop", guard.needs(*WRITERS)(self.drop)),
                web.post(FLOW + "/rebase", guard.needs(*PUBLISHERS)(self.rebase)),
            ]
        )
        add_tab(app, Tab("/publish", 90, READERS, lambda words: words.pgettext("staff/flows/tab/publish", "Publier")))

    async def look(self, request: web.Request, account: Account) -> web.Response:
        return await self._page(request, account, await self.desk.held(request))

    async def _page(
        self, request: web.Request, account: Account, held: Held, why: str = "", form: Form | None = None
    ) -> web.Response:
        async with self.desk.database.read() as db:
            there = await releases.standing(db, held.flow)
        checked = await self.checks.of(held.written) if held.draft else Checked(None, (), ())
        differing = stopping(await results(self.desk, held)) if held.draft and self.desk.folder is None else ()
        before = reading(held.flow, held.published.source).flow if held.published else None
        after = reading(held.flow, held.written.source).flow
        values = {
            "checked": checked,
            "changes": named(language(request), changes(held.published, held.written)) if held.draft else [],
            "standing": fates(before, after, there) if held.draft else [],
            "gone": gone(before, after),
            "problems": stepped(reading(held.flow, held.written.source), checked.mine),
            "ids": reading(held.flow, held.written.source).ids,
            "differing": [one.kept.name for one in differing],
            "lost": lost_deeds(before, after, held.written, KEEP),
            "behind": held.draft is not None and held.draft.based_on != held.number,
            "number": held.number,
            "why": why,
            "note": typed(form, "note")[:LONGEST_NOTE] if form else "",
            "sent": {step: typed(form, f"move.{step}") for step in gone(before, after)} if form else {},
            "may_publish": account.may(*PUBLISHERS) and self.desk.folder is None,
            "may_write": account.may(*WRITERS) and self.desk.folder is None,
        }
        return flow_page(
            request, account, "studio/publish.html", held, values, tab="/publish", status=409 if why else 200
        )

    async def publish(self, request: web.Request, account: Account) -> web.Response:
        self.desk.writable(request)
        form = await guard.form_of(request)
        for _ in range(TRIES):
            held = await self.desk.held(request)
            why = await self._stops(held, form)
            if not why and stopping(await results(self.desk, held)):
                why = "tests"
            if why or held.draft is None:
                return await self._page(request, account, held, why or "changed", form)
            outcome = await self._published(held, held.draft, form, account)
            if outcome == "done":
                return _to(request, held.flow, "/history")
            if outcome != "other":
                return await self._page(request, account, await self.desk.held(request), outcome, form)
        return await self._page(request, account, await self.desk.held(request), "other", form)

    async def _stops(self, held: Held, form: Form) -> str:
        """Why this can't be published as it stands: "" when it can."""
        if held.draft is None or seen_version(form) != held.version:
            return "changed"
        if held.draft.based_on != held.number:
            return "served"
        checked = await self.checks.of(held.written)
        before = reading(held.flow, held.published.source).flow if held.published else None
        if checked.stops or lost_deeds(before, reading(held.flow, held.written.source).flow, held.written, KEEP):
            return "errors"
        return "warnings" if checked.warnings and "seen" not in form else ""

    async def _published(self, held: Held, draft: Draft, form: Form, account: Account) -> str:
        shelf = self.desk.shelf()
        seen, parsed = shelf.number, parsed_value(draft.written.source)
        before = reading(held.flow, held.published.source).flow if held.published else None
        after = reading(held.flow, draft.written.source).flow
        async with self.desk.database.write() as db:
            found = await publishing.publish(
                db,
                draft,
                parsed,
                seen=seen,
                moves=moves_of(form, held.flow, before, after),
                note=" ".join(typed(form, "note").split())[:LONGEST_NOTE],
                by=account.id,
                now=self.desk.clock.now(),
            )
        await shelf.refresh(self.desk.database)
        return found.outcome

    # -- around it --------------------------------------------------------------------------------------------
    async def drop(self, request: web.Request, account: Account) -> web.Response:
        """Throws the draft away that they saw."""
        self.desk.writable(request)
        form, held = await guard.form_of(request), await self.desk.held(request)
        now = self.desk.clock.now()
        async with self.desk.database.write() as db:
            done = await drafts.drop(db, held.flow, on_version=seen_version(form), by=account.id, now=now)
        if done is None:
            return await self._page(request, account, held, "changed", form)
        return _to(request, held.flow if held.published else "", "")

    async def rebase(self, request: web.Request, account: Account) -> web.Response:
        """They saw what was published meanwhile, and want theirs in its place."""
        self.desk.writable(request)
        form, held = await guard.form_of(request), await self.desk.held(request)
        async with self.desk.database.write() as db:
            if typed(form, "number") == str(held.number or ""):
                await drafts.rebase(db, held.flow, on_version=seen_version(form), based_on=held.number)
        return _to(request, held.flow, "/publish")


def moves_of(form: Form, flow: str, before: Flow | None, after: Flow | None) -> Mapping[str, str]:
    """Where those at steps that go are sent: only from steps that go to steps that are there."""
    ids = {step.id for step in after.steps} if after else set()
    chosen = {step: typed(form, f"move.{step}") for step in gone(before, after)}
    return {f"{flow}/{step}": target for step, target in chosen.items() if target in ids}


def _to(request: web.Request, flow: str, path: str) -> web.Response:
    where = f"{PATH}{'/' + flow if flow else ''}{path}?lang={language(request).locale}"
    return web.Response(status=HTTPStatus.SEE_OTHER, headers={"Location": where})
