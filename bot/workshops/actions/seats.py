"""A seat: taken, given up, shown, put into a calendar. Each says what it did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from bot.i18n import Translator
from bot.ports import Action, Elsewhere, Line, Outcome, Turn
from bot.storage.sealed import Sealer
from bot.workshops import cards, news
from bot.workshops.cards import Words
from bot.workshops.entry import Entries
from bot.workshops.mails import UNREACHED, Mails, sentence
from bot.workshops.model import TAKEN, Seat, Workshop
from bot.workshops.rules.offers import HOLD
from bot.workshops.rules.suggest import Card
from bot.workshops.store import seats as store
from bot.workshops.store.seats import Booked, Waits
from bot.workshops.store.workshops import load
from flows.events import JsonValue

Answers = Mapping[str, JsonValue]

HERE = frozenset({*TAKEN, "waiting"})
MINUTES = 60


@dataclass(frozen=True, slots=True)
class Seats:
    """`book`, `give_up`, `mine`, `show`, `calendar`."""

    sealer: Sealer
    words: Words
    entries: Entries
    elsewhere: Elsewhere
    mails: Mails

    async def book(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """One tap. Value: `{"state": booked · waits · closed}`."""
        words, id = self.words(turn.locale), workshop_id(args)
        found = await store.book(turn.db, turn.now, turn.person_id, id, turn.new_id()) if id else None
        match found:
            case Booked(seat, workshop, again):
                lines = [await self._booked(turn, seat, workshop, words, again=again)]
                lines += await self._promise(turn, workshop, words)
                mail = () if again else await self.mails.plan(turn, "booked", workshop, seat)
                events = news.plan(workshop, seat, turn.now)
                return Outcome({"state": "booked"}, tuple(lines), effects=mail, events=events)
            case Waits(seat, workshop, ahead):
                lines = [Line(waiting(ahead, words)), *await self._unreached(turn, words)]
                if turn.channel in UNREACHED and self.mails.mailer is None:
                    file = await self.entries.file(turn, workshop, seat)
                    lines.append(Line(into_calendar(seat, words), (file,)))
                return Outcome({"state": "waits"}, tuple(lines))
            case _:
                text = words.pgettext("workshops/closed", "Cet atelier n’est plus possible. On en cherche un autre.")
                return Outcome({"state": "closed"}, (Line(text),))

    async def give_up(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """Value: what they had, or null."""
        words, id = self.words(turn.locale), workshop_id(args)
        had = await store.give_up(turn.db, self.sealer, turn.now, turn.person_id, id) if id else None
        if had is None:
            text = words.pgettext("workshops/had_none", "Tu n’as pas de place à cet atelier. Rien ne change.")
            return Outcome(None, (Line(text),))
        text = (
            words.pgettext("workshops/left_list", "C’est noté. Tu n’es plus sur la liste d’attente.")
            if had.state == "waiting"
            else words.pgettext("workshops/given_up", "C’est noté, merci. Ta place est libre pour quelqu’un d’autre.")
        )
        # Who waited may have it in a calendar, too: from the page, before they went on in a chat.
        workshop = (await load(turn.db, [had.workshop_id]))[had.workshop_id]
        file = await self.entries.file(turn, workshop, replace(had, state="given_up", changes=had.changes + 1))
        return Outcome(had.state, (Line(text, (file,)),))

    async def mine(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """The workshops to come that they have a seat in or wait for, as a list."""
        words = self.words(turn.locale)
        options: list[JsonValue] = [
            {"id": f"w{one.id}", "label": cards.button(one.draft, words), "value": one.id}
            for one, _ in await self._coming(turn)
        ]
        return Outcome(options)

    async def show(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """One of them. Value: `{"state": booked · held · waiting}`, null when it is no longer theirs."""
        words, id = self.words(turn.locale), workshop_id(args)
        found = next(((one, seat) for one, seat in await self._coming(turn) if one.id == id), None)
        if found is None:
            return Outcome(None)
        workshop, seat = found
        state = "held" if seat.state in ("held", "offered") else seat.state
        lines = [Line(cards.card(Card(workshop, None, ""), words, mine=True), location=cards.location(workshop.draft))]
        if seat.state == "booked" and workshop.draft.spot.link:
            lines.append(Line(workshop.draft.spot.link))
        return Outcome({"state": state}, (*lines, Line(await self._standing(turn, workshop, seat, words))))

    async def calendar(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        words, id = self.words(turn.locale), workshop_id(args)
        found = next(((one, seat) for one, seat in await self._coming(turn) if one.id == id), None)
        if found is None or found[1].state != "booked":
            return Outcome(None)
        return Outcome("yes", (Line(into_calendar(found[1], words), (await self.entries.file(turn, *found),)),))

    def actions(self) -> Mapping[str, Action]:
        return {
            "workshops.book": self.book,
            "workshops.give_up": self.give_up,
            "workshops.mine": self.mine,
            "workshops.show": self.show,
            "workshops.calendar": self.calendar,
        }

    async def _coming(self, turn: Turn) -> Sequence[tuple[Workshop, Seat]]:
        own = {seat.workshop_id: seat for seat in await store.of_person(turn.db, turn.person_id) if seat.state in HERE}
        known = await load(turn.db, own)
        coming = [one for one in known.values() if one.state == "open" and one.draft.ends_at > turn.now]
        return [(one, own[one.id]) for one in sorted(coming, key=lambda one: (one.draft.starts_at, one.id))]

    async def _booked(self, turn: Turn, seat: Seat, workshop: Workshop, words: Translator, *, again: bool) -> Line:
        draft = workshop.draft
        said = (
            words.pgettext("workshops/booked_before", "Ta place est déjà gardée\u00a0: «\u00a0{title}\u00a0», {when}.")
            if again
            else sentence("booked", words)
        )
        head = said.format(title=cards.named(draft, words), when=cards.when(draft, words))
        known = (cards.facts(Card(workshop, None, ""), words, mine=True), cards.audience(draft, words))
        text = "\n".join(filter(None, [head, *cards.way(draft, words, link=True), *known, cards.number(seat, words)]))
        return Line(text, (await self.entries.file(turn, workshop, seat),), cards.location(draft))

    async def _promise(self, turn: Turn, workshop: Workshop, words: Translator) -> Sequence[Line]:
        """When they will be reminded; where they can't be, what to do about it."""
        by_mail = await self.mails.box(turn)
        if turn.channel in UNREACHED and by_mail is None:
            return await self._unreached(turn, words)
        zone = ZoneInfo(workshop.draft.zone)
        moments = [words.soon(at, turn.now, zone) for at in news.reminded_at(workshop, turn.now)]
        if not moments:
            return ()
        said = (
            words.pgettext("workshops/will_mail", "Je t’écris avant, par mail\u00a0: {moments}.")
            if by_mail
            else words.pgettext("workshops/will_remind", "Je t’écris avant, pour y penser\u00a0: {moments}.")
        )
        return (Line(said.format(moments=words.list(moments))),)

    async def _unreached(self, turn: Turn, words: Translator) -> Sequence[Line]:
        if turn.channel not in UNREACHED or await self.mails.box(turn):
            return ()
        if self.mails.mailer is not None:
            closed = words.pgettext(
                "workshops/closed_page", "Quand cette page est fermée, je ne peux pas t’écrire ici."
            )
            return (Line(closed),)
        told = words.pgettext(
            "workshops/unreached",
            "Page fermée, je ne peux pas t’écrire. Mets le fichier dans ton agenda, ou reviens ici.",
        )
        link = await self.elsewhere(turn.db, turn.person_id)
        if not link:
            return (Line(told),)
        return (Line(told), Line(on_telegram(link, words)))

    async def _standing(self, turn: Turn, workshop: Workshop, seat: Seat, words: Translator) -> str:
        if seat.state == "waiting":
            return waiting(await store.ahead(turn.db, seat), words)
        if seat.state == "booked":
            kept = words.pgettext("workshops/have_seat", "Ta place est gardée.")
            return f"{kept}\n{cards.number(seat, words)}"
        if seat.hold_until is None:
            return words.pgettext("workshops/have_offer", "Une place s’est libérée pour toi.")
        until = words.time(seat.hold_until, ZoneInfo(workshop.draft.zone))
        return words.pgettext("workshops/have_hold", "Une place est gardée pour toi jusqu’à {until}.").format(
            until=until
        )


