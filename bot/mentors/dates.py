"""An appointment in the person's words, and as a calendar file in the chat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.calendars import TYPE, Entry, alarm, calendar, event
from bot.channels.model import FileRef
from bot.i18n import Translator
from bot.mentors import words as say
from bot.mentors.store.appointments import Appointment
from bot.ports import Turn
from bot.storage.sealed import Sealer
from bot.storage.stored_files import row
from bot.storage.tables.files import files

Words = Callable[[str], Translator]
"""Locale → its words, dates and numbers."""
BEFORE = timedelta(hours=1)
"""The alarm in one's calendar."""


def about(topic: str, words: Translator) -> str:
    """« ton CV »: what an appointment or a conversation is about."""
    match topic:
        case "cv":
            return words.pgettext("mentors/about/cv", "ton CV")
        case "letter":
            return words.pgettext("mentors/about/letter", "ta lettre")
        case "interview":
            return words.pgettext("mentors/about/interview", "ton entretien")
        case "codes":
            return words.pgettext("mentors/about/codes", "les codes du travail")
        case _:
            return words.pgettext("mentors/about/other", "ce que tu veux")


@dataclass(frozen=True, slots=True)
class Files:
    """`of` stores the calendar file of an appointment; the line that shows it is the caller's."""

    sealer: Sealer
    words: Words
    zone: ZoneInfo

    async def of(self, turn: Turn, one: Appointment) -> FileRef:
        words, gone = self.words(turn.locale), one.state == "cancelled"
        title = words.pgettext("mentors/entry", "Discuter avec {mentor}").format(mentor=say.named(one.mentor, words))
        made = event(Entry(one.key, one.starts_at, one.ends_at, self.zone, title, one.sequence, gone), turn.now)
        sentence = words.pgettext("mentors/entry_about", "On parle de\u00a0: {topic}. Ça se passe dans le chat.")
        made.add("description", sentence.format(topic=about(one.topic, words)))
        if not gone:
            made.add_component(alarm(title, BEFORE))
        name = f"rendez-vous-{self.day(one.starts_at)}.ics"
        alt = words.pgettext("mentors/entry_alt", "Le rendez-vous pour ton agenda")
        file = FileRef(turn.new_id(), name, TYPE, alt)
        body = calendar([made], cancelled=gone)
        await turn.db.execute(files.insert(), [row(self.sealer, turn.person_id, file, body, turn.now)])
        return file

    def day(self, at: datetime) -> str:
        return at.astimezone(self.zone).date().isoformat()
