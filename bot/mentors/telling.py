"""Tells a mentor, where they asked for it, that something is theirs to know: never who, never a word of theirs.

Law: an effect, so that no page and no turn waits for a mail server; who takes no messages any more is not tried again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import select, update

from bot.clock import Clock
from bot.i18n import Translator
from bot.ports import Mail, Mailer
from bot.storage.engine import Database
from bot.storage.tables.accounts import accounts
from bot.storage.tables.mentors import mentor_addresses, mentor_languages, mentors
from bot.storage.types import EPOCH, MICROSECOND
from flows.events import JsonValue

EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Telling:
    """`mailer`: None where there is no e-mail. `origin`: of the link to the console."""

    database: Database
    clock: Clock
    words: Callable[[str], Translator]
    mailer: Mailer | None
    origin: str

    async def __call__(self, person_id: int, payload: Mapping[str, JsonValue]) -> Mapping[str, JsonValue]:
        """`account`, `what`, `at` (µs) and `key` of the news. Raises `Unavailable`: tried again later."""
        account, what, at, key = (payload.get(name) for name in ("account", "what", "at", "key"))
        if not isinstance(account, int) or not isinstance(at, int) or self.mailer is None:
            return {}
        found = await self._address(account)
        if found is None:
            return {}
        to, zone, locale = found
        words = self.words(locale)
        when = words.moment(EPOCH + at * MICROSECOND, zone)
        link = f"{self.origin}/mentor"
        text = "\n\n".join([said(str(what), when, words), link])
        subject = words.pgettext("mentor/mail/subject", "Passerelle\u00a0: vos rendez-vous")
        if not await self.mailer.send(Mail(to, subject, text, f"mentor/{key}", locale)):
            await self._refused(account)
        return {}

    async def _address(self, account: int) -> tuple[str, ZoneInfo, str] | None:
        """Where they want e-mail, their clock, the language they read."""
        query = (
            select(mentor_addresses.c.address, mentors.c.zone)
            .join(mentors, mentors.c.account_id == mentor_addresses.c.account_id)
            .join(accounts, accounts.c.id == mentors.c.account_id)
            .where(
                mentor_addresses.c.account_id == account,
                mentor_addresses.c.channel == EMAIL,
                mentor_addresses.c.failed_at.is_(None),
                accounts.c.disabled_at.is_(None),
            )
        )
        spoken = select(mentor_languages.c.language).where(mentor_languages.c.account_id == account)
        async with self.database.read() as db:
            row = (await db.execute(query)).one_or_none()
            languages = sorted((await db.scalars(spoken)).all())
        if row is None:
            return None
        return row.address, ZoneInfo(row.zone), "fr" if "fr" in languages or not languages else languages[0]

    async def _refused(self, account: int) -> None:
        mine = (mentor_addresses.c.account_id == account) & (mentor_addresses.c.channel == EMAIL)
        async with self.database.write() as db:
            await db.execute(update(mentor_addresses).where(mine).values(failed_at=self.clock.now()))


def said(what: str, when: str, words: Translator) -> str:
    """`what`: booked · moved · cancelled · soon · now."""
    match what:
        case "booked":
            return words.pgettext("mentor/mail/booked", "Un rendez-vous est réservé avec vous : {when}.").format(
                when=when
            )
        case "moved":
            sentence = words.pgettext("mentor/mail/moved", "Un rendez-vous a changé d'heure : {when}.")
            return sentence.format(when=when)
        case "cancelled":
            sentence = words.pgettext("mentor/mail/cancelled", "Le rendez-vous de {when} est annulé par la personne.")
            return sentence.format(when=when)
        case "soon":
            sentence = words.pgettext("mentor/mail/soon", "Rappel : vous avez un rendez-vous {when}.")
            return sentence.format(when=when)
        case _:
            return words.pgettext("mentor/mail/now", "C'est l'heure : la conversation est ouverte.")
