"""E-mails to who books on the web, where a closed page hears nothing. Only where a mail server is set.

Law: an address is asked for after a booking and serves this alone. An e-mail is written when it is sent, out of what is
stored then: whatever does not hold any more is dropped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.hours import is_night
from bot.i18n import Translator
from bot.ports import Later, Line, Mail, Mailer, Outcome, Turn
from bot.storage.engine import Database
from bot.storage.sealed import Sealer
from bot.storage.tables.people import people
from bot.storage.types import EPOCH, MICROSECOND, micros
from bot.workshops import cards
from bot.workshops.cards import Words
from bot.workshops.entry import calendar, given
from bot.workshops.model import TAKEN, Seat, Workshop
from bot.workshops.rules.moments import waits_until
from bot.workshops.store import mailboxes, seats
from bot.workshops.store.mailboxes import Mailbox
from bot.workshops.store.workshops import load
from flows.events import JsonValue

Payload = Mapping[str, JsonValue]
About = Literal["booked", "waits", "remind", "changed", "cancelled", "offer"]

UNREACHED = frozenset({"web", "terminal"})
"""Channels where nothing can be said to somebody whose page is closed."""
MAIL = "workshops.mail"
STOP = "/mail"
"""Where these e-mails are ended, by the key of the mailbox."""
FILES = ("booked", "changed", "cancelled")
"""E-mails that change the calendar of who gets them."""
ANSWERS = ("booked", "waits", "offer")
"""E-mails that are waited for; the others do not come at night, but for news of what begins early."""


@dataclass(frozen=True, slots=True)
class Case:
    """What an e-mail is about, as it is now."""

    about: About
    workshop: Workshop
    seat: Seat
    box: Mailbox
    locale: str
    until: datetime
    given: bool = False
    """They have a file of it from the chat."""

    @property
    def holds(self) -> bool:
        """A newer change brings an e-mail of its own."""
        state = self.seat.state
        if (self.workshop.state == "cancelled") != (self.about == "cancelled") or self.workshop.state == "closed":
            return False
        if self.about in ("offer", "waits"):
            return state == ("held" if self.about == "offer" else "waiting")
        return state == "booked" or (self.about in ("changed", "cancelled") and state in (*TAKEN, "waiting"))

    @property
    def in_calendar(self) -> bool:
        """Who waits gets no file that says more than they know; the one they took themselves is kept right."""
        return self.about in FILES and (self.seat.state != "waiting" or self.given)


@dataclass(frozen=True, slots=True)
class Mails:
    """`mailer`: None where no server is set. `root`: the address of this service."""

    database: Database
    sealer: Sealer
    clock: Clock
    words: Words
    mailer: Mailer | None
    root: str

    async def box(self, turn: Turn) -> Mailbox | None:
        """Theirs, when it is by e-mail that they are reached: who hears of it in a chat needs no second copy."""
        if self.mailer is None or turn.channel not in UNREACHED:
            return None
        return await mailboxes.of_person(turn.db, self.sealer, turn.person_id)

    async def plan(
        self, turn: Turn, about: About, workshop: Workshop, seat: Seat, until: datetime | None = None
    ) -> tuple[Later, ...]:
        """The e-mail, for who wants one. `until`: when it is of no use any more; None: once it begins."""
        if await self.box(turn) is None:
            return ()
        end = micros(until or workshop.draft.starts_at)
        ids: Payload = {"about": about, "workshop": workshop.id, "sequence": workshop.sequence, "until": end}
        return (Later(MAIL, ids, f"{MAIL}/{seat.id}/{about}/{workshop.sequence}/{micros(turn.now)}"),)

    # -- the effect -------------------------------------------------------------------------------------------
    async def send(self, person_id: int, payload: Payload) -> Payload:
        """Value: `{"state": sent · dropped · refused · later}`."""
        now = self.clock.now()
        async with self.database.read() as db:
            case = await self._case(db, person_id, payload)
        if self.mailer is None or case is None or not case.holds or now > case.until:
            return {"state": "dropped"}
        zone = ZoneInfo(case.workshop.draft.zone)
        if case.about not in ANSWERS and is_night(now, zone):
            if case.about == "remind":
                return {"state": "dropped"}
            if morning := waits_until(case.workshop.draft.starts_at, zone, now):
                return {"state": "later", "at": micros(morning), "what": dict(payload)}
        if await self.mailer.send(self._mail(case, now)):
            return {"state": "sent"}
        return {"state": "refused", "box": case.box.key}

    async def _case(self, db: AsyncConnection, person_id: int, payload: Payload) -> Case | None:
        id, until = payload.get("workshop"), payload.get("until")
        box = await mailboxes.of_person(db, self.sealer, person_id)
        if box is None or not isinstance(id, int) or not isinstance(until, int):
            return None
        if payload.get("about") not in ("booked", "waits") and await mailboxes.chat(db, person_id) not in (
            "",
            *UNREACHED,
        ):
            return None
        workshop, seat = (await load(db, [id])).get(id), await seats.own(db, person_id, id)
        if workshop is None or seat is None or workshop.sequence != payload.get("sequence"):
            return None
        locale = str(await db.scalar(select(people.c.locale).where(people.c.id == person_id)))
        there = await given(db, self.sealer, seat)
        return Case(cast("About", payload.get("about")), workshop, seat, box, locale, _moment(until), there)

    def _mail(self, case: Case, now: datetime) -> Mail:
        words, stop = self.words(case.locale), f"{self.root}{STOP}/{case.box.key}"
        end = words.pgettext(
            "workshops/mail/stop", "Tu as demandé ces mails. Pour ne plus en recevoir\u00a0: {link}"
        ).format(link=stop)
        text = "\n".join([*told(case, words), "", onward(case.about, words).format(link=f"{self.root}/"), "", end, ""])
        return Mail(
            to=case.box.address,
            subject=subject(case.about, words).format(when=cards.when(case.workshop.draft, words)),
            text=text,
            key=f"{case.seat.key}/{case.about}/{case.workshop.sequence}/{case.until.isoformat()}/{case.box.key}",
            locale=words.locale,
            unsubscribe=stop,
            calendar=calendar(case.workshop, case.seat, words, now) if case.in_calendar else b"",
        )

    async def done(self, turn: Turn, payload: Payload) -> Outcome:
        """What became of it: sent again in the morning; or the address takes none, and they hear of it here."""
        at, what, key = payload.get("at"), payload.get("what"), payload.get("box")
        if isinstance(at, int) and isinstance(what, dict):
            again = f"{MAIL}/{turn.person_id}/{what.get('workshop')}/{what.get('about')}/again/{at}"
            return Outcome(effects=(Later(MAIL, what, again, _moment(at)),))
        if not isinstance(key, str) or not await mailboxes.drop(turn.db, key):
            return Outcome()
        text = self.words(turn.locale).pgettext(
            "workshops/mail/refused",
            "Mon mail n’est pas arrivé\u00a0: l’adresse ne marche pas. Je l’ai effacée. Ta place est toujours à toi.",
        )
        return Outcome(lines=(Line(text),), resume=True)


def _moment(at: int) -> datetime:
    return EPOCH + at * MICROSECOND


# -- words ----------------------------------------------------------------------------------------------------
def subject(about: About, words: Translator) -> str:
    match about:
        case "booked":
            return words.pgettext("workshops/mail/booked", "Ta place est gardée\u00a0: {when}")
        case "waits":
            return words.pgettext("workshops/mail/waits", "Tu es sur la liste d’attente\u00a0: {when}")
        case "remind":
            return words.pgettext("workshops/mail/remind", "Ton atelier\u00a0: {when}")
        case "changed":
            return words.pgettext("workshops/mail/changed", "Ton atelier a changé\u00a0: {when}")
        case "cancelled":
            return words.pgettext("workshops/mail/cancelled", "Ton atelier est annulé\u00a0: {when}")
        case "offer":
            return words.pgettext("workshops/mail/offer", "Une place se libère\u00a0: {when}")


def onward(about: About, words: Translator) -> str:
    """What can be done about it, on the page."""
    match about:
        case "cancelled":
            return words.pgettext("workshops/mail/find", "On en cherche un autre\u00a0? Ouvre la page\u00a0: {link}")
        case "offer":
            return words.pgettext("workshops/mail/take", "Pour la prendre, ouvre la page\u00a0: {link}")
        case _:
            return words.pgettext("workshops/mail/leave", "Tu ne peux plus venir\u00a0? Dis-le ici\u00a0: {link}")


def told(case: Case, words: Translator) -> list[str]:
    """What the chat says of it, with the whole date: an e-mail is read when it is read."""
    draft = case.workshop.draft
    until = words.time(case.seat.hold_until, ZoneInfo(draft.zone)) if case.seat.hold_until else ""
    said = sentence(case.about, words)
    lines = [said.format(title=cards.title(draft), when=cards.when(draft, words), until=until)]
    if case.about != "cancelled":
        lines += cards.way(draft, words, link=case.seat.state == "booked")
    if case.about in ("booked", "remind"):
        lines.append(cards.number(case.seat, words))
    return lines


def sentence(about: About, words: Translator) -> str:
    """Said in the chat, too: `{title}`, `{when}`, and of an offer `{until}`."""
    match about:
        case "booked":
            return words.pgettext("workshops/booked", "Ta place est gardée\u00a0: «\u00a0{title}\u00a0», {when}.")
        case "waits":
            return words.pgettext(
                "workshops/waits",
                "Tu attends une place pour «\u00a0{title}\u00a0», {when}. Dès qu’il y en a une, je t’écris ici.",
            )
        case "remind":
            return words.pgettext("workshops/remind", "Ton atelier «\u00a0{title}\u00a0», c’est {when}.")
        case "changed":
            return words.pgettext("workshops/changed", "«\u00a0{title}\u00a0» a changé. Maintenant, c’est {when}.")
        case "cancelled":
            return words.pgettext(
                "workshops/cancelled", "L’atelier «\u00a0{title}\u00a0», {when}, est annulé. Ce n’est pas ta faute."
            )
        case "offer":
            return words.pgettext(
                "workshops/offer",
                "Une place se libère\u00a0: «\u00a0{title}\u00a0», {when}. Elle est à toi jusqu’à {until}.",
            )
