"""Tells a coordinator that something needs a decision; an effect."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.i18n import Translator
from bot.mentors.store import alarms
from bot.notices import Notice, Teller
from bot.storage.engine import Database
from flows.events import JsonValue

PAGE = "/staff/mentors"


@dataclass(frozen=True, slots=True)
class Alarm:
    """The effect `alarms.ALARM`."""

    database: Database
    teller: Teller
    words: Callable[[str], Translator]

    async def __call__(self, person_id: int, payload: Mapping[str, JsonValue]) -> Mapping[str, JsonValue]:
        """`what`: report · held; `id`, `account`. Raises `Unavailable`: tried again later."""
        account, what, id = payload.get("account"), payload.get("what"), payload.get("id")
        async with self.database.read() as db:
            still = await alarms.told(db)
        if not isinstance(account, int) or account not in still:
            return {}

        def write(reads: str, zone: ZoneInfo) -> Notice:
            words = self.words(reads)
            subject = words.pgettext("mentor/alarm/subject", "Passerelle\u00a0: une décision à prendre")
            return Notice(subject, said(str(what), words), PAGE, f"{PAGE}#mail", f"alarm/{what}/{id}/{account}")

        await self.teller(account, write)
        return {}


def said(what: str, words: Translator) -> str:
    if what == "report":
        return words.pgettext(
            "mentor/alarm/report", "Un signalement est arrivé. La conversation est gelée, en attendant votre décision."
        )
    return words.pgettext("mentor/alarm/held", "Un message d'un mentor est retenu, en attendant votre décision.")
