"""What happens around an appointment without being asked at that moment: reminders, the hour itself, its end.

Law: an event carries ids only. In its own turn everything is looked at again: the appointment stands, at that time,
with somebody who may still have it; by day, and not too late. What does not hold any more is dropped without a word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.hours import is_night, next_morning
from bot.mentors import words as say
from bot.mentors.dates import Files, Words
from bot.mentors.model import Wish
from bot.mentors.store import appointments as store
from bot.mentors.store import people
from bot.mentors.store.appointments import Appointment
from bot.mentors.store.begin import begin
from bot.mentors.store.handoffs import change, open_of
from bot.ports import EventHandler, Later, Line, Outcome, Turn
from bot.reminding import Before, may_remind, reminders
from bot.storage.sealed import Sealer
from bot.storage.tables.mentors import handoffs
from bot.storage.types import EPOCH, MICROSECOND, micros
from flows.events import Aside, AsideOver, JsonValue

Payload = Mapping[str, JsonValue]

REMIND, HOUR, OVER, OFF = "mentors.remind", "mentors.hour", "mentors.over", "mentors.off"
TELL = "mentors.tell"
"""Effect: a mentor is told, where they asked for it."""
BEFORE: Before = (("day", timedelta(days=1)), ("hours", timedelta(hours=1)))
LEAVE = timedelta(minutes=10)
"""So shortly before the hour a reminder is of no use: the conversation opens by itself."""
SHARED = frozenset({HOUR, OVER})
"""Kinds that take a mentor's row or the board."""
REMINDED, AGAIN = "rendez_vous_rappel", "rendez_vous_encore"
"""Flows that ask aside."""


def _times(one: Appointment) -> Payload:
    return {"appointment": one.id, "starts": micros(one.starts_at)}


def plan(one: Appointment, zone: ZoneInfo, now: datetime) -> tuple[Later, ...]:
    """Reminders, and the hour. The same appointment at the same time is planned once."""
    name = f"{one.id}/{micros(one.starts_at)}/{one.sequence}"
    planned = [
        Later(REMIND, {**_times(one), "until": micros(at.until)}, f"{REMIND}/{name}/{at.which}", at.at)
        for at in reminders(one.starts_at, zone, now, BEFORE, LEAVE)
    ]
    return (*planned, Later(HOUR, _times(one), f"{HOUR}/{name}", one.starts_at))


def reminded_at(one: Appointment, zone: ZoneInfo, now: datetime) -> tuple[datetime, ...]:
    return tuple(at.at for at in reminders(one.starts_at, zone, now, BEFORE, LEAVE))


def to_mentor(one: Appointment, what: str, now: datetime, until: datetime | None = None) -> tuple[Later, ...]:
    """`what`: booked · moved · cancelled · soon · now. No word of the person goes along. `until`: when it is late."""
    key = f"{one.id}/{one.sequence}/{what}/{micros(now)}"
    payload: Payload = {
        "account": one.account_id,
        "what": what,
        "at": micros(one.starts_at),
        "key": key,
        "until": micros(until),
    }
    return (Later(TELL, payload, f"{TELL}/{key}"),)


