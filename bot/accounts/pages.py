"""Coming in by a link, going out, one's devices; and for admins, who has an account.

Law: opening a link only shows a button, for messengers open links to show a preview; pressing it uses the link up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.accounts import store
from bot.accounts.actions import PREFIX
from bot.accounts.audit.journal import Journal
from bot.accounts.audit.model import Entry, Outcome
from bot.accounts.audit.rules import about
from bot.accounts.model import ROLES, Opened, Role
from bot.accounts.pages_mail import MAILED
from bot.accounts.pages_second import ASK
from bot.accounts.rules import LIVES, SIGNED_IN, address_of, device, role_of, stale, tidy
from bot.accounts.second.store import drop, pending
from bot.clock import Clock
from bot.i18n import translator
from bot.ports import Account, Domain, Words
from bot.storage.engine import Database
from bot.web import guard
from bot.web.inputs import Form, clean
from bot.web.site import origin_of, route_of, telegram_start
from bot.web.staff import Section, add_section, staff_page
from bot.web.words import language

HOME = "/staff"
DEVICES = "/staff/devices"
PEOPLE = "/staff/accounts"
LONGEST_CODE = 200
"""Characters of a code that are looked at."""


def role_name(words: Words, role: str) -> str:
    names = {
        "mentor": words.pgettext("staff/role/mentor", "mentor"),
        "coordinator": words.pgettext("staff/role/coordinator", "coordination"),
        "host": words.pgettext("staff/role/host", "anime des ateliers"),
        "reader": words.pgettext("staff/role/reader", "lecture"),
        "translator": words.pgettext("staff/role/translator", "traduction"),
        "editor": words.pgettext("staff/role/editor", "écriture"),
        "publisher": words.pgettext("staff/role/publisher", "publication"),
        "admin": words.pgettext("staff/role/admin", "équipe, tous les réglages"),
    }
    return names.get(role, role)


def _field(form: Form, name: str) -> str:
    return clean(str(form.get(name, "")))


def _number(form: Form, name: str) -> int:
    """An id of ours, else 0, which is nobody's."""
    raw = _field(form, name)
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) <= 15 else 0


