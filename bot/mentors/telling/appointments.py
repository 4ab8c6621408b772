"""Tells a mentor what became of their appointments; an effect."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.i18n import Translator
from bot.notices import Notice, Teller
from bot.storage.types import EPOCH, MICROSECOND
from flows.events import JsonValue

PAGE, STOP = "/mentor", "/mentor/profile"


@dataclass(frozen=True, slots=True)
class Appointed:
    """The effect `agenda.TELL`."""

    clock: Clock
    teller: Teller
    words: Callable[[str], Translator]

    async def __call__(self, person_id: int, payload: Mapping[str, JsonValue]) -> Mapping[str, JsonValue]:
        """`account`, `what`, `at` (µs), `key` and `until` (µs) of the news, which is dropped from then on. Raises
        `Unavailable`: tried again later."""
        account, what, at, key, until = (payload.get(name) for name in ("account", "what", "at", "key", "until"))
        if not isinstance(account, int) or not isinstance(at, int):
            return {}
        if isinstance(until, int) and self.clock.now() >= EPOCH + until * MICROSECOND:
            return {}
        moment = EPOCH + at * MICROSECOND

        def write(reads: str, zone: ZoneInfo) -> Notice:
            words = self.words(reads)
            subject = words.pgettext("mentor/mail/subject", "Passerelle\u00a0: vos rendez-vous")
            text = said(str(what), words.moment(moment, zone), words)
            # May ring at night: the hour was their own choice.
            return Notice(subject, text, PAGE, STOP, f"mentor/{key}", urgent=what in ("soon", "now"))

        await self.teller(account, write)
        return {}


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