def on_telegram(link: str, words: Translator) -> str:
    said = words.pgettext(
        "workshops/elsewhere", "Sur Telegram, je peux t’écrire. Ce lien marche 15 minutes\u00a0: {link}"
    )
    return said.format(link=link)


def into_calendar(seat: Seat, words: Translator) -> str:
    if seat.state == "waiting":
        return words.pgettext("workshops/entry_waits", "Ouvre ce fichier\u00a0: la date se met dans ton agenda.")
    return words.pgettext("workshops/entry", "Ouvre ce fichier\u00a0: l’atelier se met dans ton agenda.")


def workshop_id(args: Answers) -> int:
    """0: none."""
    id = args.get("workshop")
    return id if isinstance(id, int) and not isinstance(id, bool) else 0


def waiting(ahead: int, words: Translator) -> str:
    """How many are before them, and what happens then."""
    minutes = int(HOLD.total_seconds() // MINUTES)
    if ahead == 0:
        first = words.pgettext("workshops/next_in_line", "C’est complet, et tu es en tête de la liste d’attente.")
    elif ahead == 1:
        first = words.pgettext(
            "workshops/one_ahead", "C’est complet. Sur la liste d’attente, 1 personne est avant toi."
        )
    else:
        first = words.pgettext(
            "workshops/some_ahead", "C’est complet. Sur la liste d’attente, {count} personnes sont avant toi."
        ).format(count=ahead)
    then = words.pgettext(
        "workshops/if_free", "Si une place se libère, je te le dis, et je te la garde {minutes} minutes."
    ).format(minutes=minutes)
    return f"{first}\n{then}"