@dataclass(frozen=True, slots=True)
class Pages:
    """Also the `Accounts` that all other rooms ask."""

    database: Database
    clock: Clock
    zone: ZoneInfo
    journal: Journal
    everybody: Callable[[], Sequence[Domain]] = tuple

    def routes(self, app: web.Application) -> None:
        app[guard.ACCOUNTS] = self
        admin = guard.needs("admin")
        app.add_routes(
            [
                web.get(guard.SIGN_IN, self.door),
                web.post(guard.SIGN_IN, self.enter),
                web.post("/sign-out", guard.needs()(self.leave)),
                web.get(HOME, guard.needs()(self.home)),
                web.get(DEVICES, guard.needs()(self.devices)),
                web.post(DEVICES, guard.needs()(self.end_device)),
                web.get(PEOPLE, admin(self.people)),
                web.post(PEOPLE, admin(self.change_people)),
            ]
        )
        people = Section(
            PEOPLE,
            ("admin",),
            lambda words: words.pgettext("staff/accounts", "Comptes"),
            lambda words: words.pgettext(
                "staff/accounts/about", "Inviter quelqu'un, renouveler un lien, fermer un compte."
            ),
        )
        add_section(app, people)

    async def who(self, request: web.Request) -> Account | None:
        cookie = request.cookies.get(guard.COOKIE, "")
        if not cookie:
            return None
        now = self.clock.now()
        async with self.database.read() as db:
            found = await store.who(db, cookie, now)
        if found is None:
            return None
        account, seen_at = found
        if stale(seen_at, now):
            async with self.database.write() as db:
                await store.seen(db, account.sign_in, now)
        return account

    async def asked(
        self, request: web.Request, account: Account, *, refused: bool = False, recurs: bool = False
    ) -> None:
        fields = (await guard.form_of(request)).items() if request.method == "POST" and not refused else ()
        outcome: Outcome = "refused" if refused else "asked"
        said = about(request.match_info, fields)
        what = f"{request.method} {route_of(request)}"
        note = self.journal.once_in_a_while if recurs else self.journal.note
        await note(Entry(self.clock.now(), account.id, account.sign_in, what, said, outcome))

    # -- in and out -------------------------------------------------------------------------------------------
    async def door(self, request: web.Request) -> web.Response:
        """`GET /sign-in`: one button when the code is good; nothing is used up."""
        code = clean(request.query.get("code", ""))[:LONGEST_CODE]
        if not code:
            account = await self.who(request)
            if account is None and await self._owes_a_code(request):
                query = urlencode({"next": guard.ours(request.query.get("next", ""))})
                return web.Response(status=303, headers={"Location": f"{ASK}?{query}"})
            return self._door(request, "" if account is None else "in", account=account)
        guard.hold_back_entry(request)
        async with self.database.read() as db:
            good = await store.opens(db, code, self.clock.now())
        return self._door(request, "good" if good else "bad", code)

    async def _owes_a_code(self, request: web.Request) -> bool:
        cookie = request.cookies.get(guard.COOKIE, "")
        async with self.database.read() as db:
            return bool(cookie) and await pending(db, cookie, self.clock.now()) is not None

    def _door(self, request: web.Request, state: str, code: str = "", account: Account | None = None) -> web.Response:
        """The page with the token of a cookie that this browser has, or gets now."""
        cookie = request.cookies.get(guard.COOKIE) or request.cookies.get(guard.DOOR) or self.clock.new_id()
        values = {
            "state": state,
            "code": code,
            "next": guard.ours(request.query.get("next", "")),
            "days": SIGNED_IN.days,
            "token": guard.token(cookie),
            "carry": {"code": code} if state == "good" else {},
            "mail": MAILED in request.app,
        }
        status = 404 if state == "bad" else 200
        response = staff_page(request, account, "staff/door.html", values, status=status)
        if not request.cookies.get(guard.COOKIE):
            guard.keep_door(request, response, cookie)
        return response

    async def enter(self, request: web.Request) -> web.Response:
        """`POST /sign-in`: the button. Whoever was signed in on this device before is not any more."""
        guard.hold_back_entry(request)
        form = await guard.checked_form(request)
        before = request.cookies.get(guard.COOKIE, "")
        async with self.database.write() as db:
            browser = device(request.headers.get("User-Agent", ""))
            code = _field(form, "code")[:LONGEST_CODE]
            cookie = await store.enter(db, code, browser, self.clock.now(), self.clock.new_id)
            if cookie and before:
                await store.end_cookie(db, before)
        if cookie is None:
            return self._door(request, "bad")
        response = web.Response(status=303, headers={"Location": guard.ours(_field(form, "next")) or HOME})
        guard.keep_sign_in(request, response, cookie, int(SIGNED_IN.total_seconds()))
        return response

    async def leave(self, request: web.Request, account: Account) -> web.Response:
        """`POST /sign-out`: this device only."""
        return await self._ended(account, account.sign_in)

    async def _ended(self, account: Account, sign_in: int) -> web.Response:
        async with self.database.write() as db:
            await store.end(db, account.id, sign_in)
        here = sign_in == account.sign_in
        response = web.Response(status=303, headers={"Location": guard.SIGN_IN if here else DEVICES})
        if here:
            guard.drop_sign_in(response)
        return response

    async def home(self, request: web.Request, account: Account) -> web.Response:
        return staff_page(request, account, "staff/home.html", {})

    async def devices(self, request: web.Request, account: Account) -> web.Response:
        return await self._devices(request, account)

    async def _devices(self, request: web.Request, account: Account, link: str = "") -> web.Response:
        """`link`: to the chat that becomes the account's."""
        async with self.database.read() as db:
            known = await store.devices(db, account.id, self.clock.now())
            chat = await store.has_chat(db, account.id)
        spoken = translator(language(request).locale)

        def date(at: datetime) -> str:
            return spoken.date(at.astimezone(self.zone).date(), "medium")

        values = {"devices": known, "date": date, "chat": chat, "bot": telegram_start(request, "x"), "link": link,
                  "mail": MAILED in request.app}  # fmt: skip
        return staff_page(request, account, "staff/devices.html", values)

    async def end_device(self, request: web.Request, account: Account) -> web.Response:
        """One of the page's buttons: a device, or the chat of the account."""
        form = await guard.form_of(request)
        if "chat" in form:
            async with self.database.write() as db:
                code = await store.offer_chat(db, account.id, self.clock.now(), self.clock.new_id)
            return await self._devices(request, account, telegram_start(request, PREFIX + code))
        if "unchat" in form:
            async with self.database.write() as db:
                await store.unlink_chat(db, account.id)
            return web.Response(status=303, headers={"Location": DEVICES})
        return await self._ended(account, _number(form, "device"))

    # -- for admins -------------------------------------------------------------------------------------------
    async def people(self, request: web.Request, account: Account) -> web.Response:
        return await self._people(request, account)

    async def _people(
        self, request: web.Request, account: Account, opened: Opened | None = None, refused: str = "", name: str = ""
    ) -> web.Response:
        async with self.database.read() as db:
            known = await store.listed(db, self.clock.now())
        values = {
            "people": known,
            "roles": ROLES,
            "role_name": role_name,
            "link": address_of(origin_of(request), opened.code) if opened else "",
            "opened": next((one for one in known if opened and one.id == opened.account_id), None),
            "fresh": opened is not None and not opened.known,
            "days": LIVES["invitation"].days,
            "minutes": int(LIVES["link"].total_seconds()) // 60,
            "refused": refused,
            "name": name,
        }
        return staff_page(request, account, "staff/accounts.html", values, status=400 if refused else 200)

    async def change_people(self, request: web.Request, account: Account) -> web.Response:
        """One of the page's buttons. What gives a link shows it once; the rest goes back to the list."""
        form = await guard.form_of(request)
        if "invite" in form:
            return await self._invite(request, account, role_of(_field(form, "role")), _field(form, "name"))
        other, now = _number(form, "account"), self.clock.now()
        if other == account.id and "link" not in form:
            return await self._people(request, account, refused="self")
        opened: Opened | None = None
        async with self.database.write() as db:
            if "link" in form:
                opened = await store.link(db, other, now, self.clock.new_id)
            elif "disable" in form:
                await store.disable(db, other, now)
            elif "uncode" in form:
                await drop(db, other)
            elif "enable" in form:
                await store.enable(db, other)
            elif "withdraw" in form:
                await store.withdraw(db, other, _field(form, "withdraw"))
            if "disable" in form or "withdraw" in form:
                for cut_off in [room.cut_off for room in self.everybody() if room.cut_off is not None]:
                    await cut_off(db, now)
        if "link" in form:
            return await self._people(request, account, opened, "" if opened else "disabled")
        return web.Response(status=303, headers={"Location": PEOPLE})

    async def _invite(self, request: web.Request, account: Account, role: Role | None, name: str) -> web.Response:
        if role is None or not tidy(name):
            return await self._people(request, account, refused="role" if role is None else "name", name=name)
        async with self.database.write() as db:
            opened = await store.invite(db, role, tidy(name), self.clock.now(), self.clock.new_id)
        return await self._people(request, account, opened, "" if opened else "disabled", name="" if opened else name)
