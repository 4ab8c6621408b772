"""How somebody on the web is reached once the page is closed: by e-mail, on Telegram, by their own calendar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.ports import Action, Elsewhere, Line, Outcome, Turn
from bot.workshops.actions.seats import into_calendar, on_telegram
from bot.workshops.cards import Words
from bot.workshops.entry import Entries
from bot.workshops.mails import UNREACHED, About, Mails
from bot.workshops.model import Seat, Workshop
from bot.workshops.store import mailboxes, seats
from bot.workshops.store.workshops import load
from flows.events import JsonValue

Answers = Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Reach:
    """`reach`, `by_mail`, `on_telegram`, `entry`: about the seat they have just taken, or wait for."""

    words: Words
    entries: Entries
    elsewhere: Elsewhere
    mails: Mails

    async def reach(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """The ways to choose from; [] where nothing is to be asked: they are reached, or there is no e-mail here."""
        if self.mails.mailer is None or turn.channel not in UNREACHED or await self.mails.box(turn):
            return Outcome([])
        if await self._newest(turn) is None:
            return Outcome([])
        words = self.words(turn.locale)
        ways: list[JsonValue] = [
            {"id": "mail", "label": words.pgettext("workshops/way_mail", "Par mail"), "value": "mail"}
        ]
        if await self.elsewhere(turn.db, turn.person_id):
            ways.append(
                {"id": "telegram", "label": words.pgettext("workshops/way_telegram", "Telegram"), "value": "telegram"}
            )
        return Outcome(ways)

    async def by_mail(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """Keeps `address`, and writes there at once: an address that does not work is known at once."""
        address = args.get("address")
        if self.mails.mailer is None or not isinstance(address, str) or not address:
            return Outcome(None)
        await mailboxes.keep(turn.db, self.mails.sealer, turn.now, turn.person_id, address, turn.new_id())
        newest = await self._newest(turn, at_once=False)
        said = self.words(turn.locale).pgettext(
            "workshops/mail/noted", "C’est noté. Je t’écris maintenant à {address}\u00a0: regarde aussi dans les spams."
        )
        about: About = "waits" if newest and newest[1].state == "waiting" else "booked"
        mail = await self.mails.plan(turn, about, *newest) if newest else ()
        return Outcome("yes", (Line(said.format(address=address)),), effects=mail)

    async def on_telegram(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        link = await self.elsewhere(turn.db, turn.person_id)
        return Outcome("yes", (Line(on_telegram(link, self.words(turn.locale))),)) if link else Outcome(None)

    async def entry(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        newest = await self._newest(turn, at_once=False)
        if newest is None:
            return Outcome(None)
        workshop, seat = newest
        text = into_calendar(seat, self.words(turn.locale))
        return Outcome("yes", (Line(text, (await self.entries.file(turn, workshop, seat),)),))

    async def _newest(self, turn: Turn, *, at_once: bool = True) -> tuple[Workshop, Seat] | None:
        """The seat they took last, or wait for. `at_once`: in this very turn; who took it before was asked then."""
        own = [one for one in await seats.of_person(turn.db, turn.person_id) if one.state in ("booked", "waiting")]
        newest = max(own, key=lambda one: one.since, default=None)
        if newest is None or (at_once and newest.since != turn.now):
            return None
        return (await load(turn.db, [newest.workshop_id]))[newest.workshop_id], newest

    def actions(self) -> Mapping[str, Action]:
        return {
            "workshops.reach": self.reach,
            "workshops.by_mail": self.by_mail,
            "workshops.on_telegram": self.on_telegram,
            "workshops.entry": self.entry,
        }
