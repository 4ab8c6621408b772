"""`/staff/code`: setting the second proof up. `/sign-in/code`: giving it, after the link.

Law: until the code came, a sign-in opens nothing but the page that asks for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.accounts.audit.journal import Journal
from bot.accounts.audit.model import Entry, Outcome
from bot.accounts.second import rules, store
from bot.clock import Clock
from bot.i18n import translator
from bot.ports import Account
from bot.storage.engine import Database
from bot.web import guard
from bot.web.inputs import Form, clean
from bot.web.render import qr
from bot.web.site import SITE
from bot.web.staff import Section, add_section, staff_page
from bot.web.words import language

ASK = "/sign-in/code"
SET_UP = "/staff/code"
ROLES = ("admin", "coordinator")
HOME = "/staff"


@dataclass(frozen=True, slots=True)
class SecondPages:
    """`key`: seals secrets and codes."""

    database: Database
    clock: Clock
    zone: ZoneInfo
    key: bytes
    journal: Journal

    def routes(self, app: web.Application) -> None:
        ours = guard.needs(*ROLES)
        app.add_routes(
            [
                web.get(ASK, self.ask),
                web.post(ASK, self.give),
                web.get(SET_UP, ours(self.show)),
                web.post(SET_UP, ours(self.change)),
            ]
        )
        section = Section(
            SET_UP,
            ROLES,
            lambda words: words.pgettext("staff/code", "Code en plus"),
            lambda words: words.pgettext("staff/code/about", "Un code de votre téléphone, demandé après le lien."),
        )
        add_section(app, section)

    # -- coming in --------------------------------------------------------------------------------------------
    async def ask(self, request: web.Request) -> web.Response:
        """The page that a link leads to, for who wants to be asked. Whoever owes no code goes on."""
        if await self._pending(request) is None:
            return web.Response(status=303, headers={"Location": guard.SIGN_IN})
        return self._ask(request, "", request.query.get("next", ""))

    def _ask(self, request: web.Request, tried: str, wish: str) -> web.Response:
        values = {"tried": tried, "next": guard.ours(wish), "minutes": _minutes()}
        return staff_page(request, None, "staff/second.html", values, status=403 if tried else 200)

    async def give(self, request: web.Request) -> web.Response:
        guard.hold_back_entry(request)
        form, now = await guard.checked_form(request), self.clock.now()
        who = await self._pending(request)
        if who is None:
            return web.Response(status=303, headers={"Location": guard.SIGN_IN})
        async with self.database.write() as db:
            tried = await store.prove(db, self.key, who, _code(form), now)
        outcome: Outcome = "asked" if tried == "right" else "refused"
        await self.journal.note(Entry(now, who.account_id, who.sign_in, "sign-in code", "", outcome))
        if tried != "right":
            return self._ask(request, tried, clean(str(form.get("next", ""))))
        where = guard.ours(clean(str(form.get("next", "")))) or HOME
        return web.Response(status=303, headers={"Location": where})

    async def _pending(self, request: web.Request) -> store.Pending | None:
        cookie = request.cookies.get(guard.COOKIE, "")
        if not cookie:
            return None
        async with self.database.read() as db:
            return await store.pending(db, cookie, self.clock.now())

    # -- setting up -------------------------------------------------------------------------------------------
    async def show(self, request: web.Request, account: Account) -> web.Response:
        return await self._show(request, account)

    async def _show(
        self, request: web.Request, account: Account, tried: str = "", papers: Sequence[str] = ()
    ) -> web.Response:
        async with self.database.read() as db:
            factor = await store.of(db, self.key, account.id)
        confirmed = factor.confirmed_at if factor else None
        secret = factor.secret if factor is not None and confirmed is None else ""
        told = translator(language(request).locale)
        values = {
            "state": "on" if confirmed else "begun" if secret else "off",
            "since": told.date(confirmed.astimezone(self.zone).date(), "medium") if confirmed else "",
            "left": factor.papers if factor else 0,
            "address": rules.address(secret, account.name, request.app[SITE].org_name) if secret else "",
            "secret": secret,
            "papers": papers,
            "tried": tried,
            "minutes": _minutes(),
            "qr": qr,
        }
        return staff_page(request, account, "staff/code.html", values, status=403 if tried else 200)

    async def change(self, request: web.Request, account: Account) -> web.Response:
        """One of the page's buttons: `begin`; with a code `confirm`, `papers` and `off`."""
        form = await guard.form_of(request)
        tried: str = ""
        papers: Sequence[str] = ()
        async with self.database.write() as db:
            if "begin" in form:
                await store.begin(db, self.key, account.id, self.clock.now(), self.clock.random)
            else:
                tried, papers = await self._with_code(db, account, form)
        return await self._show(request, account, "" if tried == "right" else tried, papers)

    async def _with_code(self, db: AsyncConnection, account: Account, form: Form) -> tuple[str, Sequence[str]]:
        """What is done only for who has the code, and the codes for paper it makes."""
        tried = await store.attempt(db, self.key, account.id, _code(form), self.clock.now())
        if tried != "right":
            return tried, ()
        if "off" in form:
            await store.drop(db, account.id)
            return tried, ()
        await store.confirm(db, account.id, account.sign_in, self.clock.now())
        return tried, await store.papers(db, self.key, account.id, self.clock.random)


def _code(form: Form) -> str:
    return clean(str(form.get("code", "")))[: rules.LONGEST]


def _minutes() -> int:
    return int(rules.WAIT.total_seconds()) // 60
