"""A half hour with a mentor: which there are, booked, moved, given back, seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.mentors import agenda, dates
from bot.mentors import words as say
from bot.mentors.dates import Files, Words
from bot.mentors.model import TOPICS, level_for
from bot.mentors.rules.slots import spread
from bot.mentors.store import appointments as store
from bot.mentors.store import people
from bot.mentors.store.appointments import Appointment, Asked
from bot.ports import Action, Elsewhere, Line, Outcome, Turn
from bot.storage.tables.mentors import pairs
from flows.events import JsonValue

Answers = Mapping[str, JsonValue]

SHOWN = 5
"""Times that are offered at once: more is a wall of buttons."""
SHARED = frozenset({"mentors.book", "mentors.cancel"})
"""These take a slot, which others want, too."""
UNREACHED = frozenset({"web", "terminal"})
"""Channels where nothing can be said to somebody whose page is closed."""


@dataclass(frozen=True, slots=True)
class Appointments:
    words: Words
    files: Files
    zone: ZoneInfo
    elsewhere: Elsewhere

    async def free(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """Times to choose from, as a list. `skip`: how many were shown before."""
        asked = await self._asked(turn, args)
        if asked is None:
            return Outcome([])
        found = await store.free(turn.db, turn.now, turn.person_id, asked, await _theirs(turn.db, turn.person_id))
        raw = args.get("skip")
        skip = raw if isinstance(raw, int) else 0
        words = self.words(turn.locale)
        shown = spread([one.starts_at for one in found], self.zone, skip + SHOWN)
        kept = spread([one.starts_at for one in found], self.zone, skip)
        options: list[JsonValue] = [
            {"id": found[position].key, "label": words.brief(found[position].starts_at, self.zone)}
            for position in shown
            if position not in kept
        ]
        if len(found) > len(shown):
            options.append({"id": "plus", "label": words.pgettext("mentors/more_times", "D’autres heures")})
        return Outcome(options)

    async def book(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """One tap; who has one already moves it there. Value: `{"state": booked · gone}`."""
        words, asked = self.words(turn.locale), await self._asked(turn, args)
        slot = args.get("slot")
        made = None
        if asked is not None and isinstance(slot, str):
            made = await store.book(turn.db, turn.now, turn.person_id, asked, slot, turn.new_id())
        if made is None:
            text = words.pgettext("mentors/slot_gone", "Cette heure vient d’être prise. On en choisit une autre.")
            return Outcome({"state": "gone"}, (Line(text),))
        sentence = (
            words.pgettext("mentors/moved", "C’est changé\u00a0: {when}, avec {mentor}, ici même dans le chat.")
            if made.sequence
            else words.pgettext("mentors/booked", "C’est réservé\u00a0: {when}, avec {mentor}, ici même dans le chat.")
        )
        text = sentence.format(when=words.moment(made.starts_at, self.zone), mentor=say.named(made.mentor, words))
        lines = [Line(text, (await self.files.of(turn, made),)), *await self._promise(turn, made)]
        effects = agenda.to_mentor(made, "moved" if made.sequence else "booked", turn.now)
        return Outcome({"state": "booked"}, tuple(lines), effects, agenda.plan(made, self.zone, turn.now))

    async def mine(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """Says the one they have. Value: `{"state", "topic", "language"}`, null without one."""
        found = await store.coming(turn.db, turn.person_id, turn.now)
        if found is None:
            return Outcome(None)
        words = self.words(turn.locale)
        sentence = words.pgettext("mentors/have", "Ton rendez-vous\u00a0: {when}, avec {mentor}. On parle de {topic}.")
        text = sentence.format(
            when=words.soon(found.starts_at, turn.now, self.zone),
            mentor=say.named(found.mentor, words),
            topic=dates.about(found.topic, words),
        )
        value: JsonValue = {"state": found.state, "topic": found.topic, "language": found.language}
        return Outcome(value, (Line(text),))

    async def cancel(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """Value: yes, or null when there was nothing to give back."""
        words = self.words(turn.locale)
        gone = await store.cancel(turn.db, turn.now, turn.person_id)
        if gone is None:
            text = words.pgettext("mentors/had_no_appointment", "Tu n’as pas de rendez-vous. Rien ne change.")
            return Outcome(None, (Line(text),))
        text = words.pgettext("mentors/appointment_off", "C’est annulé, merci de l’avoir dit. Je préviens {mentor}.")
        line = Line(text.format(mentor=say.named(gone.mentor, words)), (await self.files.of(turn, gone),))
        return Outcome("yes", (line,), agenda.to_mentor(gone, "cancelled", turn.now))

    async def file(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        found = await store.coming(turn.db, turn.person_id, turn.now)
        if found is None:
            return Outcome(None)
        words = self.words(turn.locale)
        text = words.pgettext("mentors/entry_line", "Ouvre ce fichier\u00a0: le rendez-vous se met dans ton agenda.")
        return Outcome("yes", (Line(text, (await self.files.of(turn, found),)),))

    def actions(self) -> Mapping[str, Action]:
        return {
            "mentors.free": self.free,
            "mentors.book": self.book,
            "mentors.appointment": self.mine,
            "mentors.cancel": self.cancel,
            "mentors.calendar": self.file,
        }

    async def _asked(self, turn: Turn, args: Answers) -> Asked | None:
        """What the flow asked; without it what their appointment is about, so that it can be moved.

        None: they have not agreed that mentors read them, or are too young for one.
        """
        known = await people.known(turn.db, turn.person_id)
        if not known.agreed or known.band == "under15":
            return None
        topic, spoken = args.get("topic"), args.get("languages")
        languages = tuple(one for one in spoken if isinstance(one, str)) if isinstance(spoken, list) else ()
        had = await store.coming(turn.db, turn.person_id, turn.now)
        return Asked(
            topic if isinstance(topic, str) and topic in TOPICS else had.topic if had else "other",
            languages or ((had.language,) if had else (turn.locale,)),
            level_for(known.band),
        )

    async def _promise(self, turn: Turn, made: Appointment) -> list[Line]:
        """When they will be reminded; where they can't be, what to do about it."""
        words = self.words(turn.locale)
        if turn.channel not in UNREACHED:
            moments = [words.soon(at, turn.now, self.zone) for at in agenda.reminded_at(made, self.zone, turn.now)]
            sentence = words.pgettext("mentors/will_remind", "Je t’écris avant, pour y penser\u00a0: {moments}.")
            return [Line(sentence.format(moments=words.list(moments)))] if moments else []
        told = words.pgettext(
            "mentors/unreached",
            "Page fermée, je ne peux pas t’écrire. À l’heure dite, rouvre cette page\u00a0: on t’attend.",
        )
        link = await self.elsewhere(turn.db, turn.person_id)
        if not link:
            return [Line(told)]
        sentence = words.pgettext(
            "mentors/elsewhere", "Sur Telegram, je peux te le rappeler. Ce lien marche 15 minutes\u00a0: {link}"
        )
        return [Line(told), Line(sentence.format(link=link))]


async def _theirs(db: AsyncConnection, person_id: int) -> int | None:
    """The mentor they know."""
    found: int | None = await db.scalar(select(pairs.c.account_id).where(pairs.c.person_id == person_id))
    return found
