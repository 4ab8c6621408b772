"""`/staff/flows/{flow}`: one flow as cards, in the order of its steps; and the same as a file."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from aiohttp import web

from bot.ports import Account
from bot.studio.model import READERS, WRITERS
from bot.studio.pages.checks import Checks, by_step, place_of
from bot.studio.pages.desk import FLOW, Desk
from bot.studio.pages.picture import wording
from bot.studio.pages.tabs import Tab, add_tab, flow_page
from bot.studio.pretend.reader import deeds
from bot.studio.rules import tried
from bot.studio.rules.cards import cards
from bot.studio.rules.checking import Checked
from bot.studio.rules.plain import Plain, Said
from bot.studio.rules.reading import reading
from bot.web import guard
from bot.web.words import language
from flows.model import BUILT_IN


@dataclass(frozen=True, slots=True)
class ReadingPages:
    desk: Desk
    checks: Checks

    def routes(self, app: web.Application) -> None:
        ours = guard.needs(*READERS)
        app.add_routes([web.get(FLOW, ours(self.steps)), web.get(FLOW + "/yaml", ours(self.yaml))])
        add_tab(app, Tab("", 10, READERS, lambda words: words.pgettext("staff/flows/tab/steps", "Étapes")))

    async def steps(self, request: web.Request, account: Account) -> web.Response:
        held = await self.desk.held(request)
        read = reading(held.flow, held.written.source)
        library, known = self.desk.shelf().library, read.flow or tried.read(held.flow, held.written.source).flow
        flows = frozenset(library.flows) | {held.flow}
        checked = await self.checks.of(held.written) if held.draft else Checked(None, read.problems, ())
        values = {
            "cards": cards(read.steps, flows, frozenset(BUILT_IN)),
            "plain": defaultdict(Said, Plain(library, known, deeds()).of_all() if known else {}),
            "titles": {id: flow.title for id, flow in library.flows.items()},
            "targets": wording(language(request)).targets,
            "header": read.header,
            "wrong": defaultdict(list, by_step(read, checked.mine)),
            "others": checked.others,
            "place_of": place_of,
            "may_write": account.may(*WRITERS) and self.desk.folder is None,
            "by_steps": read.by_steps,
        }
        return flow_page(request, account, "studio/steps.html", held, values)

    async def yaml(self, request: web.Request, account: Account) -> web.Response:
        """The draft, or what is published, letter by letter."""
        held = await self.desk.held(request)
        headers = {"Content-Disposition": f'attachment; filename="{held.flow}.yaml"'}
        return web.Response(text=held.written.source, content_type="application/yaml", charset="utf-8", headers=headers)
