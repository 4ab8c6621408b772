"""A chat on the whole bot as it runs: SQLite, real domains, resolvers and documents; only the clock is told."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from fnmatch import fnmatch
from itertools import count
from pathlib import Path

from sqlalchemy import func, select, update

from bot import config
from bot.app import App, compose
from bot.channels import model
from bot.channels.model import Address, Incoming, Message
from bot.conversation.events import earliest
from bot.cvs.papers.sheets import Sheets
from bot.library import answers
from bot.storage.tables.conversation import messages
from bot.storage.tables.people import people
from flows.events import Received, Started
from tests.conversations.engine_chat import START
from tests.conversations.mentors import Mentors
from tests.conversations.talk import Opened, Said, Sent
from tests.conversations.village import Village
from tests.cv_builder.reading.samples import CANDIDATE, PASSPORT, docx, pdf
from tests.fakes.clock import FakeTime
from tests.fakes.geocoder import FakeGeocoder
from tests.fakes.smtp import FakeSmtp

ORG = ("Le Pont", "01 23 45 67 89")
ADDRESS = Address("web", "bot", "chat")
FILES = {
    "europass.pdf": ("application/pdf", pdf(("attachment.xml", CANDIDATE.encode()))),
    "europass.xml": ("text/plain", PASSPORT.encode()),
    "chat.jpg": ("image/jpeg", b"\xff\xd8\xff" + b"\0" * 100),
    "cv.docm": ("application/octet-stream", docx(word__vbaProject_dot_bin=b"x")),
    "secret.pdf": ("application/pdf", pdf(password="x")),
    "notes.txt": ("text/plain", b"Mon CV"),
}
"""What a person may have at hand."""


@dataclass
class WholeChat:
    """One person on the web page of one bot."""

    app: App
    time: FakeTime
    lang: str
    village: Village
    address: Address
    ids: count[int] = field(default_factory=lambda: count(1))
    seq: int = 0
    person: int = 0
    post: FakeSmtp = field(default_factory=FakeSmtp)
    read: int = 0
    """E-mails that were looked at."""
    files: dict[str, tuple[str, bytes]] = field(default_factory=lambda: dict(FILES))
    """Name → type and bytes of what can be sent: what the bot gave stays with the person, whatever is erased here."""

    @property
    def now(self) -> datetime:
        return self.time.now()

    def wait(self, time: timedelta) -> None:
        self.time.forward(seconds=time.total_seconds())

    async def passes(self, time: timedelta, *, off: bool = False) -> Sequence[Message]:
        """From one due event to the next, as a running bot would; or all at once, as if it had been off."""
        end = self.now + time
        while not off and (due := await self._next_due()) is not None and due <= end:
            self.time.at = max(due, self.now)
            await self.app.forget.due()
            await self.app.settled()
            await self._delivered()
        self.time.at = end
        return await self.rest()

    async def _delivered(self) -> None:
        """Telegram took what was said: nothing of it is said again."""
        async with self.app.database.write() as db:
            await db.execute(update(messages).where(messages.c.state == "due").values(state="sent"))

    async def _next_due(self) -> datetime | None:
        async with self.app.database.read() as db:
            erasing = await db.scalar(select(func.min(people.c.erase_at)))
            return min(filter(None, (await earliest(db), erasing)), default=None)

    async def happens(self, what: str) -> Sequence[Message]:
        await self.village.happens(what, self.now)
        return await self.rest()

    async def say(self, said: Said) -> Sequence[Message]:
        await self.hear(said)
        return await self.rest()

    async def hear(self, said: Said) -> Sequence[Message]:
        """What is said at once, before any document."""
        heard = await self._heard(said)
        source = said.source if isinstance(said, Opened) else None
        incoming = Incoming(self.address, f"n{next(self.ids)}", heard, self.now, (self.lang,), source)
        answer = await self.app.conversation.take(incoming)
        if answer.person_id != self.person:  # they were erased: a new one begins
            self.person, self.seq = answer.person_id, 0
        return answer.messages

    async def rest(self) -> Sequence[Message]:
        """All that was said since the last rest, once nothing is due."""
        await self.app.settled()
        await self._delivered()
        lines = await self.app.transcripts.read(self.person, self.seq)
        self.seq = max([line.seq for line in lines], default=self.seq)
        for ref in (file for line in lines if line.author != "me" for file in line.files):
            if (stored := await self.app.transcripts.file(ref.id)) is not None:
                self.files[ref.name] = (ref.type, stored[1])
        return [line for line in lines if line.author != "me"] + self._mails()

    def _mails(self) -> list[Message]:
        """Those that came since the last rest, without their empty lines."""
        fresh, self.read = self.post.got[self.read :], len(self.post.got)
        texts = ["\n".join(line for line in got.text.split("\n") if line) for got in fresh]
        heads = [f"✉ {got.to} · {got.message['Subject']}" for got in fresh]
        return [Message(0, "bot", f"{head}\n{text}") for head, text in zip(heads, texts, strict=True)]

    async def _heard(self, said: Said) -> model.Said:
        if isinstance(said, Opened):
            return Started((self.lang,))
        return await self._stored(said.name) if isinstance(said, Sent) else said

    async def _stored(self, name: str) -> Received:
        name = next(known for known in reversed(self.files) if fnmatch(known, name))
        type, body = self.files[name]
        person = await self.app.transcripts.state(self.address)
        ref = await self.app.files.put(person.person_id if person else 0, name, type, body)
        return Received(ref.id, ref.name, ref.type)


@asynccontextmanager
async def whole_chat(
    folder: Path, lang: str, channel: str = "web", *, mail: bool = False, maps: bool = False
) -> AsyncIterator[WholeChat]:
    """A bot whose data are in `folder`, and somebody new who reads `lang`.

    `mail`: there is a mail server; `maps`: a geocoder.
    """
    time = FakeTime(START)
    async with FakeSmtp().listening() as post, FakeGeocoder().listening() as atlas:
        url = f"smtp://127.0.0.1:{post.port}" if mail else None
        settings = config.load(
            data_dir=folder,
            org_name=ORG[0],
            org_contact=ORG[1],
            smtp_url=url,
            public_url="https://lepont.example",
            geocoder="geoplateforme" if maps else None,
            geocoder_url=atlas.url,
        )
        async with compose(settings, time.clock) as app:
            mentors = Mentors(
                Sheets(app.database, app.keys, app.renderer, answers, app.served.saved, app.served.lately)
            )
            village = Village(app.database, app.keys, mentors=mentors)
            yield WholeChat(app, time, lang, village, replace(ADDRESS, channel=channel), post=post)
