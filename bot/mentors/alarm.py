"""Tells a coordinator by e-mail that something needs a decision: never who, never a word of what was said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import select, update

from bot.clock import Clock
from bot.i18n import Translator
from bot.mentors.store import alarms
from bot.mentors.store.mentors import EMAIL
from bot.ports import Mail, Mailer
from bot.storage.engine import Database
from bot.storage.tables.mentors import mentor_addresses, mentor_languages
from flows.events import JsonValue

PAGE = "/staff/mentors"


@dataclass(frozen=True, slots=True)
class Alarm:
    """The effect `alarms.ALARM`. `mailer`: None where there is no e-mail. `origin`: of the link to the page."""

    database: Database
    clock: Clock
    words: Callable[[str], Translator]
    mailer: Mailer | None
    origin: str

    async def __call__(self, person_id: int, payload: Mapping[str, JsonValue]) -> Mapping[str, JsonValue]:
        """`what`: report · held; `id`, `account`. Raises `Unavailable`: tried again later."""
        account, what, id = payload.get("account"), payload.get("what"), payload.get("id")
        if self.mailer is None or not isinstance(account, int):
            return {}
        mine = (mentor_addresses.c.account_id == account) & (mentor_addresses.c.channel == EMAIL)
        async with self.database.read() as db:
            still = account in await alarms.told(db)
            to = await db.scalar(select(mentor_addresses.c.address).where(mine))
            spoken = select(mentor_languages.c.language).where(mentor_languages.c.account_id == account)
            languages = sorted((await db.scalars(spoken)).all())
        if not still or to is None:
            return {}
        words = self.words("fr" if "fr" in languages or not languages else languages[0])
        subject = words.pgettext("mentor/alarm/subject", "Passerelle\u00a0: une décision à prendre")
        text = f"{said(str(what), words)}\n\n{self.origin}{PAGE}\n"
        if not await self.mailer.send(Mail(to, subject, text, f"alarm/{what}/{id}/{account}", words.locale)):
            async with self.database.write() as db:
                await db.execute(update(mentor_addresses).where(mine).values(failed_at=self.clock.now()))
        return {}


def said(what: str, words: Translator) -> str:
    if what == "report":
        return words.pgettext(
            "mentor/alarm/report", "Un signalement est arrivé. La conversation est gelée, en attendant votre décision."
        )
    return words.pgettext("mentor/alarm/held", "Un message d'un mentor est retenu, en attendant votre décision.")
