"""`/staff/stops` and `/staff/flows/{flow}/stops`: where people stop, in numbers that are nobody's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from aiohttp import web
from markupsafe import Markup

from bot.ports import Account
from bot.storage.stops import month_of
from bot.studio.model import READERS
from bot.studio.pages import stops_words as said
from bot.studio.pages.desk import FLOW, PATH, Desk
from bot.studio.pages.picture import in_plain_words, wording
from bot.studio.pages.tabs import Tab, add_tab, flow_page
from bot.studio.pretend.reader import deeds
from bot.studio.rules.plain import Plain
from bot.studio.rules.stop_rows import lines, rows, worst
from bot.studio.rules.stop_sheet import sheet
from bot.studio.rules.stops import Cell, Filter, blocks, choices, found, months_back, rounded
from bot.studio.store.stops import months, of_flow, totals
from bot.web import guard
from bot.web.site import SITE
from bot.web.staff import Section, add_section, staff_page
from bot.web.words import language
from cv_builder.measure import width
from flows.boxes import Look, Note
from flows.picture import picture

ALL = "/staff/stops"
ROLES = ("admin", "publisher", "editor", "reader", "coordinator")
RECENT = 3
"""Months that are shown unless others are asked for, the one under way included."""
SPANS = {"": RECENT, "12": 12}
"""What the overview can be asked for."""
EVER = "all"
PLAIN = "="
"""Stands before a campaign in an address, so that none at all can be asked for, too."""


@dataclass(frozen=True, slots=True)
class StopPages:
    desk: Desk

    def routes(self, app: web.Application) -> None:
        ours = guard.needs(*ROLES)
        app.add_routes(
            [
                web.get(ALL, ours(self.all)),
                web.get(FLOW + "/stops", ours(self.flow)),
                web.get(FLOW + "/stops/picture", ours(self.picture)),
                web.get(FLOW + "/stops.csv", ours(self.file)),
            ]
        )
        add_tab(app, Tab("/stops", 40, ROLES, said.tab))
        add_section(app, Section(ALL, ROLES, said.section, said.about))

    async def all(self, request: web.Request, account: Account) -> web.Response:
        """Every flow with the step at which most leave."""
        span = request.query.get("span", "")
        span = span if span in SPANS else ""
        since = [*months_back(month_of(self.desk.clock.now()), SPANS[span])][-1]
        async with self.desk.database.read() as db:
            counted = await totals(db, since)
        spoken = language(request)
        values = {"lines": lines(self.desk.shelf().library, counted), "span": span, "few": said.few(spoken)}
        return staff_page(request, account, "studio/stops_all.html", values)

    async def flow(self, request: web.Request, account: Account) -> web.Response:
        held = await self.desk.held(request)
        known, shown, wanted = await self._asked(request, held.flow)
        answer, spoken = found(shown, wanted), language(request)
        table = rows(self.desk.shelf().library, held.flow, answer.steps)
        values = {
            "rows": table,
            "may_read": account.may(*READERS),
            "worst": worst(table),
            "unsaid": rounded(answer.unsaid),
            "times": said.times(spoken),
            "few": said.few(spoken),
            "whens": said.whens(spoken, known),
            "when": request.query.get("when", ""),
            "locales": {locale: request.app[SITE].locales.get(locale, locale) for locale in choices(shown, "locale")},
            "channels": {channel: said.channel(spoken, channel) for channel in choices(shown, "channel")},
            "campaigns": {PLAIN + name: name or said.no_campaign(spoken) for name in choices(shown, "campaign")},
            "wanted": wanted,
            "campaign": "" if wanted.campaign is None else PLAIN + wanted.campaign,
            "query": _asked_for(request),
        }
        return flow_page(request, account, "studio/stops.html", held, values, tab="/stops")

    async def picture(self, request: web.Request, account: Account) -> web.Response:
        """The flow that is served, each step with its numbers; a tap leads to its line in the table. Raises 404."""
        held = await self.desk.held(request)
        library, spoken = self.desk.shelf().library, language(request)
        if held.flow not in library.flows:
            raise web.HTTPNotFound
        _, shown, wanted = await self._asked(request, held.flow)
        table = rows(library, held.flow, found(shown, wanted).steps)
        notes = {row.step: Note(said.note(spoken, row), row.came / 100) for row in table if row.arrived is not None}
        chosen = urlencode({"lang": spoken.locale, **_asked_for(request)})
        look = Look(
            measure=width,
            step=lambda step: f"{PATH}/{held.flow}/stops?{chosen}#s-{step}",
            flow=lambda other: f"{PATH}/{other}/stops/picture?{chosen}",
            words=in_plain_words(wording(spoken), Plain(library, library.flows[held.flow], deeds())),
        )
        drawing = Markup(picture(library, library.flows[held.flow], look, notes))  # noqa: S704  it escapes every text
        values = {"drawing": drawing, "chosen": chosen}
        return flow_page(request, account, "studio/stops_picture.html", held, values, tab="/stops")

    async def file(self, request: web.Request, account: Account) -> web.Response:
        held = await self.desk.held(request)
        _, shown, wanted = await self._asked(request, held.flow)
        body = sheet(self.desk.shelf().library, held.flow, shown, wanted)
        headers = {"Content-Disposition": f'attachment; filename="{held.flow}.csv"'}
        return web.Response(body=body, content_type="text/csv", charset="utf-8", headers=headers)

    async def _asked(self, request: web.Request, flow: str) -> tuple[Sequence[int], Sequence[Cell], Filter]:
        """The months there are, the blocks of those that are asked for, and what of them."""
        async with self.desk.database.read() as db:
            known = await months(db, flow)
            span = _when(request.query.get("when", ""), month_of(self.desk.clock.now()), known)
            shown = blocks(await of_flow(db, flow, span)) if span else []
        return known, shown, _wanted(request.query, shown)


FIELDS = ("when", "locale", "channel", "campaign")


def _asked_for(request: web.Request) -> dict[str, str]:
    """What was chosen, for the address of the same numbers elsewhere."""
    return {name: value for name, value in request.query.items() if name in FIELDS}


def _when(asked: str, now: int, known: Sequence[int]) -> Sequence[int]:
    """The months to read. What nobody can have chosen is what is shown at first."""
    if asked == EVER:
        return known
    chosen = [month for month in known if str(month) == asked]
    return chosen or [month for month in months_back(now, RECENT) if month in known]


def _wanted(query: Mapping[str, str], shown: Sequence[Cell]) -> Filter:
    """Only what can be chosen."""
    locale, channel, campaign = query.get("locale"), query.get("channel"), query.get("campaign", "")
    name = campaign.removeprefix(PLAIN) if campaign.startswith(PLAIN) else None
    return Filter(
        locale=locale if locale in choices(shown, "locale") else None,
        channel=channel if channel in choices(shown, "channel") else None,
        campaign=name if name in choices(shown, "campaign") else None,
    )