@dataclass(frozen=True, slots=True)
class Agenda:
    """One method a kind of event."""

    sealer: Sealer
    words: Words
    files: Files
    zone: ZoneInfo

    def handlers(self) -> Mapping[str, EventHandler]:
        return {REMIND: self.remind, HOUR: self.hour, OVER: self.over, OFF: self.off}

    async def remind(self, turn: Turn, payload: Payload) -> Outcome:
        one = await _planned(turn, payload)
        until = payload.get("until")
        if one is None or one.state != "booked" or not isinstance(until, int):
            return Outcome()
        end = EPOCH + until * MICROSECOND
        if not may_remind(end, self.zone, turn.now):
            return Outcome()
        words = self.words(turn.locale)
        sentence = words.pgettext(
            "mentors/remind", "Ton rendez-vous avec {mentor}, c’est {when}, ici même dans le chat."
        )
        when = words.soon(one.starts_at, turn.now, self.zone)
        text = sentence.format(mentor=say.named(one.mentor, words), when=when)
        aside = Aside(REMINDED, str(one.id), {"when": when})
        mentor = to_mentor(one, "soon", turn.now, end)
        return Outcome(lines=(Line(text),), effects=mentor, aside=aside, until=end)

    async def hour(self, turn: Turn, payload: Payload) -> Outcome:
        """The conversation opens by itself for both."""
        one = await _planned(turn, payload)
        if one is None or one.state != "booked":
            return Outcome()
        handoff = None
        if turn.now < one.ends_at:
            wish = Wish(one.topic, (one.language,))
            handoff = await begin(
                turn.db, self.sealer, turn.now, one.account_id, turn.person_id, wish, one.needs, "appointment"
            )
        if handoff is None:
            return await self._nobody(turn, one)
        await store.settle(turn.db, turn.now, one.id, "booked", "open", "service")
        await store.opened(turn.db, one.id, handoff.id)
        over = Later(OVER, _times(one), f"{OVER}/{one.id}/{one.sequence}", one.ends_at)
        asked = AsideOver(REMINDED, str(one.id))
        return Outcome(events=(over,), effects=to_mentor(one, "now", turn.now, one.ends_at), aside=asked)

    async def _nobody(self, turn: Turn, one: Appointment) -> Outcome:
        """The mentor may no longer, or we were away. Whoever talks with another one already is not disturbed."""
        there = await open_of(turn.db, turn.person_id)
        if there is not None and there.state == "held":
            await store.settle(turn.db, turn.now, one.id, "booked", "done", "service")
            return Outcome()
        await store.settle(turn.db, turn.now, one.id, "booked", "cancelled", "service")
        words = self.words(turn.locale)
        sentence = words.pgettext(
            "mentors/not_there", "Ton rendez-vous de {when} n’a pas pu avoir lieu. Ce n’est pas ta faute, pardon."
        )
        text = sentence.format(when=words.soon(one.starts_at, turn.now, self.zone))
        return Outcome(lines=(Line(text),), aside=Aside(AGAIN, str(one.id)))

    async def over(self, turn: Turn, payload: Payload) -> Outcome:
        """Whoever did not come hears a kind word; whoever talks goes on talking."""
        one = await _planned(turn, payload)
        if one is None or one.state != "open":
            return Outcome()
        handoff = await open_of(turn.db, turn.person_id)
        ours = handoff is not None and handoff.state == "held" and handoff.mentor_id == one.account_id
        if handoff is None or not ours or (handoff.person_at is not None and handoff.person_at >= one.starts_at):
            await store.settle(turn.db, turn.now, one.id, "open", "done", "service")
            return Outcome()
        await store.settle(turn.db, turn.now, one.id, "open", "missed", "service")
        held = (handoffs.c.id == handoff.id, handoffs.c.state == "held")
        values = {"state": "closed", "since": turn.now, "closed_at": turn.now, "outcome": "no_answer"}
        await change(turn.db, turn.now, "closed:no_answer", None, *held, **values, owed_since=None)
        await people.set_mode(turn.db, turn.person_id, "bot")
        words = self.words(turn.locale)
        sentence = words.pgettext(
            "mentors/missed", "On s’est ratés aujourd’hui. Ça arrive, et {mentor} ne t’en veut pas."
        )
        text = sentence.format(mentor=say.named(one.mentor, words))
        return Outcome(lines=(Line(text),), aside=Aside(AGAIN, str(one.id)))

    async def off(self, turn: Turn, payload: Payload) -> Outcome:
        """The mentor had to cancel."""
        id = payload.get("appointment")
        one = await store.by_id(turn.db, id, turn.person_id) if isinstance(id, int) else None
        if one is None or one.state != "cancelled" or one.ends_at <= turn.now:
            return Outcome()
        if is_night(turn.now, self.zone) and (at := next_morning(turn.now, self.zone)) < one.starts_at:
            return Outcome(events=(Later(OFF, payload, f"{OFF}/{one.id}/{one.sequence}/{micros(at)}", at),))
        words = self.words(turn.locale)
        sentence = words.pgettext(
            "mentors/off", "Ton rendez-vous avec {mentor}, {when}, est annulé. Ce n’est pas ta faute."
        )
        when = words.soon(one.starts_at, turn.now, self.zone)
        text = sentence.format(mentor=say.named(one.mentor, words), when=when)
        return Outcome(lines=(Line(text, (await self.files.of(turn, one),)),), aside=Aside(AGAIN, str(one.id)))


async def _planned(turn: Turn, payload: Payload) -> Appointment | None:
    """None: it is no more, or at another time."""
    id = payload.get("appointment")
    one = await store.by_id(turn.db, id, turn.person_id) if isinstance(id, int) else None
    return one if one is not None and payload.get("starts") == micros(one.starts_at) else None
