"""Where somebody of the team is told: an e-mail address, kept once they have read there what we sent; their Telegram.

Law: e-mail only where a mail server is set; what is sent holds figures, never a link that does something when it is
fetched. Telegram only for who has linked their chat.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.clock import Clock
from bot.errors import Unavailable
from bot.i18n import Translator
from bot.mentors.rules.profile import is_address, tidy
from bot.mentors.store import addresses as store
from bot.ports import Account, Mail, Mailer
from bot.storage import team
from bot.storage.engine import Database
from bot.storage.team import EMAIL, TELEGRAM
from bot.web.words import Language

NOTES = frozenset({"mail_sent", "mail_kept", "mail_wrong", "mail_code", "mail_down", "mail_off", "telegram_on",
                   "telegram_off"})  # fmt: skip
BAD = frozenset({"mail_wrong", "mail_code", "mail_down"})


@dataclass(frozen=True, slots=True)
class Mailbox:
    """`mailer`: None where there is no e-mail. `zone`: of who has none yet."""

    database: Database
    clock: Clock
    words: Callable[[str], Translator]
    mailer: Mailer | None
    zone: str

    async def change(self, account: Account, fields: Mapping[str, str], locale: str) -> str:
        """One of the box's buttons (`mail`, `confirm`, `unmail`, `telegram`, `untelegram`); the note to show, "" for
        none of them."""
        address = tidy(fields.get("address", ""))
        for button, channel, note in (("unmail", EMAIL, "mail_off"), ("untelegram", TELEGRAM, "telegram_off")):
            if button in fields:
                async with self.database.write() as db:
                    await team.want_no_more(db, account.id, channel)
                return note
        if "telegram" in fields:
            return await self._telegram(account)
        if self.mailer is None or not {"mail", "confirm"} & fields.keys():
            return ""
        if not is_address(address):
            return "mail_wrong"
        if "mail" in fields:
            return await self._send(self.mailer, account, address, locale)
        code = "".join(char for char in fields.get("code", "") if char.isdigit())[:20]
        async with self.database.write() as db:
            good = await store.confirm(db, self.clock.now(), account.id, address, code, self.zone)
        return "mail_kept" if good else "mail_code"

    async def _telegram(self, account: Account) -> str:
        async with self.database.write() as db:
            if not (await team.asked(db, account.id)).linked:
                return "telegram_off"
            await team.want(db, self.clock.now(), account.id, TELEGRAM, self.zone)
        return "telegram_on"

    async def _send(self, mailer: Mailer, account: Account, address: str, locale: str) -> str:
        """**Why** the row first: a code that arrives is good, whatever breaks after it."""
        key = self.clock.new_id()
        code = store.digits(key)
        async with self.database.write() as db:
            await store.offer(db, self.clock.now(), account.id, address, code)
        words = self.words(locale)
        subject = words.pgettext("mentor/mailbox/subject", "Passerelle\u00a0: votre code")
        text = words.pgettext(
            "mentor/mailbox/text",
            "Votre code : {code}. Écrivez-le sur la page d'où vous venez, dans les {minutes} minutes.\n"
            "Vous n'avez rien demandé ? Ne faites rien.",
        )
        minutes = int(store.CODE_LIVES.total_seconds()) // 60
        said = text.replace("{code}", code).replace("{minutes}", str(minutes))
        try:
            sent = await mailer.send(Mail(address, subject, said, f"mailbox/{key}", words.locale))
        except Unavailable:
            return "mail_down"
        return "mail_sent" if sent else "mail_wrong"


def note(words: Language, note: str) -> str:
    match note:
        case "mail_sent":
            return words.pgettext("mentor/mailbox/sent", "Un code est parti à cette adresse. Écrivez-le ici.")
        case "mail_kept":
            return words.pgettext("mentor/mailbox/kept", "Adresse vérifiée. Les mails arrivent là.")
        case "mail_wrong":
            return words.pgettext("mentor/mailbox/wrong", "Cette adresse ne reçoit pas de mail. Vérifiez-la.")
        case "mail_code":
            return words.pgettext("mentor/mailbox/code", "Ce n'est pas le bon code, ou il est trop ancien.")
        case "mail_down":
            return words.pgettext("mentor/mailbox/down", "Le mail n'est pas parti. Réessayez dans quelques minutes.")
        case "telegram_on":
            return words.pgettext(
                "mentor/mailbox/telegram_on", "C'est noté : les nouvelles arrivent aussi par Telegram."
            )
        case "telegram_off":
            return words.pgettext("mentor/mailbox/telegram_off", "Plus rien ne part vers Telegram.")
        case _:
            return words.pgettext("mentor/mailbox/off", "L'adresse est effacée. Plus aucun mail ne part.")
