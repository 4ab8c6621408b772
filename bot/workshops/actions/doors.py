"""Somebody comes by the page or the link of one workshop: its card, and a seat in it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.i18n import Translator
from bot.ports import Line, Outcome, Turn
from bot.workshops import cards
from bot.workshops.cards import Words
from bot.workshops.model import TAKEN, Seat, Workshop
from bot.workshops.news import about
from bot.workshops.rules.suggest import Card
from bot.workshops.store import persons, seats
from bot.workshops.store.workshops import by_key
from flows.events import Adopted, Aside

PREFIX = "atelier_"
"""What a link to a workshop begins with; its key follows. Together half of the 64 characters that Telegram carries."""
FLOW, LINK = "atelier_lien", "workshop.link"
"""The flow, and the save of what it is about."""


def source_of(workshop: Workshop) -> str:
    return PREFIX + workshop.key


@dataclass(frozen=True, slots=True)
class Doors:
    words: Words

    async def workshop(self, turn: Turn, key: str) -> Outcome | None:
        """Its card, then the question; for who has a seat how it stands, of one that is over that it is.

        **Why** not aside while they have not agreed: what is said aside is forgotten, and they would be asked again.
        """
        found = await by_key(turn.db, key)
        if found is None or not found.was_public:
            return None
        words = self.words(turn.locale)
        if found.state == "cancelled" or found.draft.starts_at <= turn.now:
            return Outcome(lines=(Line(_gone(found, words)),))
        seat = await seats.own(turn.db, turn.person_id, found.id)
        stands = _stands(seat, words)
        shown = cards.card(Card(found, None, ""), words, mine=seat is not None and seat.state in TAKEN)
        card = Line(shown, location=cards.location(found.draft))
        if stands:
            return Outcome(lines=(card, Line(stands)))
        agreed = await persons.has_agreed(turn.db, turn.person_id)
        value = {**about(found), "full": _word(found.left == 0), "agreed": _word(agreed)}
        if not agreed:
            return Outcome(lines=(card,), adopt=Adopted(FLOW, {LINK: value}))
        return Outcome(lines=(card,), aside=Aside(FLOW, str(found.id), value))


def _word(true: bool) -> str:
    return "yes" if true else "no"


def _gone(workshop: Workshop, words: Translator) -> str:
    text = (
        words.pgettext("workshops/link_cancelled", "L’atelier «\u00a0{title}\u00a0» est annulé.")
        if workshop.state == "cancelled"
        else words.pgettext("workshops/link_over", "L’atelier «\u00a0{title}\u00a0», c’est passé.")
    )
    more = words.pgettext("workshops/link_others", "Pour en trouver un autre, écris «\u00a0atelier\u00a0».")
    return f"{text.format(title=cards.named(workshop.draft, words))}\n{more}"


def _stands(seat: Seat | None, words: Translator) -> str:
    """ "" for who may take a seat."""
    if seat is None or seat.state not in (*TAKEN, "waiting"):
        return ""
    if seat.state == "waiting":
        return words.pgettext("workshops/on_list", "Tu es sur la liste d’attente.")
    if seat.state == "booked":
        return words.pgettext("workshops/have_seat", "Ta place est gardée.")
    return words.pgettext("workshops/have_offer", "Une place s’est libérée pour toi.")
