"""`/staff/texts`: how far each language is, what keeps it from being offered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from aiohttp import web

from bot.offering import CODE, FLOWS, SHARE, Read, Shipped, Standing, standing
from bot.ports import Account
from bot.storage import reviews
from bot.storage.reviews import Review
from bot.studio.model import READERS, TRANSLATORS, Held
from bot.studio.pages import texts_words
from bot.studio.pages.desk import Desk
from bot.studio.pages.tongues import LOCALE, Tongues, tongues
from bot.studio.rules.exchange import Report
from bot.studio.rules.reading import reading
from bot.studio.rules.translating import Count, Line, count, mark
from bot.studio.store import drafts, flows
from bot.studio.store import tongues as store
from bot.web import guard
from bot.web.inputs import whole_number
from bot.web.staff import Section, add_section, staff_page
from bot.web.words import language

PATH = "/staff/texts"
ONE = f"{PATH}/{LOCALE}"
ENGINE = "engine/"
MOST_TOLD = 200
"""Texts of a report that are named one by one."""


class Row(NamedTuple):
    """One flow in one language."""

    flow: str
    title: str
    texts: Count


class Service(NamedTuple):
    """A text that comes with the service: it can be read over here, and is changed in the files of the service."""

    domain: str
    key: str
    french: str
    text: str


@dataclass(frozen=True, slots=True)
class TextPages:
    desk: Desk

    def routes(self, app: web.Application) -> None:
        look, change = guard.needs(*READERS), guard.needs(*TRANSLATORS)
        app.add_routes(
            [
                web.get(PATH, look(self.all)),
                web.post(PATH, change(self.begin)),
                web.get(ONE, look(self.one)),
                web.post(f"{ONE}/read", change(self.read)),
            ]
        )
        about = Section(
            PATH,
            READERS,
            lambda words: words.pgettext("staff/texts", "Langues"),
            lambda words: words.pgettext("staff/texts/about", "Traduire, relire, voir quelles langues sont proposées."),
        )
        add_section(app, about)

    # -- pages ------------------------------------------------------------------------------------------------
    async def all(self, request: web.Request, account: Account) -> web.Response:
        known = await tongues(self.desk)
        values = {
            "rows": [(tongue, await self._standing(known, tongue.locale)) for tongue in known.all()],
            "offered": self.desk.shelf().library.offered,
            "share": SHARE,
            "new": known.new() if account.may(*TRANSLATORS) and self.desk.folder is None else (),
        }
        return staff_page(request, account, "studio/languages.html", values)

    async def begin(self, request: web.Request, account: Account) -> web.Response:
        """A language that the service does not bring: a draft, offered to nobody before it is whole."""
        self.desk.writable(request)
        locale, known = str((await guard.form_of(request)).get("locale", "")), await tongues(self.desk)
        if locale not in (tongue.locale for tongue in (*known.new(), *known.all())):
            raise web.HTTPBadRequest
        async with self.desk.database.write() as db:
            await store.begin(db, locale, by=account.id, now=self.desk.clock.now())
        where = f"{PATH}/{locale}?lang={language(request).locale}"
        return web.Response(status=303, headers={"Location": where})

    async def _standing(self, known: Tongues, locale: str) -> Standing:
        """Of what is served now."""
        library, ours = self.desk.shelf().library, known.known[locale]
        done = await known.reviews(locale)
        read = {(domain, locale, key): Read(one.text, one.reviewed) for (domain, key), one in done.items()}
        return standing(locale, library.texts, library.first, ours, read)

    async def one(self, request: web.Request, account: Account) -> web.Response:
        return await self.page(request, account)

    async def page(
        self, request: web.Request, account: Account, report: Report | None = None, wrong: str = "", status: int = 200
    ) -> web.Response:
        known, spoken = await tongues(self.desk), language(request)
        tongue = known.of(request)
        found = await self.everything(known, tongue.locale)
        now = await self._standing(known, tongue.locale)
        values = {
            "tongue": tongue,
            "now": now,
            "offered": tongue.locale in self.desk.shelf().library.offered,
            "share": SHARE,
            "rows": [Row(held.flow, self._title(held), count(lines)) for held, lines in found],
            "waits": _by_flow([*now.missing, *now.unread]),
            "service": _service(known.known[tongue.locale], now),
            "unsaid": sum(domain == CODE for domain, _ in now.missing),
            "begun": not known.known[tongue.locale].texts[CODE],
            "report": report,
            "refused": [
                (key, texts_words.refused(spoken, why, what))
                for key, (why, what) in list(report.refused.items())[:MOST_TOLD]
            ]
            if report
            else [],
            "most_told": MOST_TOLD,
            "wrong": wrong,
            "saved": whole_number(request, "saved"),
            "may_translate": account.may(*TRANSLATORS) and self.desk.folder is None,
            "files": self.desk.folder is not None,
            "mark": mark,
            "here": PATH,
        }
        return staff_page(request, account, "studio/language.html", values, status=status)

    def _title(self, held: Held) -> str:
        served = self.desk.shelf().library.flows.get(held.flow)
        if held.draft is None and served is not None:
            return served.title
        return reading(held.flow, held.written.source).title or held.flow

    async def everything(self, known: Tongues, locale: str) -> list[tuple[Held, list[Line]]]:
        """Every flow, draft or published, by its name."""
        if self.desk.folder is not None:
            return []
        async with self.desk.database.read() as db:
            _, published = await flows.served(db)
            written = await drafts.every(db)
        done = await known.reviews(locale)
        found = []
        for flow in sorted({*published, *written}):
            revision = published.get(flow)
            held = Held(
                flow,
                revision.written if revision else None,
                revision.id if revision else None,
                written.get(flow),
                written[flow].version if flow in written else 0,
            )
            found.append((held, known.lines_of(held, locale, done)))
        return found

    # -- texts of the service ---------------------------------------------------------------------------------
    async def read(self, request: web.Request, account: Account) -> web.Response:
        """Each text that was ticked, as it stood on the page, is one that somebody stands by now."""
        known, form = await tongues(self.desk), await guard.form_of(request)
        tongue = known.of(request)
        service = _service(known.known[tongue.locale], await self._standing(known, tongue.locale))
        done = [one for one in service if form.get(f"read:{one.domain}:{one.key}") == mark(one.text)]
        now = self.desk.clock.now()
        rows = [
            Review(one.domain, tongue.locale, one.key, one.french, one.text, reviewed=True, by=account.id, at=now)
            for one in done
        ]
        async with self.desk.database.write() as db:
            await reviews.keep(db, rows)
        await self.desk.shelf().refresh(self.desk.database)
        where = f"{PATH}/{tongue.locale}?lang={language(request).locale}&saved={len(done)}"
        return web.Response(status=303, headers={"Location": where})


def _service(ours: Shipped, now: Standing) -> list[Service]:
    """Those that must be read over and that no flow holds."""
    return [
        Service(domain, key, ours.sources[domain].get(key, ""), ours.texts[domain][key])
        for domain, key in now.unread
        if (domain == CODE or key.startswith(ENGINE)) and key in ours.texts[domain]
    ]


def _by_flow(keys: Sequence[tuple[str, str]]) -> dict[str, int]:
    """How many of these texts each flow holds; those of the service apart."""
    found: dict[str, int] = {}
    for domain, key in keys:
        flow = key.partition("/")[0]
        if domain == FLOWS and not key.startswith(ENGINE):
            found[flow] = found.get(flow, 0) + 1
    return found
