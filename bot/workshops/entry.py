"""The calendar file of a seat, as a file in the chat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.model import FileRef
from bot.i18n import Translator
from bot.ports import Turn
from bot.storage.sealed import Sealer
from bot.storage.stored_files import row
from bot.storage.tables.files import files
from bot.workshops import cards
from bot.workshops.cards import Words
from bot.workshops.exporter.ical import seat_entry
from bot.workshops.model import Seat, Workshop

TYPE = "text/calendar"
CANCEL = "\r\nMETHOD:CANCEL\r\n"


@dataclass(frozen=True, slots=True)
class Entries:
    """`file` stores it; the line that shows it is the caller's."""

    sealer: Sealer
    words: Words

    async def file(self, turn: Turn, workshop: Workshop, seat: Seat) -> FileRef:
        words, draft = self.words(turn.locale), workshop.draft
        body = calendar(workshop, seat, words, turn.now)
        day = draft.starts_at.astimezone(ZoneInfo(draft.zone)).date()
        alt = words.pgettext("workshops/entry_alt", "L’atelier pour ton agenda")
        file = FileRef(turn.new_id(), f"atelier-{day.isoformat()}.ics", TYPE, alt)
        await turn.db.execute(files.insert(), [row(self.sealer, turn.person_id, file, body, turn.now)])
        return file


async def given(db: AsyncConnection, sealer: Sealer, seat: Seat) -> bool:
    """Whether who has this seat was given a file of it in the chat: what may stand in their calendar.

    One that only takes it out puts nothing there.
    """
    query = select(files.c.body).where(files.c.person_id == seat.person_id, files.c.type == TYPE)
    texts = [unfolded(sealer.open(seat.person_id, body)) for body in (await db.scalars(query)).all()]
    return any(seat.key in text and CANCEL not in text for text in texts)


def unfolded(body: bytes) -> str:
    """Its lines are cut after 75 bytes (RFC 5545, 3.1), perhaps in the middle of a name."""
    return body.replace(b"\r\n ", b"").decode(errors="replace")


def calendar(workshop: Workshop, seat: Seat, words: Translator, now: datetime) -> bytes:
    """The file itself. Who still waits for a seat reads so in it, and not yet what only those in it may know."""
    waits, draft = seat.unsure, workshop.draft
    lines = [*cards.way(draft, words, link=not waits), cards.cut(draft.summary, cards.SUMMARY)]
    title = ""
    if waits and workshop.state != "cancelled":
        title = words.pgettext("workshops/entry_list", "Liste d’attente\u00a0: {title}").format(title=draft.title)
        lines.insert(0, words.pgettext("workshops/entry_not_yet", "Ta place n’est pas encore sûre."))
    return seat_entry(workshop, seat, "\n".join(line for line in lines if line), now, title=title)
