"""A lost sign-in, by e-mail: the account says where it reads, and later asks there for a link. Where there is mail.

Law: the answer to "I have lost my link" is the same, and as quick, whoever asks and whatever they type.
"""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from bot.accounts import mailboxes
from bot.accounts.mailboxes import Renewed
from bot.accounts.post import Post
from bot.accounts.rules import LIVES, LONGEST_ADDRESS, address_of, digits, is_address
from bot.clock import Clock
from bot.errors import Unavailable
from bot.ports import Account, Mail, Translations
from bot.storage.engine import Database
from bot.web import guard
from bot.web.inputs import Form, clean
from bot.web.limits import Buckets
from bot.web.site import client_of
from bot.web.staff import staff_page
from bot.web.words import Language, language

LOST = "/sign-in/lost"
MAILBOX = "/staff/devices/mail"
MAILED: web.AppKey[bool] = web.AppKey("mailed", bool)
"""There is e-mail here: the other pages show the way to these."""
LOST_BURST, LOST_RATE = 20, 0.02
"""Links asked for by one network address at once, and then about one a minute: an association, not a list of names."""
CODE_DIGITS = 20
"""Figures of a code that are looked at."""


@dataclass(frozen=True, slots=True)
class MailPages:
    """`root`: the address people reach the service under."""

    database: Database
    clock: Clock
    words: Translations
    root: str
    post: Post

    def routes(self, app: web.Application) -> None:
        app[MAILED] = True
        limit = Buckets(self.clock.now, LOST_BURST, LOST_RATE)

        async def ask(request: web.Request) -> web.Response:
            if limit.take(client_of(request)):
                raise web.HTTPTooManyRequests(headers={"Retry-After": str(round(1 / LOST_RATE))})
            return await self.ask(request)

        async def close(app: web.Application) -> None:
            await self.post.close()

        app.add_routes(
            [
                web.get(LOST, self.lost),
                web.post(LOST, ask),
                web.get(MAILBOX, guard.needs()(self.mailbox)),
                web.post(MAILBOX, guard.needs()(self.change)),
            ]
        )
        app.on_shutdown.append(close)

    # -- lost -------------------------------------------------------------------------------------------------
    async def lost(self, request: web.Request) -> web.Response:
        return self._lost(request, "")

    def _lost(self, request: web.Request, state: str) -> web.Response:
        """The page with the token of a cookie that this browser has, or gets now."""
        cookie = request.cookies.get(guard.COOKIE) or request.cookies.get(guard.DOOR) or self.clock.new_id()
        minutes = int(LIVES["mail"].total_seconds()) // 60
        values = {"state": state, "token": guard.token(cookie), "minutes": minutes, "longest": LONGEST_ADDRESS}
        response = staff_page(request, None, "staff/lost.html", values, status=400 if state == "wrong" else 200)
        if not request.cookies.get(guard.COOKIE):
            guard.keep_door(request, response, cookie)
        return response

    async def ask(self, request: web.Request) -> web.Response:
        """`POST`: a link goes there, if an account reads there."""
        address, locale = _address(await guard.checked_form(request)), language(request).locale
        if not is_address(address):
            return self._lost(request, "wrong")
        self.post.begin(lambda: self._renew(address, locale))
        return self._lost(request, "sent")

    async def _renew(self, address: str, locale: str) -> None:
        async with self.database.write() as db:
            links = await mailboxes.renew(db, address, self.clock.now(), self.clock.new_id)
        for link in links:
            await self.post.send(self._mail(link, locale))

    def _mail(self, link: Renewed, locale: str) -> Mail:
        words = self.words(locale)
        subject = words.pgettext("accounts/mail/subject", "Votre lien pour entrer")
        text = words.pgettext(
            "accounts/mail/text",
            "Bonjour {name},\n\nVotre lien. Il sert une fois, pendant {minutes} minutes :\n{link}\n\n"
            "Vous n'avez rien demandé ? Ne faites rien : sans ce mail, personne n'entre.",
        )
        minutes = str(int(LIVES["mail"].total_seconds()) // 60)
        where = address_of(self.root, link.code)
        said = text.replace("{minutes}", minutes).replace("{link}", where).replace("{name}", link.name)
        return Mail(link.address, subject, said, f"renew/{link.code}", locale)

    # -- where they read --------------------------------------------------------------------------------------
    async def mailbox(self, request: web.Request, account: Account) -> web.Response:
        return await self._mailbox(request, account)

    async def _mailbox(
        self, request: web.Request, account: Account, note: str = "", typed: str = "", *, coded: bool = False
    ) -> web.Response:
        async with self.database.read() as db:
            known = await mailboxes.of_account(db, account.id)
        spoken = language(request)
        values = {
            "known": known, "typed": typed, "coded": coded, "note": _note(spoken, note), "bad": note in BAD,
            "longest": LONGEST_ADDRESS,
        }  # fmt: skip
        status = 400 if note in BAD else 200
        return staff_page(request, account, "staff/mailbox.html", values, status=status)

    async def change(self, request: web.Request, account: Account) -> web.Response:
        """One of the page's buttons: `mail` sends a code, `confirm` takes it, `unmail` forgets the address."""
        form = await guard.form_of(request)
        address = _address(form)
        if "unmail" in form:
            async with self.database.write() as db:
                await mailboxes.drop(db, account.id)
            return await self._mailbox(request, account, "off")
        if not is_address(address):
            return await self._mailbox(request, account, "wrong", address)
        if "confirm" not in form:
            return await self._send_code(request, account, address)
        code = "".join(char for char in clean(str(form.get("code", ""))) if char.isdigit())[:CODE_DIGITS]
        async with self.database.write() as db:
            good = await mailboxes.confirm(db, self.clock.now(), account.id, address, code)
        return await self._mailbox(request, account, "kept" if good else "code", address, coded=not good)

    async def _send_code(self, request: web.Request, account: Account, address: str) -> web.Response:
        """**Why** the row first: a code that arrives is good, whatever breaks after it."""
        key = self.clock.new_id()
        code, locale = digits(key), language(request).locale
        words = self.words(locale)
        async with self.database.write() as db:
            await mailboxes.offer(db, self.clock.now(), account.id, address, code)
        subject = words.pgettext("accounts/mailbox/subject", "Votre code")
        text = words.pgettext(
            "accounts/mailbox/text",
            "Votre code : {code}. Écrivez-le sur la page d'où vous venez, dans les {minutes} minutes.\n"
            "Vous n'avez rien demandé ? Ne faites rien.",
        )
        minutes = str(int(LIVES["address"].total_seconds()) // 60)
        said = text.replace("{code}", code).replace("{minutes}", minutes)
        try:
            sent = await self.post.mailer.send(Mail(address, subject, said, f"mailbox/{key}", locale))
        except Unavailable:
            return await self._mailbox(request, account, "down", address)
        return await self._mailbox(request, account, "sent" if sent else "wrong", address, coded=sent)


def _address(form: Form) -> str:
    return " ".join(clean(str(form.get("address", ""))).split())[: LONGEST_ADDRESS + 1]


BAD = frozenset({"wrong", "code", "down"})
"""Notes that say what did not work."""


def _note(words: Language, note: str) -> str:
    match note:
        case "sent":
            return words.pgettext("staff/mailbox/sent", "Un code est parti à cette adresse. Écrivez-le ici.")
        case "kept":
            return words.pgettext("staff/mailbox/kept", "C'est vérifié : un lien perdu revient par ce mail.")
        case "wrong":
            return words.pgettext("staff/mailbox/wrong", "Cette adresse ne reçoit pas de mail. Vérifiez-la.")
        case "code":
            return words.pgettext("staff/mailbox/code", "Ce n'est pas le bon code, ou il est trop ancien.")
        case "down":
            return words.pgettext("staff/mailbox/down", "Le mail n'est pas parti. Réessayez dans quelques minutes.")
        case "off":
            return words.pgettext("staff/mailbox/off", "L'adresse est effacée.")
    return ""
