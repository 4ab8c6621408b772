"""What is said to who has a seat or waits for one, without being asked at that moment.

Law: an event carries ids only. In its own turn everything is looked at again: the seat is still theirs, the workshop
is still what it was, it is day, and it is not too late. Whatever does not hold any more is dropped without a word.
What has its hour is not sent after it either, however long the channel was away (`Outcome.until`); what they must
know all the same, a change, a cancellation, what they wished for, is said again the next morning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.hours import earliest, is_night, next_morning, nightfall
from bot.ports import Later, Line, Outcome, Turn
from bot.reminding import asked_at, may_remind, reminders
from bot.storage import reach, unasked
from bot.storage.sealed import Sealer
from bot.storage.types import EPOCH, MICROSECOND, micros
from bot.workshops import cards
from bot.workshops.cards import Words
from bot.workshops.entry import Entries, given
from bot.workshops.mails import Mails, sentence
from bot.workshops.model import TAKEN, Seat, Workshop
from bot.workshops.rules.moments import once_more, said_until, waits_until
from bot.workshops.rules.suggest import LEAD, Card
from bot.workshops.store import after, seats, wishes
from bot.workshops.store.edit import CANCELLED, CHANGED
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
        return Outcome(events=(self._again(kind, payload, due),))

    def by_day(self, kind: str, payload: Payload, end: datetime) -> Outcome:
        """Put off to the morning, or said now: then with `until`, and again for whoever did not get it."""
        starts_at, now = self.workshop.draft.starts_at, self.turn.now
        if morning := waits_until(starts_at, self.zone, now):
            return self.later(kind, payload, morning)
        until = said_until(starts_at, end, self.zone, now)
        return Outcome(events=self.unless_heard(kind, payload, until, end), until=until)

    def unless_heard(self, kind: str, payload: Payload, until: datetime, end: datetime) -> tuple[Later, ...]:
        """The same again the next morning, for whoever did not get what is said in this turn."""
        morning = once_more(until, end, self.zone)
        line = {"line": self.turn.last_seq + 1}
        return () if morning is None else (self._again(kind, {**payload, **line}, morning),)

    async def heard(self, payload: Payload) -> bool:
        """Of what is to be said again: that they did get it."""
        line = payload.get("line")
        return isinstance(line, int) and not await reach.missed(self.turn.db, self.turn.person_id, line)

    def _again(self, kind: str, payload: Payload, due: datetime) -> Later:
        """**Why** so long a key: of two changes in one night it is the second that holds in the morning."""
        what = f"{self.id}/{payload.get('sequence', '')}/{payload.get('line', '')}"
        return Later(kind, payload, f"{kind}/{self.turn.person_id}/{what}/again/{micros(due)}", due)


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
        """They did not answer: it goes to the next, and they are told, in the morning if they sleep.

        What the waiting list put into their calendar is taken out; who was given no file gets none.
        """
        one = await case(turn, payload)
        if one is None or one.seat is None:
            return Outcome()
        lapsed = replace(one.seat, state="given_up", changes=one.seat.changes + 1)
        if payload.get("lapsed") == one.seat.changes and one.seat.state == "given_up":
            lapsed = one.seat
        elif not await seats.lapse(turn.db, self.sealer, turn.now, turn.person_id, one.id):
            return Outcome()
        if one.night:
            return one.later(LAPSE, {**payload, "lapsed": lapsed.changes})
        words = self.words(turn.locale)
        text = words.pgettext(
            "workshops/lapsed",
            "La place pour «\u00a0{title}\u00a0» n’est plus gardée pour toi.",
        ).format(title=cards.title(one.workshop.draft))
        until = nightfall(turn.now, one.zone)
        there = await given(turn.db, self.sealer, lapsed)
        files = (await self.entries.file(turn, one.workshop, lapsed),) if there else ()
        return Outcome(lines=(Line(text, files),), aside=AsideOver(OFFERED, str(one.id)), until=until)

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
        words, draft = self.words(turn.locale), one.workshop.draft
        if one.seat.state not in (*TAKEN, "waiting") or draft.starts_at <= turn.now or await one.heard(payload):
            return Outcome()
        said = one.by_day(CHANGED, payload, draft.starts_at)
        if said.until is None:
            return said
        head = sentence("changed", words).format(title=cards.title(draft), when=cards.when(draft, words))
        mail = await self.mails.plan(turn, "changed", one.workshop, one.seat)
        text = "\n".join([head, *cards.way(draft, words, link=one.seat.state == "booked")])
        line = Line(text, (await self.entries.file(turn, one.workshop, one.seat),), cards.location(draft))
        if one.seat.unsure:
            return replace(said, lines=(line,), effects=mail, resume=True)
        events = (*plan(one.workshop, one.seat, turn.now), *said.events)
        return replace(said, lines=(line,), effects=mail, events=events, aside=aside(REMINDED, one.workshop))

    async def cancelled(self, turn: Turn, payload: Payload) -> Outcome:
        """Said until it would be over: who stands before a closed door learns that it is not their fault."""
        one = await case(turn, payload)
        if one is None or one.seat is None or one.workshop.state != "cancelled":
            return Outcome()
        words, draft = self.words(turn.locale), one.workshop.draft
        if one.seat.state not in (*TAKEN, "waiting") or draft.ends_at <= turn.now or await one.heard(payload):
            return Outcome()
        said = one.by_day(CANCELLED, payload, draft.ends_at)
        if said.until is None:
            return said
        text = sentence("cancelled", words).format(title=cards.title(draft), when=cards.when(draft, words))
        mail = await self.mails.plan(turn, "cancelled", one.workshop, one.seat, draft.ends_at)
        file = await self.entries.file(turn, one.workshop, one.seat)
        return replace(said, lines=(Line(text, (file,)),), effects=mail, aside=aside(GONE, one.workshop))

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
        until = min(nightfall(turn.now, one.zone), ends + ASKED_UNTIL)
        return Outcome(aside=aside(ASKED, one.workshop), until=until)

    async def near(self, turn: Turn, payload: Payload) -> Outcome:
        """What they wished for is there."""
        one = await case(turn, payload)
        insee = payload.get("insee")
        if one is None or not isinstance(insee, str):
            return Outcome()
        again, workshop, end = "line" in payload, one.workshop, one.workshop.draft.starts_at - LEAD
        if not await wishes.still_wants(turn.db, turn.person_id, insee, told=again) or await one.heard(payload):
            return Outcome()
        if workshop.state != "open" or workshop.left == 0 or end <= turn.now:
            return Outcome()
        at = earliest(turn.now, one.zone, await unasked.last(turn.db, turn.person_id))
        if at > turn.now:
            return one.later(wishes.NEAR, payload, at)
        await wishes.told(turn.db, turn.now, turn.person_id, insee)
        words = self.words(turn.locale)
        hello = words.pgettext("workshops/wish", "Tu voulais savoir\u00a0: il y a un atelier près de chez toi.")
        shown = Line(cards.card(Card(workshop, None, ""), words), location=cards.location(workshop.draft))
        until = min(nightfall(turn.now, one.zone), end)
        more = one.unless_heard(wishes.NEAR, payload, until, end)
        return Outcome(lines=(Line(hello), shown), events=more, aside=aside(NEW, workshop), until=until)


def _as_planned(one: Case, payload: Payload) -> bool:
    return payload.get("starts") == micros(one.workshop.draft.starts_at)


def _newest(one: Case, payload: Payload) -> bool:
    sequence = payload.get("sequence")
    return not isinstance(sequence, int) or sequence >= one.workshop.sequence
