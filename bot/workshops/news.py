"""What is said to who has a seat or waits for one, without being asked at that moment.

Law: an event carries ids only. In its own turn everything is looked at again: the seat is still theirs, the workshop
is still what it was, it is day, and it is not too late. Whatever does not hold any more is dropped without a word.
What has its hour is not sent after it either, however long the channel was away (`Outcome.until`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.hours import earliest, is_night, next_morning, nightfall
from bot.ports import Later, Line, Outcome, Turn
from bot.reminding import asked_at, may_remind, reminders
from bot.storage import unasked
from bot.storage.sealed import Sealer
from bot.storage.types import EPOCH, MICROSECOND, micros
from bot.workshops import cards
from bot.workshops.cards import Words
from bot.workshops.entry import Entries
from bot.workshops.mails import Mails, sentence
from bot.workshops.model import TAKEN, Seat, Workshop
from bot.workshops.rules.suggest import LEAD, Card
from bot.workshops.store import after, seats, wishes
from bot.workshops.store.workshops import load
from flows.events import Aside, AsideOver, JsonValue

Payload = Mapping[str, JsonValue]

LAPSE, REMIND, AFTER = "workshops.lapse", "workshops.remind", "workshops.after"
ASKED_UNTIL = timedelta(days=3)
"""How long after the end somebody is still asked how it was."""
OFFERED, REMINDED, ASKED, NEW, GONE = (
    "atelier_offre",
    "atelier_rappel",
    "atelier_apres",
    "atelier_nouveau",
    "atelier_annule",
)
"""Flows that ask aside."""


def plan(workshop: Workshop, seat: Seat, now: datetime) -> tuple[Later, ...]:
    """Reminders of a seat, and the question afterwards. The same seat at the same time is planned once."""
    draft, zone = workshop.draft, ZoneInfo(workshop.draft.zone)
    begins = f"{seat.id}/{micros(draft.starts_at)}"
    ids: Payload = {"workshop": workshop.id, "starts": micros(draft.starts_at)}
    planned = [
        Later(REMIND, {**ids, "until": micros(one.until)}, f"{REMIND}/{begins}/{one.which}", one.at)
        for one in reminders(draft.starts_at, zone, now)
    ]
    asked = asked_at(draft.ends_at, zone)
    return (*planned, Later(AFTER, ids, f"{AFTER}/{begins}", asked))


def reminded_at(workshop: Workshop, now: datetime) -> tuple[datetime, ...]:
    draft = workshop.draft
    return tuple(one.at for one in reminders(draft.starts_at, ZoneInfo(draft.zone), now))


def about(workshop: Workshop) -> Mapping[str, JsonValue]:
    """What a question asked aside is about."""
    return {"workshop": workshop.id, "title": cards.title(workshop.draft)}


def aside(flow: str, workshop: Workshop) -> Aside:
    return Aside(flow, str(workshop.id), dict(about(workshop)))


@dataclass(frozen=True, slots=True)
class Case:
    """One event with what it is about, as it is now."""

    turn: Turn
    workshop: Workshop
    seat: Seat | None
    zone: ZoneInfo

    @property
    def id(self) -> int:
        return self.workshop.id

    @property
    def night(self) -> bool:
        return is_night(self.turn.now, self.zone)

    def later(self, kind: str, payload: Payload, at: datetime | None = None) -> Outcome:
        """The same again, at a better moment: the next morning where none is given."""
        due = at or next_morning(self.turn.now, self.zone)
        key = f"{kind}/{self.turn.person_id}/{self.id}/again/{micros(due)}"
        return Outcome(events=(Later(kind, payload, key, due),))


async def case(turn: Turn, payload: Payload) -> Case | None:
    id = payload.get("workshop")
    found = (await load(turn.db, [id])).get(id) if isinstance(id, int) else None
    if found is None:
        return None
    return Case(turn, found, await seats.own(turn.db, turn.person_id, found.id), ZoneInfo(found.draft.zone))


@dataclass(frozen=True, slots=True)
class News:
    """One method a kind of event."""

    sealer: Sealer
    words: Words
    entries: Entries
    mails: Mails

    # -- a seat that became free ------------------------------------------------------------------------------
    async def offer(self, turn: Turn, payload: Payload) -> Outcome:
        """The first of the waiting list hears of it, and has a while to say yes."""
        one = await case(turn, payload)
        if one is None:
            return Outcome()
        if one.night and one.seat is not None and one.seat.state == "offered":
            return one.later(seats.OFFER, payload)
        held = await seats.tell(turn.db, self.sealer, turn.now, turn.person_id, one.id)
        if held is None or held.hold_until is None:
            return Outcome()
        words, draft = self.words(turn.locale), one.workshop.draft
        until = words.time(held.hold_until, one.zone)
        text = sentence("offer", words).format(
            title=cards.title(draft), when=words.soon(draft.starts_at, turn.now, one.zone), until=until
        )
        mail = await self.mails.plan(turn, "offer", one.workshop, held, held.hold_until)
        key = f"{LAPSE}/{held.id}/{micros(held.hold_until)}"
        lapse = Later(LAPSE, {"workshop": one.id}, key, held.hold_until)
        asked = aside(OFFERED, one.workshop)
        return Outcome(lines=(Line(text),), effects=mail, events=(lapse,), aside=asked, until=held.hold_until)

    async def lapse(self, turn: Turn, payload: Payload) -> Outcome:
        """They did not answer: it goes to the next, and they are told, unless they sleep."""
        one = await case(turn, payload)
        gone = one is not None and await seats.lapse(turn.db, self.sealer, turn.now, turn.person_id, one.id)
        if one is None or not gone or one.night:
            return Outcome()
        words = self.words(turn.locale)
        text = words.pgettext(
            "workshops/lapsed",
            "La place pour «\u00a0{title}\u00a0» n’est plus gardée pour toi.",
        ).format(title=cards.title(one.workshop.draft))
        until = nightfall(turn.now, one.zone)
        return Outcome(lines=(Line(text),), aside=AsideOver(OFFERED, str(one.id)), until=until)

    # -- reminders --------------------------------------------------------------------------------------------
    async def remind(self, turn: Turn, payload: Payload) -> Outcome:
        one = await case(turn, payload)
        if one is None or one.seat is None or one.seat.state != "booked" or not _as_planned(one, payload):
            return Outcome()
        if one.workshop.state != "open":
            return Outcome()
        until = payload.get("until")
        end = EPOCH + until * MICROSECOND if isinstance(until, int) else EPOCH
        if not may_remind(end, one.zone, turn.now):
            return Outcome()
        words, draft = self.words(turn.locale), one.workshop.draft
        when = words.soon(draft.starts_at, turn.now, one.zone)
        head = sentence("remind", words).format(title=cards.title(draft), when=when)
        text = "\n".join([head, *cards.way(draft, words, link=True), cards.number(one.seat, words)])
        mail = await self.mails.plan(turn, "remind", one.workshop, one.seat, end)
        return Outcome(lines=(Line(text),), effects=mail, aside=aside(REMINDED, one.workshop), until=end)

    # -- changes ----------------------------------------------------------------------------------------------
    async def changed(self, turn: Turn, payload: Payload) -> Outcome:
        """Said as it is now: of two changes at once only the last."""
        one = await case(turn, payload)
        if one is None or one.seat is None or one.workshop.state != "open" or not _newest(one, payload):
            return Outcome()
        if one.seat.state not in (*TAKEN, "waiting") or one.workshop.draft.starts_at <= turn.now:
            return Outcome()
        if one.night:
            return one.later("workshops.changed", payload)
        words, draft = self.words(turn.locale), one.workshop.draft
        head = sentence("changed", words).format(title=cards.title(draft), when=cards.when(draft, words))
        mail = await self.mails.plan(turn, "changed", one.workshop, one.seat)
        text = "\n".join([head, *cards.way(draft, words, link=one.seat.state == "booked")])
        line = Line(text, (await self.entries.file(turn, one.workshop, one.seat),), cards.location(draft))
        if one.seat.unsure:
            return Outcome(lines=(line,), effects=mail, resume=True)
        return Outcome(
            lines=(line,),
            effects=mail,
            events=plan(one.workshop, one.seat, turn.now),
            aside=aside(REMINDED, one.workshop),
        )

    async def cancelled(self, turn: Turn, payload: Payload) -> Outcome:
        one = await case(turn, payload)
        if one is None or one.seat is None or one.workshop.state != "cancelled":
            return Outcome()
        if one.seat.state not in (*TAKEN, "waiting") or one.workshop.draft.starts_at <= turn.now:
            return Outcome()
        if one.night and next_morning(turn.now, one.zone) < one.workshop.draft.starts_at:
            return one.later("workshops.cancelled", payload)
        words, draft = self.words(turn.locale), one.workshop.draft
        text = sentence("cancelled", words).format(title=cards.title(draft), when=cards.when(draft, words))
        mail = await self.mails.plan(turn, "cancelled", one.workshop, one.seat)
        file = await self.entries.file(turn, one.workshop, one.seat)
        return Outcome(lines=(Line(text, (file,)),), effects=mail, aside=aside(GONE, one.workshop))

    # -- unasked ----------------------------------------------------------------------------------------------
    async def after(self, turn: Turn, payload: Payload) -> Outcome:
        """How it was; at most one such question a day."""
        one = await case(turn, payload)
        if one is None or one.seat is None or one.seat.state not in ("booked", "came") or not _as_planned(one, payload):
            return Outcome()
        state, ends = one.workshop.state, one.workshop.draft.ends_at
        if state not in ("open", "closed") or turn.now > ends + ASKED_UNTIL:
            return Outcome()
        if not await after.may_ask(turn.db, turn.person_id, one.id):
            return Outcome()
        at = earliest(turn.now, one.zone, await unasked.last(turn.db, turn.person_id))
        if at > turn.now:
            return one.later(AFTER, payload, at)
        await after.asked(turn.db, turn.now, turn.person_id, one.id)
        return Outcome(aside=aside(ASKED, one.workshop))

    async def near(self, turn: Turn, payload: Payload) -> Outcome:
        """What they wished for is there."""
        one = await case(turn, payload)
        insee = payload.get("insee")
        if one is None or not isinstance(insee, str) or not await wishes.still_wants(turn.db, turn.person_id, insee):
            return Outcome()
        workshop = one.workshop
        if workshop.state != "open" or workshop.left == 0 or workshop.draft.starts_at <= turn.now + LEAD:
            return Outcome()
        at = earliest(turn.now, one.zone, await unasked.last(turn.db, turn.person_id))
        if at > turn.now:
            return one.later(wishes.NEAR, payload, at)
        await wishes.told(turn.db, turn.now, turn.person_id, insee)
        words = self.words(turn.locale)
        hello = words.pgettext("workshops/wish", "Tu voulais savoir\u00a0: il y a un atelier près de chez toi.")
        shown = Line(cards.card(Card(workshop, None, ""), words), location=cards.location(workshop.draft))
        return Outcome(lines=(Line(hello), shown), aside=aside(NEW, workshop))


def _as_planned(one: Case, payload: Payload) -> bool:
    return payload.get("starts") == micros(one.workshop.draft.starts_at)


def _newest(one: Case, payload: Payload) -> bool:
    sequence = payload.get("sequence")
    return not isinstance(sequence, int) or sequence >= one.workshop.sequence
