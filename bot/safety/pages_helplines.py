"""`/staff/helplines`: staff keep the numbers true. `/numbers`: what of them everybody may read.

Law: only what somebody verified is shown to people, with its day; the page for them needs no database.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from aiohttp import web
from babel.core import UnknownLocaleError

from bot.clock import Clock
from bot.errors import Unavailable
from bot.i18n import language_name, translator
from bot.ports import Account
from bot.safety import edits, labels
from bot.safety.book import Held, Own, Shipped, book, mark, public
from bot.safety.form import CHANNELS, LONGEST, NEEDS, TEXTS, Filled, filled_of, id_of, read
from bot.safety.importer import FOLDER, shipped
from bot.safety.model import Country, Helpline
from bot.safety.sos import numbers, sentences, sentences_of
from bot.storage.engine import Database
from bot.web import guard
from bot.web.inputs import Form, clean
from bot.web.render import page
from bot.web.staff import Section, add_section, staff_page
from bot.web.words import Language, language

STAFF = "/staff/helplines"
PUBLIC = "/numbers"
ROLES = ("admin", "coordinator")
NEW = "new"
"""Stands for the id of one that is not there yet; no id of three letters is asked for by a file of ours."""
LONGEST_FIELD = 400
"""Characters of a field that are looked at."""


@dataclass(slots=True)
class HelplinePages:
    """`country`: whose numbers SOS says."""

    database: Database
    clock: Clock
    zone: ZoneInfo
    country: Country = "fr"
    folder: Path = FOLDER
    _last: Sequence[Own] = field(default_factory=tuple)
    """What was read last: people read on while the database is away."""

    def routes(self, app: web.Application) -> None:
        ours = guard.needs(*ROLES)
        one = STAFF + "/{country:[a-z]{2}}/{id:[a-z][a-z0-9_]{1,30}}"
        app.add_routes(
            [
                web.get(PUBLIC, self.everybody),
                web.get(STAFF, ours(self.all)),
                web.get(one, ours(self.one)),
                web.post(one, ours(self.change)),
            ]
        )
        about = Section(
            STAFF,
            ROLES,
            lambda words: words.pgettext("staff/helplines", "Numéros"),
            lambda words: words.pgettext("staff/helplines/about", "Les numéros d'aide : vérifier, corriger, ajouter."),
        )
        add_section(app, about)

    async def _book(self) -> Sequence[Held]:
        async with self.database.read() as db:
            self._last = await edits.owns(db)
        return book(self._shipped, self._last)

    @property
    def _shipped(self) -> Shipped:
        """Those of here first."""
        found = shipped(self.folder)
        return {country: found[country] for country in sorted(found, key=lambda one: one != self.country)}

    def _today(self) -> date:
        return self.clock.now().astimezone(self.zone).date()

    # -- for everybody ----------------------------------------------------------------------------------------
    async def everybody(self, request: web.Request) -> web.Response:
        try:
            held = await self._book()
        except Unavailable:
            held = book(self._shipped, self._last)
        return page(request, "safety/numbers.html", {**self._words(language(request)), "held": public(held)})

    def _words(self, spoken: Language) -> Mapping[str, object]:
        told = translator(spoken.locale)
        return {
            "countries": tuple(self._shipped),
            "country_name": lambda code: labels.country(spoken, code),
            "need_name": lambda need: labels.need(spoken, need),
            "channel_name": lambda channel: labels.channel(spoken, channel),
            "hours": lambda line: labels.hours(spoken, line.hours),
            "tongues": lambda codes: told.list([_tongue(code) for code in codes]),
            "date": lambda day: told.date(day, "medium"),
        }

    # -- for staff --------------------------------------------------------------------------------------------
    async def all(self, request: web.Request, account: Account) -> web.Response:
        held, today = await self._book(), self._today()
        due = {(one.country, one.line.id): one.due(today) for one in held}
        values: dict[str, object] = {
            "held": held,
            "due": due,
            "waiting": sum(1 for one in due.values() if one),
            "home": self.country,
            **self._said(held),
        }
        return staff_page(request, account, "safety/helplines.html", {**self._words(language(request)), **values})

    def _said(self, held: Sequence[Held]) -> Mapping[str, object]:
        """The numbers that the bot's own sentences say, and those of them that no line here proves any more: of SOS,
        and of what it answers to words of distress."""
        french = translator("fr")
        said = dict.fromkeys(numbers(sentences_of(self.country, french)))
        answered = dict.fromkeys(numbers([*sentences(self.country, french).values()]))
        here = [one.line for one in public(held) if one.country == self.country]
        sure = {line.number.replace(" ", "") for line in here if line.reliable}
        others = [number for number in answered if number not in said]
        return {
            "said": [*said],
            "answered": others,
            "broken": ", ".join(number for number in said if number not in sure),
            "lost": ", ".join(number for number in others if number not in sure),
        }

    async def one(self, request: web.Request, account: Account) -> web.Response:
        held = await self._held(request)
        filled = filled_of(held.line) if held else Filled({})
        return self._form(request, account, held, filled, ())

    async def _held(self, request: web.Request) -> Held | None:
        """The one of the address; None for a new one. Raises 404."""
        country, id = request.match_info["country"], request.match_info["id"]
        found = [one for one in await self._book() if (one.country, one.line.id) == (country, id)]
        if not found and (id != NEW or country not in self._shipped):
            raise web.HTTPNotFound
        return found[0] if found else None

    def _form(
        self, request: web.Request, account: Account, held: Held | None, filled: Filled, wrong: Sequence[str]
    ) -> web.Response:
        spoken = language(request)
        values = {
            "one": held,
            "due": held.due(self._today()) if held else "",
            "country": request.match_info["country"],
            "filled": filled,
            "wrong": {name: labels.wrong(spoken, name) for name in wrong},
            "needs": NEEDS,
            "channels": CHANNELS,
            "lengths": LONGEST,
            "today": self._today().isoformat(),
        }
        words = self._words(spoken)
        return staff_page(request, account, "safety/helpline.html", {**words, **values}, status=400 if wrong else 200)

    async def change(self, request: web.Request, account: Account) -> web.Response:
        """One of the page's buttons: what the form says, the day only, out of sight and back, or ours again."""
        held, form = await self._held(request), await guard.form_of(request)
        if held is not None and "ours" in form:
            async with self.database.write() as db:
                await edits.drop(db, held.country, held.line.id)
            return _back(request)
        if held is not None and "hide" in form:
            return await self._kept(request, account, held.line, not held.hidden)
        if held is not None and "checked" in form:
            line = held.line.model_copy(update={"verified": "yes", "checked_on": self._today()})
            return await self._kept(request, account, line, held.hidden)
        filled = _filled(form)
        id = held.line.id if held else await self._new_id(request, filled)
        found = read(filled, id, self._today())
        if not isinstance(found, Helpline):
            return self._form(request, account, held, filled, found)
        return await self._kept(request, account, found, held.hidden if held else False)

    async def _new_id(self, request: web.Request, filled: Filled) -> str:
        country = request.match_info["country"]
        return id_of(filled.of("who"), [NEW, *(one.line.id for one in await self._book() if one.country == country)])

    async def _kept(self, request: web.Request, account: Account, line: Helpline, hidden: bool) -> web.Response:
        country = request.match_info["country"]
        ours = next((one for one in self._shipped[country] if one.id == line.id), None)
        own = Own(country, line, mark(ours) if ours else "", hidden, self.clock.now())
        async with self.database.write() as db:
            await edits.keep(db, own, account.id)
        return _back(request)


def _tongue(code: str) -> str:
    """A language's own name; sign languages by their letters."""
    try:
        return language_name(code)
    except UnknownLocaleError:
        return code.upper()


def _filled(form: Form) -> Filled:
    texts = {name: clean(str(form.get(name, "")))[:LONGEST_FIELD].strip() for name in TEXTS}
    channels = tuple(str(one) for one in form.getall("channels", []) if one in CHANNELS)
    return Filled(texts, clean(str(form.get("for", ""))), channels, "free" in form, "always" in form)


def _back(request: web.Request) -> web.Response:
    where = f"{STAFF}?lang={language(request).locale}#{request.match_info['country']}"
    return web.Response(status=303, headers={"Location": where})
